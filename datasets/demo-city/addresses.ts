import type { Building } from './buildings.ts';
import type { Ground, Unit } from './ground.ts';
import { Names } from './naming.ts';
import { area, type Point } from './plane.ts';
import { Random } from './random.ts';
import { CITY_NAME, type Regions } from './regions.ts';
import type { RoadClass, Roads } from './roads.ts';

/** A door of the city with its standard address. */
export interface Address {
  code: string;
  text: string;
  region: string;
  /** City, district and street names the text begins with, for writing it without them. */
  prefix: [string, string, string];
  road: string | null;
  number: string | null;
  compound: string | null;
  building: string | null;
  entrance: string | null;
  buildingCode: string | null;
  at: Point;
  district: number;
  community: number;
  /** Dwellings behind the door, and room for work; weights of residents and of firms. */
  homes: number;
  floors: number;
  work: number;
  kind: Building['kind'] | 'shop';
}

const ROAD_RANK: Record<RoadClass, number> = {
  secondary: 0,
  tertiary: 1,
  primary: 2,
  residential: 3,
  trunk: 9,
  motorway: 9,
};

/** The road a unit is addressed by, its side, and how far along its line the unit lies. */
function frontageOf(ground: Ground, roads: Roads, unit: Unit) {
  const { lattice } = ground;
  const { i, j } = unit;
  const sides = [
    { key: `r,${i},${j}`, even: true, along: lattice.u[i]! },
    { key: `r,${i},${j + 1}`, even: false, along: lattice.u[i]! },
    { key: `c,${i},${j}`, even: true, along: lattice.v[j]! },
    { key: `c,${i + 1},${j}`, even: false, along: lattice.v[j]! },
  ];
  const found = sides
    .flatMap((side) => {
      const road = roads.frontages.get(side.key);
      return road && ROAD_RANK[road.class] < 9 ? [{ ...side, road }] : [];
    })
    .sort((a, b) => ROAD_RANK[a.road.class] - ROAD_RANK[b.road.class]);
  return found[0];
}

/** Where each road begins, as metres along its line. */
function startsOf(ground: Ground, roads: Roads): Map<string, number> {
  const starts = new Map<string, number>();
  for (const [key, { name }] of roads.frontages) {
    const [axis, i, j] = key.split(',');
    const along = axis === 'r' ? ground.lattice.u[Number(i)]! : ground.lattice.v[Number(j)]!;
    starts.set(name, Math.min(starts.get(name) ?? along, along));
  }
  return starts;
}

const COMPOUND = ['花园', '家园', '小区', '苑', '雅居', '华庭', '公寓', '新村', '名都', '里'];
const OFFICE = ['大厦', '中心', '广场', '国际', '商务楼'];
const FACTORY = ['产业园', '工业园', '科技园', '厂'];

/** Standard addresses of every building's doors, and of the shops along the street, in the order of their communities. */
export function makeAddresses(ground: Ground, regions: Regions, roads: Roads, buildings: Building[]): Address[] {
  const { seed } = ground.lattice;
  const random = new Random(seed, 'addresses');
  const names = new Names(seed, 'compounds');
  const byUnit = new Map<Unit, Building[]>();
  for (const b of buildings) {
    const list = byUnit.get(b.unit);
    if (list) list.push(b);
    else byUnit.set(b.unit, [b]);
  }
  const starts = startsOf(ground, roads);
  const taken = new Set<string>();
  // One number every 20 m from the western or southern end, odd on one side and even on the other.
  const numberOf = (road: string, along: number, even: boolean) => {
    let n = 2 * (1 + Math.max(0, Math.floor((along - (starts.get(road) ?? along)) / 20))) - (even ? 0 : 1);
    while (taken.has(`${road}${n}`)) n += 2;
    taken.add(`${road}${n}`);
    return `${n}号`;
  };
  const units = [...byUnit.keys()].sort((a, b) => a.community - b.community || a.j - b.j || a.i - b.i);
  const out: Address[] = [];
  const sequence = new Map<number, number>();
  for (const unit of units) {
    const community = regions.communities[unit.community]!;
    const street = regions.streets[community.street]!;
    const prefix: Address['prefix'] = [CITY_NAME, regions.districts[unit.district]!.name, street.name];
    const add = (fields: Omit<Address, 'code' | 'text' | 'region' | 'prefix' | 'district' | 'community'>) => {
      const n = (sequence.get(unit.community) ?? 0) + 1;
      sequence.set(unit.community, n);
      const { road, number, compound, building, entrance } = fields;
      out.push({
        ...fields,
        code: community.code + String(n).padStart(6, '0'),
        text: [...prefix, road, number, compound, building, entrance].filter((part) => part !== null).join(''),
        region: community.code,
        prefix,
        district: unit.district,
        community: unit.community,
      });
    };
    const front = frontageOf(ground, roads, unit);
    const own = byUnit.get(unit)!;
    if (own[0]!.kind === 'house') {
      const village = names.take(community.urban ? '新村' : '村');
      own.forEach((b, k) => {
        b.name = null;
        add({ ...placeOf(b, 0), road: null, number: `${k + 1}号`, compound: village, building: null, entrance: null });
      });
      // A village's number follows its name; there is no road.
      for (let k = out.length - own.length; k < out.length; k++) {
        out[k]!.text = [...prefix, village, out[k]!.number].join('');
      }
      continue;
    }
    const road = front?.road.name ?? names.take('路');
    const number = numberOf(road, front?.along ?? 0, front?.even ?? true);
    const main = own.reduce((a, b) => (area(a.ring) * a.floors > area(b.ring) * b.floors ? a : b));
    const suffixes = main.kind === 'flat' ? COMPOUND : main.kind === 'factory' ? FACTORY : OFFICE;
    const named = main.kind === 'flat' || main.kind === 'office' || main.kind === 'mall' || main.kind === 'factory';
    const compound = named ? names.take(random.pick(suffixes)) : null;
    own.forEach((b, k) => {
      const label =
        b.kind === 'office' && own.length < 8
          ? `${'ABCDEFGH'[k]}座`
          : b.kind === 'flat'
            ? `${k + 1}幢`
            : `${k + 1}号楼`;
      b.name = compound ? `${compound}${label}` : null;
      if (b.kind !== 'flat') {
        add({ ...placeOf(b, 0), road, number, compound, building: label, entrance: null });
        return;
      }
      for (let e = 0; e < b.entrances; e++) {
        add({ ...placeOf(b, e), road, number, compound, building: label, entrance: `${e + 1}单元` });
      }
    });
    const shops = main.kind === 'flat' ? 1 + random.int(4) : random.int(2);
    for (let s = 0; s < shops && front; s++) {
      const b = own[random.int(own.length)]!;
      add({
        ...placeOf(b, 0),
        buildingCode: null,
        at: frontPoint(unit, front.key, (s + 0.5) / shops),
        road,
        number: numberOf(road, front.along + 60 * (s + 1), front.even),
        compound: null,
        building: null,
        entrance: null,
        homes: 0,
        floors: 2,
        work: 3,
        kind: 'shop',
      });
    }
  }
  return out;
}

/** Where a door stands and what is behind it. */
function placeOf(b: Building, entrance: number) {
  const n = b.ring.length;
  const [sw, se] = [b.ring[0]!, b.ring[1]!];
  const back = b.ring[n - 1]!;
  const t = (entrance + 0.5) / b.entrances;
  // Along the south side, a few metres inside the wall, so that the point is in its own building.
  const depth =
    Math.min(3, Math.hypot(back[0] - sw[0], back[1] - sw[1]) / 3) / (Math.hypot(back[0] - sw[0], back[1] - sw[1]) || 1);
  const at: Point = [
    sw[0] + (se[0] - sw[0]) * t + (back[0] - sw[0]) * depth,
    sw[1] + (se[1] - sw[1]) * t + (back[1] - sw[1]) * depth,
  ];
  const flats = b.kind === 'flat' ? b.floors * (b.entrances === 1 ? 4 : 2) : b.kind === 'house' ? 1.5 : 0;
  const floorArea = area(b.ring) * b.floors;
  const work = {
    flat: 0.15,
    house: 0.1,
    office: floorArea / 450,
    mall: floorArea / 500,
    factory: floorArea / 1_200,
    school: 1.5,
    hospital: 2,
    hall: 2,
  };
  return {
    buildingCode: b.code,
    at,
    homes: flats,
    floors: b.floors,
    work: work[b.kind],
    kind: b.kind as Address['kind'],
  };
}

/** A point just inside the unit along the side named by `key`. */
function frontPoint(unit: Unit, key: string, t: number): Point {
  const quarter = unit.ring.length / 4;
  const corner = (k: number) => unit.ring[Math.round(k * quarter) % unit.ring.length]!;
  const own = key.startsWith('r')
    ? key.endsWith(`,${unit.j}`)
      ? [0, 1]
      : [3, 2]
    : key.startsWith(`c,${unit.i},`)
      ? [0, 3]
      : [1, 2];
  const [a, b] = [corner(own[0]!), corner(own[1]!)];
  const s = 0.12 + 0.76 * t;
  const on: Point = [a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s];
  return [on[0] + (unit.centre[0] - on[0]) * 0.14, on[1] + (unit.centre[1] - on[1]) * 0.14];
}
