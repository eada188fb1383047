import { difference, featureCollection, polygon } from '@turf/turf';
import { type Ground, type Unit, unitAt, woodedness } from './ground.ts';
import { along, columnKind, type LineKind, piecesOf, ringOfColumn, ringOfRow, rowKind } from './lattice.ts';
import { Names } from './naming.ts';
import { area, distance, inside, isSimple, offset, type Point, surveyed } from './plane.ts';
import { hash, noise, Random } from './random.ts';
import type { Regions } from './regions.ts';
import type { Roads } from './roads.ts';

export interface Parcel {
  code: string;
  name: string | null;
  landUse: string;
  /** Polygons of rings on the plane. */
  polygons: Point[][][];
  unit: Unit | null;
  area: number;
  plotRatio: number | null;
}

/** Metres a parcel keeps from the middle of the line beside it. */
const INSET: Record<LineKind, number> = {
  motorway: 48,
  trunk: 38,
  primary: 27,
  secondary: 20,
  tertiary: 13,
  residential: 8,
  river: 0,
  creek: 30,
};

/** The parcel of a unit: its four sides moved inwards by the width of what runs along them. */
export function insetRing(ground: Ground, unit: Unit, roads?: Roads): Point[] {
  const { lattice } = ground;
  const { i, j } = unit;
  // Fields and woods touch where no road parts them; in town every line keeps its width.
  const open = roads && !unit.developed && unit.density < 0.25;
  const width = (key: string, kind: LineKind) =>
    open && kind !== 'creek' && kind !== 'river' ? INSET[roads.frontages.get(key)?.class ?? 'river'] : INSET[kind];
  const row = (at: number) => width(`r,${i},${at}`, ringOfRow(lattice, i, at)?.kind ?? rowKind(lattice, at));
  const column = (at: number) => {
    const kind = ringOfColumn(lattice, at, j)?.kind ?? columnKind(lattice, at);
    return width(`c,${at},${j}`, kind === 'creek' && j < lattice.river ? 'residential' : kind);
  };
  const corner = (a: number, b: number) => lattice.at(a, b);
  const [u0, u1, v0, v1] = [lattice.u[i]!, lattice.u[i + 1]!, lattice.v[j]!, lattice.v[j + 1]!];
  // The bend stretches lengths a little: insets are turned from metres to (u, v) with the unit's own sides.
  const perU = (u1 - u0) / distance(corner(u0, (v0 + v1) / 2), corner(u1, (v0 + v1) / 2));
  const perV = (v1 - v0) / distance(corner((u0 + u1) / 2, v0), corner((u0 + u1) / 2, v1));
  const [a0, a1] = [u0 + column(i) * perU, u1 - column(i + 1) * perU];
  const [b0, b1] = [v0 + row(j) * perV, v1 - row(j + 1) * perV];
  const n = piecesOf(u1 - u0);
  return [
    ...along(lattice, [a0, b0], [a1, b0], n).slice(0, -1),
    ...along(lattice, [a1, b0], [a1, b1], n).slice(0, -1),
    ...along(lattice, [a1, b1], [a0, b1], n).slice(0, -1),
    ...along(lattice, [a0, b1], [a0, b0], n).slice(0, -1),
  ];
}

/** What a unit is used for: zones first (industry, the old town's centre, campuses), then chance with the right shares. */
export function landUseOf(ground: Ground, unit: Unit, parks: Set<Unit>): string {
  const { seed } = ground.lattice;
  const [x, y] = unit.centre;
  if (parks.has(unit)) return '14';
  if (!unit.developed) {
    if (unit.density > 0.25) return hash(seed + 51, unit.i, unit.j) < 0.45 ? '14' : '16';
    return unit.density > 0.1 && hash(seed + 51, unit.i, unit.j) < 0.25 ? '16' : '01';
  }
  const luck = hash(seed + 53, unit.i, unit.j);
  const industrial = Math.max(
    Math.exp(-((distance([x, y], [4_300, -6_000]) / 1_700) ** 2)),
    Math.exp(-((distance([x, y], [14_800, -4_300]) / 1_500) ** 2)),
  );
  if (luck < industrial * 0.95) return luck < industrial * 0.2 ? '11' : '10';
  const campus = Math.exp(-((distance([x, y], [-7_000, 4_900]) / 900) ** 2));
  if (luck < campus * 0.75) return '08';
  const centre = Math.max(
    Math.exp(-((distance([x, y], [150, 250]) / 950) ** 2)),
    0.85 * Math.exp(-((distance([x, y], [7_400, 2_300]) / 600) ** 2)),
    0.6 * Math.exp(-((distance([x, y], [-1_800, -6_300]) / 500) ** 2)),
  );
  if (luck < centre * 0.72) return '09';
  const rest = hash(seed + 54, unit.i, unit.j);
  if (unit.density < 0.16) return rest < 0.8 ? '07' : rest < 0.86 ? '08' : rest < 0.92 ? '09' : '10';
  if (rest < 0.64) return '07';
  if (rest < 0.74) return '08';
  if (rest < 0.83) return '09';
  if (rest < 0.92) return '14';
  return rest < 0.95 ? '13' : rest < 0.97 ? '12' : '10';
}

/** Units kept green: along the river, around lakes, a few town parks. */
export function parksOf(ground: Ground): Set<Unit> {
  const { lattice, units, lakes } = ground;
  const parks = new Set<Unit>();
  for (const unit of units) {
    if (unit.cover !== 'land') continue;
    const bank = unit.j === lattice.river + 1 || unit.j === lattice.river - 2;
    if (bank && unit.density > 0.12 && hash(lattice.seed + 61, Math.floor(unit.i / 2), unit.j) < 0.38) parks.add(unit);
    const lake = unit.shore >= 0 ? lakes[unit.shore] : undefined;
    if (lake && unit.density > 0.02) parks.add(unit);
    const creekside = (unit.i === lattice.creek || unit.i === lattice.creek - 1) && unit.j > lattice.river;
    if (creekside && unit.density > 0.1 && hash(lattice.seed + 62, unit.i, Math.floor(unit.j / 2)) < 0.5)
      parks.add(unit);
  }
  const random = new Random(lattice.seed, 'parks');
  const dense = units.filter((u) => u.density > 0.2 && u.cover === 'land');
  for (let k = 0; k < 14; k++) {
    const { i, j } = random.pick(dense);
    for (const [di, dj] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const unit = unitAt(ground, i + di, j + dj);
      if (unit?.cover === 'land' && random.chance(0.85)) parks.add(unit);
    }
  }
  return parks;
}

export function makeParcels(ground: Ground, regions: Regions, roads: Roads, parks: Set<Unit>): Parcel[] {
  const names = new Names(ground.lattice.seed, 'parks and waters');
  const sequence = new Map<string, number>();
  const next = (communityCode: string) => {
    const base = `${communityCode.slice(0, 9)}001GB`;
    const n = (sequence.get(base) ?? 0) + 1;
    sequence.set(base, n);
    return base + String(n).padStart(5, '0');
  };
  const out: Parcel[] = [];
  const add = (unit: Unit, drawn: Point[][][], landUse: string) => {
    // Whole centimetres, as the file has them, can fold a sliver over itself.
    const polygons = drawn.filter((rings) => rings.every((ring) => isSimple(ring.map(surveyed))));
    if (polygons.length === 0) return;
    const size = polygons.reduce((sum, p) => sum + area(p[0]!), 0);
    const name = landUse === '14' && size > 12_000 ? names.take('公园') : null;
    const code = next(regions.communities[unit.community]!.code);
    out.push({ code, name, landUse, polygons, unit, area: size, plotRatio: null });
  };
  for (const unit of ground.units) {
    if (unit.cover === 'river') continue;
    const ring = insetRing(ground, unit, roads);
    if (area(ring) < 900 || !isSimple(ring)) continue;
    const landUse = landUseOf(ground, unit, parks);
    if (unit.shore >= 0) {
      const polygons = without(ring, ground.lakes[unit.shore]!.ring);
      const wild = woodedness(ground.lattice.seed, unit.centre) > 0 ? '03' : '14';
      if (polygons.length > 0) add(unit, polygons, wild);
    } else if (landUse === '01') {
      const wood = part(ring, (p) => woodedness(ground.lattice.seed, p));
      const field = part(ring, (p) => -woodedness(ground.lattice.seed, p));
      if (wood) add(unit, [[wood]], '03');
      if (field) add(unit, [[field]], '01');
    } else add(unit, [[ring]], landUse);
  }
  for (const water of waters(ground)) {
    if (!isSimple(water.ring.map(surveyed))) continue;
    const home = ground.units.reduce((best, u) =>
      distance(u.centre, water.ring[0]!) < distance(best.centre, water.ring[0]!) ? u : best,
    );
    out.push({
      code: next(regions.communities[home.community]!.code),
      name: water.name,
      landUse: '17',
      polygons: [[water.ring]],
      unit: null,
      area: area(water.ring),
      plotRatio: null,
    });
  }
  return out;
}

/** The river in reaches, the creek and the lakes. */
function waters(ground: Ground): { name: string; ring: Point[] }[] {
  const { lattice } = ground;
  const { u, v, river, creek, seed } = lattice;
  const bank = (a: number, side: 1 | -1): Point => {
    const edge = side > 0 ? v[river + 1]! : v[river - 1]!;
    return lattice.at(a, edge - side * (34 + 22 * noise(seed + 63 + side, a / 900, 0)));
  };
  const reaches: { name: string; ring: Point[] }[] = [];
  const cuts = Array.from({ length: 9 }, (_, k) => Math.round(((u.length - 1) * k) / 8));
  for (let k = 0; k < 8; k++) {
    const [from, to] = [u[cuts[k]!]!, u[cuts[k + 1]!]!];
    const steps = Math.ceil((to - from) / 90);
    const places = Array.from({ length: steps + 1 }, (_, n) => from + ((to - from) * n) / steps);
    reaches.push({
      name: '望江',
      ring: [...places.map((a) => bank(a, -1)), ...places.reverse().map((a) => bank(a, 1))],
    });
  }
  const half = (b: number) => 14 + 6 * noise(seed + 66, b / 700, 1);
  const [bottom, top] = [v[river + 1]! - 60, v.at(-1)!];
  const steps = Math.ceil((top - bottom) / 80);
  const heights = Array.from({ length: steps + 1 }, (_, n) => bottom + ((top - bottom) * n) / steps);
  const meander = (b: number) => u[creek]! + 9 * noise(seed + 67, b / 400, 2);
  // Banks run beside the middle line on the plane: in (u, v) a stream this thin folds where the country is bent most.
  const middle = heights.map((b) => lattice.at(meander(b), b));
  for (let k = 0; k < steps; k += 16) {
    const piece = middle.slice(k, k + 17);
    const bankOf = (side: 1 | -1) => piece.map((_, n) => offset(piece, side * half(heights[k + n]!))[n]!);
    reaches.push({ name: '清溪河', ring: [...bankOf(1), ...bankOf(-1).reverse()] });
  }
  for (const lake of ground.lakes)
    reaches.push({ name: lake.name, ring: area(lake.ring) > 0 ? lake.ring : [...lake.ring].reverse() });
  return reaches;
}

/** The part of a ring where `field` is above zero, cut along straight pieces; null when there is none worth keeping. */
function part(ring: Point[], field: (p: Point) => number): Point[] | null {
  const values = ring.map(field);
  const out: Point[] = [];
  ring.forEach((p, k) => {
    const [here, next] = [values[k]!, values[(k + 1) % ring.length]!];
    if (here > 0) out.push(p);
    if (here > 0 === next > 0) return;
    const t = here / (here - next);
    const q = ring[(k + 1) % ring.length]!;
    out.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
  });
  return out.length > 2 && area(out) > 400 && isSimple(out) ? out : null;
}

/** A ring without what another covers. */
function without(ring: Point[], other: Point[]): Point[][][] {
  if (!ring.some((p) => inside(p, other)) && !other.some((p) => inside(p, ring))) return [[ring]];
  const closed = (r: Point[]) => polygon([[...r, r[0]!]]);
  const rest = difference(featureCollection([closed(ring), closed(other)]));
  if (!rest) return [];
  const parts = rest.geometry.type === 'Polygon' ? [rest.geometry.coordinates] : rest.geometry.coordinates;
  return parts
    .map((rings) => rings.map((r) => r.slice(0, -1) as Point[]))
    .filter((rings) => Math.abs(area(rings[0]!)) > 400)
    .map((rings) => rings.map((r, k) => (area(r) > 0 === (k === 0) ? r : r.reverse())));
}
