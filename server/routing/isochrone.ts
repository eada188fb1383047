import type { MultiPolygon } from 'geojson';
import { contour } from './contour.ts';
import { metresPerDegree } from './geodesy.ts';
import { ACCESS_SPEED, type Search } from './search.ts';

/** Cells across the reached area, and the limits of a cell in metres: finer shows noise, coarser loses streets. */
const CELLS = 260;
const CELL_MIN = 25;
const CELL_MAX = 250;
/** Metres beside a road that count as served by it: half a city block. */
const BESIDE = 160;
/** A hole smaller than this, in square metres, is a yard and not a place out of reach. */
const HOLE = 150_000;

/**
 * The areas within each number of seconds of the last run's target, as valid MultiPolygons in degrees: every reached
 * piece of road carries its time to a lattice, spreading beside it at access speed, and the lattice is contoured.
 * One search and one lattice serve all levels; the run's cut-off must be at least the greatest. Areas beside no road
 * stay holes. Empty when nothing is reached.
 */
export function isochrones(search: Search, levels: readonly number[]): MultiPolygon[] {
  const { graph } = search;
  const most = Math.max(...levels);
  const c = graph.coordinates;
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  const reached: number[] = [];
  for (let e = 0; e < graph.edges; e++) {
    if (e !== search.targetEdge && Math.min(...search.ends(e)) > most) continue;
    reached.push(e);
    for (let p = graph.line[e]!; p < graph.line[e + 1]!; p++) {
      west = Math.min(west, c[2 * p]!);
      east = Math.max(east, c[2 * p]!);
      south = Math.min(south, c[2 * p + 1]!);
      north = Math.max(north, c[2 * p + 1]!);
    }
  }
  if (reached.length === 0) return levels.map(() => ({ type: 'MultiPolygon', coordinates: [] }));
  const per = metresPerDegree((south + north) / 2);
  const extent = Math.max((east - west) * per.lon, (north - south) * per.lat);
  const cell = Math.max(CELL_MIN, Math.min(CELL_MAX, extent / CELLS));
  const spread = Math.max(1.6 * cell, BESIDE);
  // Samples so close that their discs leave no notch between them.
  const step = Math.max(0.7, spread / cell / 3);
  const pad = Math.ceil(spread / cell) + 2;
  const width = Math.ceil(((east - west) * per.lon) / cell) + 2 * pad + 1;
  const height = Math.ceil(((north - south) * per.lat) / cell) + 2 * pad + 1;
  const values = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const stamp = (x: number, y: number, seconds: number) => {
    const i0 = Math.ceil(x - spread / cell);
    const i1 = Math.floor(x + spread / cell);
    const j0 = Math.ceil(y - spread / cell);
    const j1 = Math.floor(y + spread / cell);
    for (let j = j0; j <= j1; j++) {
      for (let i = i0; i <= i1; i++) {
        // Math.hypot takes several times as long, and this is the inner loop.
        const beside = Math.sqrt((i - x) * (i - x) + (j - y) * (j - y)) * cell;
        if (beside > spread) continue;
        const v = seconds + beside / ACCESS_SPEED;
        const k = j * width + i;
        if (v < values[k]!) values[k] = v;
      }
    }
  };
  for (const e of reached) {
    const [start, end] = search.ends(e);
    const pace = search.pace(e);
    const whole = graph.metres[e]!;
    const own = e === search.targetEdge;
    let at = 0;
    for (let p = graph.line[e]!; p + 1 < graph.line[e + 1]!; p++) {
      const x1 = ((c[2 * p]! - west) * per.lon) / cell + pad;
      const y1 = ((c[2 * p + 1]! - south) * per.lat) / cell + pad;
      const x2 = ((c[2 * p + 2]! - west) * per.lon) / cell + pad;
      const y2 = ((c[2 * p + 3]! - south) * per.lat) / cell + pad;
      const length = Math.hypot(x2 - x1, y2 - y1);
      const steps = Math.max(1, Math.ceil(length / step));
      for (let s = 0; s <= steps; s++) {
        const t = s / steps;
        const metres = Math.min(whole, at + t * length * cell);
        const seconds = Math.min(
          start + metres * pace,
          end + (whole - metres) * pace,
          own ? search.onTargetEdge(metres) : Number.POSITIVE_INFINITY,
        );
        if (seconds <= most) stamp(x1 + t * (x2 - x1), y1 + t * (y2 - y1), seconds);
      }
      at += length * cell;
    }
  }
  const degrees = ([x, y]: number[]): [number, number] => [
    round(west + ((x! - pad) * cell) / per.lon),
    round(south + ((y! - pad) * cell) / per.lat),
  ];
  return levels.map((level) => ({
    type: 'MultiPolygon',
    coordinates: contour({ width, height, values }, level, cell / ACCESS_SPEED, HOLE / cell ** 2).map((polygon) =>
      polygon.map((ring) => ring.map(degrees)),
    ),
  }));
}

// A tenth of a metre: finer than the margin contours keep between their vertices.
const round = (degree: number) => Math.round(degree * 1e6) / 1e6;
