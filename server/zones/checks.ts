import type pg from 'pg';
import type { Dataset } from '../../datasets/dataset.ts';
import { Frame } from '../frame/frame.ts';
import { type Difference, differencesOf, regionDifferencesOf } from './differences.ts';
import { ECONOMY, WEIGHTS } from './economy.ts';
import { randomPolygons } from './random-polygons.ts';

export interface FrameCheck {
  sequence: number;
  polygons: number;
  /** How long the frame took to load, and its arrays' size. */
  loadMilliseconds: number;
  megabytes: number;
  differences: Difference[];
}

/**
 * Loads a frame of its own and compares it with plain SQL on random polygons (as `randomPolygons` makes them) and on
 * every region. Run while nothing is written: a load that commits meanwhile is seen by SQL and not by this frame.
 */
export async function checkFrame(
  pool: pg.Pool,
  datasets: readonly Dataset[],
  { polygons, seed }: { polygons: number; seed: number },
): Promise<FrameCheck> {
  const frame = Frame.start({ pool, datasets, weights: WEIGHTS, held: [ECONOMY] });
  await frame.ready;
  const shapes = await randomPolygons(pool, { count: polygons, seed });
  const differences = [...(await differencesOf(pool, frame, shapes)), ...(await regionDifferencesOf(pool, frame))];
  return {
    sequence: frame.sequence,
    polygons: shapes.length,
    loadMilliseconds: Math.round(frame.milliseconds),
    megabytes: Math.round(frame.bytes() / 1e6),
    differences,
  };
}
