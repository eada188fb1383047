import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { circleRing, distance, type LonLat } from './geodesy.ts';

export type DrawKind = 'point' | 'line' | 'circle' | 'polygon';

/** What is being drawn. A circle has its centre and a point on its rim; a polygon's ring is kept open. */
export interface Shape {
  kind: DrawKind;
  points: LonLat[];
  done: boolean;
}

export const NEEDED: Record<DrawKind, number> = { point: 1, line: 2, circle: 2, polygon: 3 };

export const isWhole = (shape: Shape): boolean => shape.points.length >= NEEDED[shape.kind];

export function radiusOf(shape: Shape): number {
  return shape.points.length < 2 ? 0 : distance(shape.points[0]!, shape.points[1]!);
}

/** GeoJSON of a whole shape, or null while points are missing. A circle becomes a polygon of 96 sides. */
export function geometryOf(shape: Shape): Geometry | null {
  if (!isWhole(shape)) return null;
  if (shape.kind === 'point') return { type: 'Point', coordinates: shape.points[0]! };
  if (shape.kind === 'line') return { type: 'LineString', coordinates: shape.points };
  const ring =
    shape.kind === 'circle' ? circleRing(shape.points[0]!, radiusOf(shape)) : [...shape.points, shape.points[0]!];
  return { type: 'Polygon', coordinates: [ring] };
}

/** What the map shows of a shape: body, corners to drag, midpoints that become corners. */
export function picture(shape: Shape, editable: boolean): FeatureCollection {
  const features: Feature[] = [];
  const body = geometryOf(shape);
  if (body && shape.kind !== 'point') features.push({ type: 'Feature', properties: { role: 'body' }, geometry: body });
  if (shape.kind === 'polygon' && shape.points.length === 2)
    features.push({
      type: 'Feature',
      properties: { role: 'body' },
      geometry: { type: 'LineString', coordinates: shape.points },
    });
  if (editable || shape.kind === 'point' || !shape.done)
    shape.points.forEach((point, index) => {
      features.push({
        type: 'Feature',
        properties: { role: 'corner', index },
        geometry: { type: 'Point', coordinates: point },
      });
    });
  if (editable && shape.done && shape.kind === 'polygon')
    shape.points.forEach((a, index) => {
      const b = shape.points[(index + 1) % shape.points.length]!;
      features.push({
        type: 'Feature',
        properties: { role: 'middle', index },
        geometry: { type: 'Point', coordinates: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] },
      });
    });
  return { type: 'FeatureCollection', features };
}
