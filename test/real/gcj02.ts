import gcoordModule from 'gcoord';
import type { Point } from '../../datasets/demo-city/plane.ts';

// The package is CommonJS whose exports are the object its types call `default`.
const lib = gcoordModule as unknown as typeof gcoordModule.default;

/** GCJ-02 to WGS 84, degrees to 1e-7. */
export function gcoord(point: Point): Point {
  const [lon, lat] = lib.transform([...point] as [number, number], lib.GCJ02, lib.WGS84) as Point;
  return [Number(lon.toFixed(7)), Number(lat.toFixed(7))];
}
