import type { Point } from './plane.ts';
import { hash, noise } from './random.ts';

/** What runs along a line of the lattice; parcels keep the width of the road that may come. */
export type LineKind = 'motorway' | 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'river' | 'creek';

/**
 * The bent grid a city is drawn on. Lines of constant u run south-north, lines of constant v west-east; `at` bends
 * (u, v) to the drawing plane: rings become rounded, the river meanders and the streets beside it follow.
 * A unit (i, j) is the space between columns i, i+1 and rows j, j+1.
 */
export interface Lattice {
  seed: number;
  u: number[];
  v: number[];
  /** Index of the river's centre among the rows; its banks are the rows beside it. */
  river: number;
  /** Index of the creek among the columns; it runs north of the river only. */
  creek: number;
  axis: number;
  rings: Ring[];
  at(u: number, v: number): Point;
}

/** A ring road along two columns and two rows. */
export interface Ring {
  west: number;
  east: number;
  south: number;
  north: number;
  kind: 'trunk' | 'motorway';
}

const HALF = { u: 20_000, v: 17_000 };
const RIVER_V = -1_000;
const RIVER_HALF = 170;

/** Distance between neighbouring lines at that distance from the centre. */
function gap(p: number): number {
  return Math.min(880, 215 + Math.max(0, Math.abs(p) - 5_200) * 0.05);
}

function outward(from: number, to: number): number[] {
  const lines = [from];
  const sign = Math.sign(to - from);
  while (sign * (to - lines.at(-1)!) > 0.6 * gap(lines.at(-1)!)) lines.push(lines.at(-1)! + sign * gap(lines.at(-1)!));
  lines[lines.length - 1] = to;
  return lines;
}

const nearest = (lines: number[], value: number, even: (k: number) => boolean) => {
  let best = -1;
  lines.forEach((line, k) => {
    if (even(k) && (best < 0 || Math.abs(line - value) < Math.abs(lines[best]! - value))) best = k;
  });
  return best;
};

export function makeLattice(seed: number): Lattice {
  const west = outward(0, -HALF.u).slice(1).reverse();
  const u = [...west, ...outward(0, HALF.u)];
  const axis = west.length;
  const south = outward(RIVER_V - RIVER_HALF, -HALF.v).reverse();
  const v = [...south, RIVER_V, ...outward(RIVER_V + RIVER_HALF, HALF.v)];
  const river = south.length;
  const evenColumn = (i: number) => (i - axis) % 2 === 0;
  const evenRow = (j: number) => j !== river && (j > river ? j - river - 1 : river - 1 - j) % 2 === 0;
  const ring = (radius: number, kind: Ring['kind']): Ring => ({
    west: nearest(u, -radius, evenColumn),
    east: nearest(u, radius, evenColumn),
    south: nearest(v, -radius * 0.95, evenRow),
    north: nearest(v, radius * 0.9, evenRow),
    kind,
  });
  const creek = axis + 15;
  return {
    seed,
    u,
    v,
    river,
    creek,
    axis,
    rings: [ring(2_600, 'trunk'), ring(5_200, 'trunk'), ring(9_800, 'motorway')],
    at: (a, b) => bend(seed, a, b),
  };
}

/** (u, v) to the drawing plane: rounding of squares, then a slow warp, the river's meanders and a rural wobble. */
function bend(seed: number, u: number, v: number): Point {
  const r = Math.max(Math.abs(u), Math.abs(v));
  let x = u;
  let y = v;
  if (r > 0) {
    const t = Math.min(1, r / 9_000);
    // Squares |u|, |v| = r become superellipses, nearly square in the middle and round far out.
    const n = 4.6 - 1.9 * t * t * (3 - 2 * t);
    const size = (power: number) => (Math.abs(u / r) ** power + Math.abs(v / r) ** power) ** (1 / power);
    const pull = size(6) / size(n);
    x = u * pull;
    y = v * pull;
  }
  const turn = 0.05 + 0.1 * Math.min(1, r / 16_000);
  [x, y] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
  const far = Math.min(1, Math.max(0, r - 3_000) / 12_000);
  const slow = 140 + 900 * far;
  x += slow * noise(seed + 11, u / 7_000, v / 7_000);
  y += slow * noise(seed + 12, u / 7_000, v / 7_000);
  const wobble = 260 * Math.max(0, far - 0.15);
  x += wobble * noise(seed + 13, u / 1_900, v / 1_900) + 0.35 * wobble * noise(seed + 15, u / 600, v / 600);
  y += wobble * noise(seed + 14, u / 1_900, v / 1_900) + 0.35 * wobble * noise(seed + 16, u / 600, v / 600);
  const near = Math.exp(-(((v - RIVER_V) / 3_600) ** 2));
  y += near * (620 * Math.sin(u / 2_300 + 0.6) + 480 * Math.sin(u / 4_100 + 2));
  return [x, y];
}

/** What may run along row j (east-west lines). */
export function rowKind(lattice: Lattice, j: number): LineKind {
  if (j === lattice.river) return 'river';
  return kindOf(j > lattice.river ? j - lattice.river - 1 : lattice.river - 1 - j);
}

/** What may run along column i (south-north lines). */
export function columnKind(lattice: Lattice, i: number): LineKind {
  if (i === lattice.creek) return 'creek';
  return kindOf(Math.abs(i - lattice.axis));
}

function kindOf(k: number): LineKind {
  if (k % 8 === 0) return 'primary';
  if (k % 4 === 0) return 'secondary';
  return k % 2 === 0 ? 'tertiary' : 'residential';
}

/** The ring that uses the row edge from column i to i+1 on row j, if any. */
export function ringOfRow(lattice: Lattice, i: number, j: number): Ring | undefined {
  return lattice.rings.find((r) => (j === r.south || j === r.north) && i >= r.west && i < r.east);
}

/** The ring that uses the column edge from row j to j+1 on column i, if any. */
export function ringOfColumn(lattice: Lattice, i: number, j: number): Ring | undefined {
  return lattice.rings.find((r) => (i === r.west || i === r.east) && j >= r.south && j < r.north);
}

/** Points of the plane along a straight piece of a line in (u, v), ends included, `parts` pieces. */
export function along(lattice: Lattice, from: Point, to: Point, parts: number): Point[] {
  return Array.from({ length: parts + 1 }, (_, k) => {
    const t = k / parts;
    return lattice.at(from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t);
  });
}

/** Into how many pieces an edge of that length is drawn: bends show in the country, the grid is straight in town. */
export function piecesOf(length: number): number {
  return length < 260 ? 2 : length < 450 ? 3 : 5;
}

/** A choice that depends on the seed, a line and a place along it, for dropping pieces of roads. */
export function lottery(lattice: Lattice, salt: number, i: number, j: number): number {
  return hash(lattice.seed + salt, i, j);
}
