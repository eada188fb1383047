import { apportion, CENSUS_PROFILES } from './census.ts';
import { type Ground, neighbours, sidesOf, type Unit, unitAt } from './ground.ts';
import { Names, STREET_NAMES } from './naming.ts';
import { distance, type Point } from './plane.ts';
import { noise, Random } from './random.ts';
import { polygonsOf } from './rings.ts';

export interface Region {
  code: string;
  name: string;
  level: 'city' | 'district' | 'street' | 'community';
  parent: string | null;
  status: 'current' | 'retired';
  validFrom: string;
  validTo: string | null;
  successors: string[];
  polygons: Point[][][];
}

export interface Street extends Region {
  district: number;
  units: Unit[];
  urban: boolean;
}

export interface Community extends Region {
  street: number;
  district: number;
  units: Unit[];
  urban: boolean;
}

export interface Regions {
  city: Region;
  districts: Region[];
  streets: Street[];
  communities: Community[];
  /** Codes that are no longer, with their successors. */
  retired: Region[];
  /** Retired code of a community by its present code: merged, so the old code can be repaired. */
  mergedFrom: Map<string, string>;
  /** Retired code of a community that was split: the old code is ambiguous. */
  splitFrom: Map<string, string>;
}

export const CITY_CODE = '990100000000';
export const CITY_NAME = '示范市';
export const DISTRICT_NAMES = ['鼓楼区', '文昌区', '东湖区', '云溪区', '江南区', '临港区'];
const STREETS_PER_DISTRICT = [5, 6, 11, 11, 10, 8];
const COMMUNITIES = 600;

const code = (...parts: [number, number][]) =>
  `9901${parts.map(([value, digits]) => String(value).padStart(digits, '0')).join('')}`.padEnd(12, '0');

/** Districts follow the river, two main columns and a belt in the country that wanders. */
function districtOf(ground: Ground, unit: Unit): number {
  const { lattice } = ground;
  const u = (lattice.u[unit.i]! + lattice.u[unit.i + 1]!) / 2;
  const v = (lattice.v[unit.j]! + lattice.v[unit.j + 1]!) / 2;
  const wander = 1_100 * noise(lattice.seed + 31, u / 3_500, v / 3_500) * Math.min(1, Math.abs(v) / 9_000 + 0.1);
  if (u + wander > 9_400 - 0.16 * v) return 5;
  if (unit.j < lattice.river) return 4;
  const north = lattice.v[lattice.river]! + 4_000;
  if (v < north && Math.abs(u) < 3_600) return u > 0 ? 0 : 1;
  return u + wander > 700 ? 2 : 3;
}

/**
 * Divides units into `k` connected parts of about equal weight: seeds drawn by weight, then grown over shared sides
 * where crossing dense land costs more, moved to their part's middle, and grown again.
 */
function divide(ground: Ground, units: Unit[], k: number, weight: (u: Unit) => number, random: Random): Unit[][] {
  const cost = (a: Unit, b: Unit) =>
    distance(a.centre, b.centre) *
    Math.sqrt((weight(a) + weight(b)) / (a.area + b.area)) *
    (0.75 + 0.5 * random.next());
  let seeds: Unit[] = [units[random.weighted(units.map(weight))]!];
  while (seeds.length < k) {
    const scores = units.map((u) => {
      const d = Math.min(...seeds.map((s) => distance(s.centre, u.centre)));
      return d * d * (weight(u) / u.area);
    });
    seeds.push(units[random.weighted(scores)]!);
  }
  const allowed = new Set(units);
  let parts: Unit[][] = [];
  for (let round = 0; round < 4; round++) {
    parts = grow(ground, allowed, seeds, cost);
    if (round === 3) break;
    seeds = parts.map((part) => {
      const sum = part.reduce((s, u) => s + weight(u), 0);
      const middle: Point = [
        part.reduce((s, u) => s + u.centre[0] * weight(u), 0) / sum,
        part.reduce((s, u) => s + u.centre[1] * weight(u), 0) / sum,
      ];
      return part.reduce((best, u) => (distance(u.centre, middle) < distance(best.centre, middle) ? u : best));
    });
  }
  return parts;
}

function grow(ground: Ground, allowed: Set<Unit>, seeds: Unit[], cost: (a: Unit, b: Unit) => number): Unit[][] {
  const parts: Unit[][] = seeds.map(() => []);
  const taken = new Set<Unit>();
  const queue: { at: number; unit: Unit; part: number }[] = seeds.map((unit, part) => ({ at: 0, unit, part }));
  // A binary heap by `at`.
  const up = (k: number) => {
    for (let p = (k - 1) >> 1; k > 0 && queue[p]!.at > queue[k]!.at; k = p, p = (k - 1) >> 1) {
      [queue[p], queue[k]] = [queue[k]!, queue[p]!];
    }
  };
  const pop = () => {
    const top = queue[0]!;
    const last = queue.pop()!;
    if (queue.length > 0) {
      queue[0] = last;
      for (let k = 0; ; ) {
        let c = 2 * k + 1;
        if (c >= queue.length) break;
        if (c + 1 < queue.length && queue[c + 1]!.at < queue[c]!.at) c++;
        if (queue[k]!.at <= queue[c]!.at) break;
        [queue[k], queue[c]] = [queue[c]!, queue[k]!];
        k = c;
      }
    }
    return top;
  };
  while (queue.length > 0) {
    const { at, unit, part } = pop();
    if (taken.has(unit)) continue;
    taken.add(unit);
    parts[part]!.push(unit);
    for (const n of neighbours(ground, unit)) {
      if (!allowed.has(n) || taken.has(n)) continue;
      queue.push({ at: at + cost(unit, n), unit: n, part });
      up(queue.length - 1);
    }
  }
  return parts;
}

/** Pieces of a district cut off from its largest go to the neighbour they touch most. */
function mend(ground: Ground, count: number): void {
  for (let d = 0; d < count; d++) {
    const own = new Set(ground.units.filter((u) => u.district === d));
    const groups: Unit[][] = [];
    while (own.size > 0) {
      const group = grow(ground, own, [own.values().next().value!], () => 1)[0]!;
      for (const u of group) own.delete(u);
      groups.push(group);
    }
    groups.sort((a, b) => b.length - a.length);
    for (const group of groups.slice(1)) {
      const touching = group.flatMap((u) => neighbours(ground, u).map((n) => n.district)).filter((x) => x !== d);
      for (const u of group) u.district = touching[0] ?? d;
    }
  }
}

/** The polygons of a set of units: the sides that no two of them share, joined. */
export function outline(ground: Ground, units: Unit[]): Point[][][] {
  const own = new Set(units);
  const corner = (i: number, j: number) => j * (ground.columns + 1) + i;
  const pieces = units.flatMap((unit) => {
    const { i, j } = unit;
    const around = [
      unitAt(ground, i, j - 1),
      unitAt(ground, i + 1, j),
      unitAt(ground, i, j + 1),
      unitAt(ground, i - 1, j),
    ];
    const corners = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
    const sides = sidesOf(ground.lattice, i, j);
    return around.flatMap((other, k) =>
      other && own.has(other) ? [] : [{ from: corners[k]!, to: corners[(k + 1) % 4]!, line: sides[k]! }],
    );
  });
  return polygonsOf(pieces);
}

export function makeRegions(ground: Ground): Regions {
  const { units, lattice } = ground;
  const random = new Random(lattice.seed, 'regions');
  for (const unit of units) unit.district = districtOf(ground, unit);
  mend(ground, DISTRICT_NAMES.length);

  const region = (
    fields: Partial<Region> & Pick<Region, 'code' | 'name' | 'level' | 'parent'>,
    of: Unit[],
  ): Region => ({
    status: 'current',
    validFrom: '2005-01-01',
    validTo: null,
    successors: [],
    polygons: outline(ground, of),
    ...fields,
  });
  const city = region({ code: CITY_CODE, name: CITY_NAME, level: 'city', parent: null }, units);
  const districts = DISTRICT_NAMES.map((name, d) =>
    region(
      { code: code([d + 1, 2]), name, level: 'district', parent: CITY_CODE },
      units.filter((u) => u.district === d),
    ),
  );

  const weight = (u: Unit) => u.area * (0.02 + u.density);
  const streetNames = { 街道: random.shuffle([...STREET_NAMES.街道]), 镇: random.shuffle([...STREET_NAMES.镇]) };
  const streets: Street[] = [];
  const communities: Community[] = [];
  DISTRICT_NAMES.forEach((_, d) => {
    const own = units.filter((u) => u.district === d);
    const parts = divide(ground, own, STREETS_PER_DISTRICT[d]!, weight, random);
    const meanDensity = (part: Unit[]) =>
      part.reduce((s, u) => s + u.density * u.area, 0) / part.reduce((s, u) => s + u.area, 0);
    parts.sort((a, b) => meanDensity(b) - meanDensity(a));
    const numbers = { 街道: 0, 镇: 99 };
    for (const part of parts) {
      const urban = meanDensity(part) > 0.12 || d < 2;
      const kind = urban ? '街道' : '镇';
      const number = ++numbers[kind];
      const street = {
        ...region(
          {
            code: code([d + 1, 2], [number, 3]),
            name: streetNames[kind].pop()! + kind,
            level: 'street',
            parent: districts[d]!.code,
          },
          part,
        ),
        district: d,
        units: part,
        urban,
      };
      for (const u of part) u.street = streets.length;
      streets.push(street);
    }
  });

  const weights = streets.map((s) => s.units.reduce((sum, u) => sum + u.area * (0.035 + u.density), 0) ** 0.8);
  const counts = apportion(COMMUNITIES - 3 * streets.length, weights).map((n, s) =>
    Math.min(n + 3, Math.floor(streets[s]!.units.length / 2)),
  );
  const names = new Names(lattice.seed, 'communities');
  streets.forEach((street, s) => {
    const parts = divide(ground, street.units, counts[s]!, (u) => u.area * (0.03 + u.density), random);
    const numbers = { urban: 0, rural: 199 };
    for (const part of parts) {
      const dense = part.some((u) => u.density > 0.16);
      const number = dense ? ++numbers.urban : ++numbers.rural;
      for (const u of part) u.community = communities.length;
      communities.push({
        ...region(
          {
            code: street.code.slice(0, 9) + String(number).padStart(3, '0'),
            name: names.take(dense ? '社区' : '村'),
            level: 'community',
            parent: street.code,
          },
          part,
        ),
        street: s,
        district: street.district,
        units: part,
        urban: dense,
      });
    }
  });
  return { city, districts, streets, communities, ...recordHistory(ground, districts, streets, communities) };
}

/**
 * What changed on 2025-07-01: in 东湖区 two streets became one (their old codes can be followed to the new), and in
 * 江南区 one community was split in two (its old code no longer says which).
 */
function recordHistory(ground: Ground, districts: Region[], streets: Street[], communities: Community[]) {
  const retired: Region[] = [];
  const mergedFrom = new Map<string, string>();
  const splitFrom = new Map<string, string>();
  const gone = { status: 'retired' as const, validTo: '2025-06-30' };
  const s = streets.findIndex((street) => street.district === 2 && street.urban && street.units.length > 20);
  const merged = streets[s]!;
  merged.validFrom = '2025-07-01';
  const members = communities
    .filter((c) => c.street === s)
    .sort((a, b) => a.units[0]!.centre[0] - b.units[0]!.centre[0]);
  const free = Math.max(...streets.filter((x) => x.district === 2 && x.urban).map((x) => Number(x.code.slice(6, 9))));
  ['东关街道', '西关街道'].forEach((name, half) => {
    const streetCode = districts[2]!.code.slice(0, 6) + String(free + 1 + half).padStart(3, '0');
    const own = members.slice((half * members.length) / 2, ((half + 1) * members.length) / 2);
    retired.push({
      ...merged,
      ...gone,
      code: streetCode.padEnd(12, '0'),
      name,
      validFrom: '2005-01-01',
      successors: [merged.code],
      polygons: outline(
        ground,
        own.flatMap((c) => c.units),
      ),
    });
    own.forEach((c, k) => {
      const old = streetCode + String(k + 1).padStart(3, '0');
      c.validFrom = '2025-07-01';
      mergedFrom.set(c.code, old);
      retired.push({
        ...c,
        ...gone,
        code: old,
        parent: streetCode.padEnd(12, '0'),
        validFrom: '2005-01-01',
        successors: [c.code],
      });
    });
  });
  const halves = communities.filter((c) => c.district === 4 && c.urban);
  const first = halves[0]!;
  const second =
    halves.find((c) => c !== first && c.street === first.street && touches(ground, first, c)) ?? halves[1]!;
  const old = first.code.slice(0, 9) + String(Number(first.code.slice(9)) + 80).padStart(3, '0');
  for (const c of [first, second]) {
    c.validFrom = '2025-07-01';
    splitFrom.set(c.code, old);
  }
  retired.push({
    ...first,
    ...gone,
    code: old,
    name: '滨江社区',
    validFrom: '2005-01-01',
    successors: [first.code, second.code],
    polygons: outline(ground, [...first.units, ...second.units]),
  });
  return { retired, mergedFrom, splitFrom };
}

function touches(ground: Ground, a: Community, b: Community): boolean {
  const own = new Set(b.units);
  return a.units.some((u) => neighbours(ground, u).some((n) => own.has(n)));
}

/** How many residents each district has of `persons`, as the borrowed districts of the census do. */
export function personsByDistrict(persons: number): number[] {
  return apportion(
    persons,
    CENSUS_PROFILES.map((profile) => profile.residents),
  );
}
