import { pixelDegrees } from '../encode/grid.ts';
import type { Layer } from '../encode/layers.ts';

/**
 * How a layer is generalised at a zoom. What goes is declared here, in this order, and counted in the answer:
 * 1. ranks below the declared ladder step (residential roads at zoom 10)
 * 2. vertices finer than half a pixel, by Douglas-Peucker in degrees before any transformation: simplifying first was
 *    10 times faster than after, and 35 to 80 times faster than not at all on heavy polygons
 * 3. line segments that look alike are joined into one feature, so that vertices between them can go too
 * 4. polygons smaller than a pixel become the pixel, one feature for all that share it
 * 5. points beyond `pointBudget` a tile are thinned to one a cell, which says how many it stands for (`point_count`)
 * At the layer's own maxzoom and beyond everything is drawn as it is stored, points apart.
 */
export interface Step {
  /** Conditions over `t`: the layer's own and the ladder's. */
  conditions: string[];
  /** Degrees; 0 = as stored. */
  tolerance: number;
  joinLines: boolean;
  /** Degrees of a pixel under which polygons are merged; 0 = never. */
  pixel: number;
  pointBudget: number;
  /** Degrees of a thinned point's cell. */
  pointCell: number;
}

/** Points drawn one by one in one tile; 8,000 circles with four properties are about 400 KB. */
const POINT_BUDGET = 8_000;
const POINT_CELL_PIXELS = 6;
/** Zooms below which segments are joined: above, a click must find the segment itself. */
const JOIN_BELOW = 12;

export function stepOf(layer: Layer, z: number): Step {
  const { where, ladder = [], maxzoom } = layer.declaration;
  const full = z >= maxzoom;
  const pixel = pixelDegrees(z);
  // The lowest threshold above z is the strictest condition that holds.
  const step = [...ladder].sort((a, b) => a.below - b.below).find(({ below }) => z < below);
  return {
    conditions: [where, step?.where].filter((c) => c !== undefined),
    tolerance: full || layer.geometry === 'Point' ? 0 : pixel / 2,
    joinLines: layer.geometry === 'LineString' && z < JOIN_BELOW,
    pixel: full || layer.geometry !== 'MultiPolygon' ? 0 : pixel,
    pointBudget: POINT_BUDGET,
    pointCell: pixel * POINT_CELL_PIXELS,
  };
}
