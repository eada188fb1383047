import type { Lattice } from './lattice.ts';
import { along, piecesOf } from './lattice.ts';
import { area, distance, inside, type Point } from './plane.ts';
import { noise, Random } from './random.ts';

/** One space between two columns and two rows of the lattice. */
export interface Unit {
  i: number;
  j: number;
  /** Its four sides on the plane, counter-clockwise, first point not repeated. */
  ring: Point[];
  centre: Point;
  area: number;
  /** 0 to about 1: how urban the place is. */
  density: number;
  cover: 'land' | 'river' | 'lake' | 'hill';
  /** Index into `Ground.lakes` of a lake that reaches into it, or -1. */
  shore: number;
  district: number;
  /** Index into the list of streets, and of communities. */
  street: number;
  community: number;
  /** True when it is built up. */
  developed: boolean;
}

export interface Lake {
  name: string;
  ring: Point[];
  centre: Point;
}

export interface Ground {
  lattice: Lattice;
  columns: number;
  rows: number;
  /** Row by row from the south-west. */
  units: Unit[];
  lakes: Lake[];
  towns: Point[];
}

export function unitAt(ground: Ground, i: number, j: number): Unit | undefined {
  if (i < 0 || j < 0 || i >= ground.columns || j >= ground.rows) return undefined;
  return ground.units[j * ground.columns + i];
}

/** The units that share a side with this one. */
export function neighbours(ground: Ground, unit: Unit): Unit[] {
  const { i, j } = unit;
  return [
    unitAt(ground, i - 1, j),
    unitAt(ground, i + 1, j),
    unitAt(ground, i, j - 1),
    unitAt(ground, i, j + 1),
  ].filter((n) => n !== undefined);
}

/** The four sides of unit (i, j), each from its first corner to its last, counter-clockwise. */
export function sidesOf(lattice: Lattice, i: number, j: number): Point[][] {
  const { u, v } = lattice;
  const [u0, u1, v0, v1] = [u[i]!, u[i + 1]!, v[j]!, v[j + 1]!];
  const acrossPieces = piecesOf(u1 - u0);
  const upPieces = piecesOf(v1 - v0);
  return [
    along(lattice, [u0, v0], [u1, v0], acrossPieces),
    along(lattice, [u1, v0], [u1, v1], upPieces),
    along(lattice, [u0, v1], [u1, v1], acrossPieces).reverse(),
    along(lattice, [u0, v0], [u0, v1], upPieces).reverse(),
  ];
}

/** Centres besides the old town: a new town in the east, a university quarter, a port, a development zone. */
const CENTRES: { at: Point; weight: number; radius: number }[] = [
  { at: [200, 300], weight: 1, radius: 3_300 },
  { at: [7_400, 2_300], weight: 0.62, radius: 1_900 },
  { at: [-6_600, 4_400], weight: 0.55, radius: 1_900 },
  { at: [-1_800, -6_300], weight: 0.5, radius: 1_900 },
  { at: [13_200, -3_300], weight: 0.62, radius: 1_700 },
  { at: [4_300, -5_600], weight: 0.34, radius: 1_500 },
  { at: [-900, 8_000], weight: 0.36, radius: 1_400 },
];

const LAKES: { name: string; at: Point; radius: number; flat: number }[] = [
  { name: '天鹅湖', at: [6_000, -10_300], radius: 2_100, flat: 0.62 },
  { name: '东湖', at: [11_500, 5_200], radius: 950, flat: 0.8 },
  { name: '镜湖', at: [-1_550, 1_300], radius: 330, flat: 0.7 },
  { name: '云溪水库', at: [-13_400, 8_600], radius: 1_250, flat: 0.5 },
  { name: '月牙塘', at: [3_100, 3_500], radius: 210, flat: 0.6 },
  { name: '莲花荡', at: [-10_200, -7_400], radius: 800, flat: 0.55 },
];

function lakeRing(seed: number, index: number): Point[] {
  const { at, radius, flat } = LAKES[index]!;
  const turn = index * 1.3;
  return Array.from({ length: 72 }, (_, k) => {
    const t = (k / 72) * 2 * Math.PI;
    const r = radius * (1 + 0.42 * noise(seed + 40 + index, Math.cos(t) * 1.6, Math.sin(t) * 1.6));
    const [a, b] = [r * Math.cos(t), r * flat * Math.sin(t)];
    return [at[0] + a * Math.cos(turn) - b * Math.sin(turn), at[1] + a * Math.sin(turn) + b * Math.cos(turn)];
  });
}

/** Above zero in the hills of the north-west. */
function hilliness(seed: number, [x, y]: Point): number {
  return (-x * 0.8 + y * 0.9 - 14_200) / 5_000 + 0.75 * noise(seed + 21, x / 3_800, y / 3_800);
}

/** Above zero where the country is wooded: the hills, and groves on the plain. */
export function woodedness(seed: number, p: Point): number {
  const grove =
    0.75 * noise(seed + 52, p[0] / 1_500, p[1] / 1_500) + 0.4 * noise(seed + 55, p[0] / 600, p[1] / 600) - 0.52;
  return Math.max(hilliness(seed, p) + 0.08 * noise(seed + 56, p[0] / 500, p[1] / 500), grove);
}

/** Towns stand where main lines cross, some three kilometres apart, outside the city proper. */
function townsOf(lattice: Lattice, isDry: (p: Point) => boolean): Point[] {
  const random = new Random(lattice.seed, 'towns');
  const crossings: Point[] = [];
  for (let i = lattice.axis % 4; i < lattice.u.length - 2; i += 4) {
    for (let j = (lattice.river + 1) % 4; j < lattice.v.length - 2; j += 4) {
      const p = lattice.at(lattice.u[i]!, lattice.v[j]!);
      const edge = Math.min(19_000 - Math.abs(lattice.u[i]!), 16_200 - Math.abs(lattice.v[j]!));
      if (i > 1 && j > 1 && edge > 0 && isDry(p)) crossings.push(p);
    }
  }
  const towns: Point[] = [];
  for (const p of random.shuffle(crossings)) {
    const fromCentres = Math.min(...CENTRES.map((c) => distance(c.at, p) - c.radius * 1.7));
    if (fromCentres > 900 && towns.every((t) => distance(t, p) > 3_700) && towns.length < 26) towns.push(p);
  }
  return towns;
}

export function makeGround(lattice: Lattice): Ground {
  const { seed } = lattice;
  const columns = lattice.u.length - 1;
  const rows = lattice.v.length - 1;
  const lakes = LAKES.map((lake, k) => ({ name: lake.name, ring: lakeRing(seed, k), centre: lake.at }));
  const lakeAt = (p: Point) => lakes.findIndex((lake) => inside(p, lake.ring));
  const towns = townsOf(lattice, (p) => lakeAt(p) < 0 && hilliness(seed, p) < 0);
  const density = (p: Point) => {
    let sum = 0;
    for (const c of CENTRES) sum += c.weight * Math.exp(-((distance(c.at, p) / c.radius) ** 2) / 1.6);
    for (const t of towns) sum += 0.2 * Math.exp(-((distance(t, p) / 620) ** 2));
    return Math.min(1.2, sum);
  };
  const units: Unit[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const ring = sidesOf(lattice, i, j).flatMap((side) => side.slice(0, -1));
      const centre = lattice.at((lattice.u[i]! + lattice.u[i + 1]!) / 2, (lattice.v[j]! + lattice.v[j + 1]!) / 2);
      const lake = lakeAt(centre);
      const wet = lakes.findIndex(
        (l) =>
          distance(l.centre, centre) < 4_500 &&
          (ring.some((p) => inside(p, l.ring)) || l.ring.some((p) => inside(p, ring))),
      );
      const river = j === lattice.river || j === lattice.river - 1;
      const cover = river ? 'river' : lake >= 0 ? 'lake' : hilliness(seed, centre) > 0 ? 'hill' : 'land';
      units.push({
        i,
        j,
        ring,
        centre,
        area: area(ring),
        density: cover === 'land' ? density(centre) : 0,
        cover,
        shore: wet,
        district: -1,
        street: -1,
        community: -1,
        developed: false,
      });
    }
  }
  return { lattice, columns, rows, units, lakes, towns };
}
