import KDBush from 'kdbush';
import { Names } from '../../datasets/demo-city/naming.ts';
import { distance, type Point } from '../../datasets/demo-city/plane.ts';
import { Random } from '../../datasets/demo-city/random.ts';
import type { Segment, Settlement } from './network.ts';

/** A generated door on a real road, or in a real village where no road is known; `at` in WGS 84. */
export interface Door {
  code: string;
  text: string;
  region: string;
  prefix: [string, string, string];
  road: string | null;
  number: string | null;
  compound: string | null;
  building: string | null;
  entrance: string | null;
  at: Point;
  homes: number;
  work: number;
  floors: number;
  kind: 'flat' | 'house' | 'office' | 'shop';
}

const METRES = { lon: 85_300, lat: 111_000 };

/** Doors of one district, about `wanted` of them. */
export function makeDoors(of: {
  district: { code: string; name: string };
  roads: Segment[];
  settlements: Settlement[];
  wanted: number;
  seed: number;
}): Door[] {
  const { district, settlements } = of;
  const random = new Random(of.seed, `doors ${district.code}`);
  const names = new Names(of.seed + Number(district.code.slice(0, 6)), 'compounds');
  const known = settlements.filter((s) => s.at !== null);
  const homes = known.length > 0 ? known : settlements;
  const index = new KDBush(Math.max(1, known.length));
  if (known.length === 0) index.add(0, 0);
  for (const s of known) index.add(s.at![0], s.at![1]);
  index.finish();
  const nearest = (p: Point): Settlement => {
    for (let r = 0.005; r < 2 && known.length > 0; r *= 2) {
      const near = index.within(p[0], p[1], r).map((k) => known[k]!);
      if (near.length > 0) return near.reduce((a, b) => (distance(a.at!, p) < distance(b.at!, p) ? a : b));
    }
    return homes[0]!;
  };
  const out: Door[] = [];
  const sequence = new Map<string, number>();
  const add = (region: Settlement, fields: Omit<Door, 'code' | 'text' | 'region' | 'prefix'>) => {
    const n = (sequence.get(region.code) ?? 0) + 1;
    sequence.set(region.code, n);
    const prefix: Door['prefix'] = ['北京市', district.name, region.street];
    const { road, number, compound, building, entrance } = fields;
    const parts = road ? [road, number, compound, building, entrance] : [compound, number];
    const text = [...prefix, ...parts].filter((p) => p !== null).join('');
    out.push({ ...fields, code: region.code + String(n).padStart(6, '0'), text, region: region.code, prefix });
  };
  const metres = (p: Point, east: number, north: number): Point => [
    Number((p[0] + east / METRES.lon).toFixed(7)),
    Number((p[1] + north / METRES.lat).toFixed(7)),
  ];
  const named = of.roads.filter((r) => r.name !== '' && r.class !== 'motorway' && r.class !== 'trunk');
  const taken = new Map<string, number>();
  while (named.length > 200 && out.length < of.wanted) {
    const road = random.pick(named);
    const t = random.next();
    const [a, b] = [road.line[0]!, road.line[1]!];
    const on: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    const count = (taken.get(road.name) ?? 0) + 1 + random.int(3);
    taken.set(road.name, count);
    const number = `${count}号`;
    const home = nearest(on);
    const side = random.chance(0.5) ? 1 : -1;
    const [dx, dy] = [(b[0] - a[0]) * METRES.lon, (b[1] - a[1]) * METRES.lat];
    const long = Math.hypot(dx, dy) || 1;
    const beside = (along: number, away: number) =>
      metres(on, (dx / long) * along - (dy / long) * side * away, (dy / long) * along + (dx / long) * side * away);
    if (random.chance(0.3)) {
      const office = random.chance(0.4);
      const compound = office ? names.take('大厦') : null;
      add(home, {
        road: road.name,
        number,
        compound,
        building: null,
        entrance: null,
        at: beside(0, 24),
        homes: 0,
        work: office ? 30 : 3,
        floors: office ? 15 : 2,
        kind: office ? 'office' : 'shop',
      });
      continue;
    }
    const compound = names.take(random.pick(['家园', '小区', '苑', '里', '公寓']));
    const buildings = 1 + random.int(6);
    const floors = random.pick([6, 6, 11, 18, 24]);
    for (let k = 0; k < buildings; k++) {
      const doors = floors > 12 ? 1 : 2 + random.int(3);
      for (let e = 0; e < doors; e++) {
        add(home, {
          road: road.name,
          number,
          compound,
          building: `${k + 1}号楼`,
          entrance: `${e + 1}单元`,
          at: beside(e * 16 - 20, 45 + k * 32),
          homes: floors * (floors > 12 ? 4 : 2),
          work: 0.2,
          floors,
          kind: 'flat',
        });
      }
    }
  }
  for (let k = 0; out.length < of.wanted; k++) {
    const village = homes[k % homes.length]!;
    const name = village.name.replace(/(居委会|村委会|委会|虚拟社区)$/, '');
    const n = Math.floor(k / homes.length) + 1;
    const centre = village.at ?? known[0]?.at ?? [116.4, 39.9];
    const [angle, away] = [n * 2.399963, 22 * Math.sqrt(n)];
    add(village, {
      road: null,
      number: `${n}号`,
      compound: name,
      building: null,
      entrance: null,
      at: metres(centre, away * Math.cos(angle), away * Math.sin(angle)),
      homes: 2,
      work: 0.3,
      floors: 2,
      kind: 'house',
    });
  }
  return out;
}
