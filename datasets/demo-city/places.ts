import type { Address } from './addresses.ts';
import type { Building } from './buildings.ts';
import { type Ground, type Unit, unitAt } from './ground.ts';
import { Names, phoneNumber } from './naming.ts';
import type { Parcel } from './parcels.ts';
import { distance, lengthOf, type Point } from './plane.ts';
import { Random } from './random.ts';
import type { Regions } from './regions.ts';
import type { Roads } from './roads.ts';

export interface Place {
  code: string;
  name: string;
  /** Title of one of PLACE_KINDS. */
  kind: string;
  grade: string | null;
  capacity: number | null;
  detail: string | null;
  phone: string | null;
  address: string | null;
  region: string;
  at: Point;
}

export interface UnitOfForce {
  code: string;
  name: string;
  kind: string;
  station: string;
  crew: number;
  phone: string;
  at: Point;
}

const LETTERS: Record<string, string> = {
  学校: 'XX',
  幼儿园: 'YE',
  医院: 'YY',
  养老机构: 'YL',
  应急避难场所: 'BN',
  消火栓: 'XH',
  危险化学品企业: 'WH',
  消防站: 'XF',
  急救站: 'JJ',
  派出所: 'PC',
  政府机关: 'ZF',
  地铁站: 'DT',
  商场: 'SC',
};

/** What the makers below draw on. */
interface City {
  ground: Ground;
  regions: Regions;
  roads: Roads;
  parcels: Parcel[];
  buildings: Building[];
  addresses: Address[];
}

/** Every key place of the city. */
export function makePlaces(city: City): Place[] {
  const { ground, regions } = city;
  const random = new Random(ground.lattice.seed, 'places');
  const names = new Names(ground.lattice.seed, 'places');
  const counts = new Map<string, number>();
  const out: Place[] = [];
  const add = (kind: string, name: string, at: Point, region: string, more: Partial<Place> = {}) => {
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    const place: Place = {
      code: `${LETTERS[kind]}${String(n).padStart(5, '0')}`,
      name,
      kind,
      grade: null,
      capacity: null,
      detail: null,
      phone: kind === '消火栓' ? null : phoneNumber(random),
      address: null,
      region,
      at,
      ...more,
    };
    out.push(place);
    return place;
  };
  const atDoor = (kind: string, name: string, door: Address, more: Partial<Place> = {}) =>
    add(kind, name, door.at, door.region, { address: door.text, ...more });

  // The first door of every campus, hospital, hall, mall and works, in the order of the communities.
  const firstDoors = (kind: Address['kind']) => {
    const seen = new Set<string>();
    return city.addresses.filter((a) => {
      const parcel = a.buildingCode?.slice(0, 19) ?? a.code;
      return a.kind === kind && !seen.has(parcel) && seen.add(parcel);
    });
  };
  const district = (a: Address) => a.prefix[1];
  firstDoors('school').forEach((door, k) => {
    if (k % 5 === 1) {
      atDoor('幼儿园', `${names.take()}幼儿园`, door, { capacity: 150 + random.int(22) * 15 });
    } else {
      const grade = k % 5 === 0 ? '小学' : k % 5 === 2 ? '初中' : k % 5 === 3 ? '小学' : '高中';
      const name = grade === '小学' ? `${names.take()}小学` : `${district(door).slice(0, 2)}第${k + 1}中学`;
      atDoor('学校', name, door, { grade, capacity: 600 + random.int(36) * 50 });
    }
  });
  const homes = city.addresses.filter((a) => a.kind === 'flat' && a.floors < 12);
  for (let k = 0; k < Math.min(260, homes.length / 180); k++) {
    atDoor('幼儿园', `${names.take()}幼儿园`, random.pick(homes), { capacity: 90 + random.int(20) * 15 });
  }
  const hospitals = firstDoors('hospital');
  hospitals.forEach((door, k) => {
    const grade = k % 6 === 0 ? '三级甲等' : k % 6 === 1 ? '三级' : k % 3 === 0 ? '二级' : '一级';
    const name = grade.startsWith('三级')
      ? `示范市${['第一人民', '中心', '第二人民', '中医', '妇幼保健', '儿童', '肿瘤', '第三人民', '大学附属', '口腔'][Math.floor(k / 3) % 10]}医院${k >= 30 ? `（${street(door)}院区）` : ''}`
      : `${district(door)}${names.take()}医院`;
    const hospital = atDoor('医院', name, door, {
      grade,
      capacity: grade.startsWith('三级') ? 600 + random.int(14) * 100 : 80 + random.int(20) * 20,
    });
    if (k % 3 === 0)
      add('急救站', `${hospital.name}急救站`, [door.at[0] + 14, door.at[1] + 6], door.region, {
        address: door.text,
        capacity: 2,
      });
  });
  for (let k = 0; k < Math.min(110, homes.length / 400); k++) {
    atDoor('养老机构', `${names.take()}养老院`, random.pick(homes), { capacity: 40 + random.int(22) * 10 });
  }
  for (const parcel of city.parcels) {
    if (
      parcel.landUse !== '14' ||
      !parcel.unit ||
      parcel.area < 9_000 ||
      parcel.unit.density < 0.14 ||
      !random.chance(0.42)
    )
      continue;
    const region = regions.communities[parcel.unit.community]!.code;
    add('应急避难场所', `${parcel.name ?? names.take()}避难场所`, parcel.unit.centre, region, {
      grade: parcel.area > 25_000 ? 'Ⅰ类' : 'Ⅱ类',
      capacity: Math.round((parcel.area * 0.45) / 100) * 100,
    });
  }
  for (const school of out.filter((p) => p.kind === '学校' && Number(p.code.slice(2)) % 4 === 0)) {
    add('应急避难场所', `${school.name}操场避难场所`, [school.at[0] + 30, school.at[1] - 25], school.region, {
      grade: 'Ⅲ类',
      capacity: school.capacity,
      address: school.address,
    });
  }
  const works = firstDoors('factory');
  const chemicals = ['液氨', '液氯', '甲醇', '液化石油气', '苯', '盐酸', '汽油', '硝酸', '环氧乙烷', '氢气'];
  for (let k = 0; k < Math.min(64, works.length / 4); k++) {
    const door = works[Math.floor(((k + 0.5) * works.length) / Math.min(64, works.length / 4)) % works.length]!;
    const substance = random.pick(chemicals);
    atDoor('危险化学品企业', `示范市${names.take()}${substance === '汽油' ? '油库' : '化工'}有限公司`, door, {
      detail: `${substance} ${5 + random.int(60) * 5} 吨`,
      grade: random.pick(['一级重大危险源', '三级重大危险源', '四级重大危险源', '一般']),
    });
  }
  civic(city, random, add, atDoor);
  hydrants(city, random, add);
  return out;

  function street(door: Address): string {
    return door.prefix[2].replace(/(街道|镇)$/, '');
  }
}

type Add = (kind: string, name: string, at: Point, region: string, more?: Partial<Place>) => Place;
type AtDoor = (kind: string, name: string, door: Address, more?: Partial<Place>) => Place;

/** Stations, offices, malls and the metro. */
function civic(city: City, random: Random, add: Add, atDoor: AtDoor): void {
  const { regions, addresses, ground } = city;
  const byStreet = new Map<string, Address[]>();
  for (const a of addresses) {
    const list = byStreet.get(a.prefix[1] + a.prefix[2]);
    if (list) list.push(a);
    else byStreet.set(a.prefix[1] + a.prefix[2], [a]);
  }
  for (const doors of byStreet.values()) {
    const short = doors[0]!.prefix[2].replace(/(街道|镇)$/, '');
    const fitting = doors.filter((a) => a.kind === 'hall' || a.kind === 'shop' || a.kind === 'office');
    const some = fitting.length > 4 ? fitting : doors;
    atDoor('派出所', `${short}派出所`, random.pick(some));
    const seat = random.pick(some);
    atDoor(
      '政府机关',
      `${seat.prefix[1]}${seat.prefix[2]}${seat.prefix[2].endsWith('镇') ? '人民政府' : '办事处'}`,
      seat,
    );
  }
  regions.districts.forEach((d, k) => {
    const halls = addresses.filter((a) => a.district === k && a.kind === 'hall');
    if (halls.length > 0) atDoor('政府机关', `${d.name}人民政府`, halls[Math.floor(halls.length / 2)]!);
  });
  const centre = nearest(
    addresses.filter((a) => a.kind === 'hall' || a.kind === 'office'),
    [300, 400],
  );
  if (centre) atDoor('政府机关', '示范市人民政府', centre);
  // Fire stations: each new one as far as can be from those there are, weighed by how built up it is.
  const built = ground.units.filter((u) => u.developed);
  const stations: Unit[] = [];
  for (let k = 0; k < Math.min(36, Math.ceil(built.length / 30)); k++) {
    const next = built.reduce((best, u) => {
      const score = (x: Unit) =>
        Math.min(6_000, ...stations.map((s) => distance(s.centre, x.centre))) * (0.35 + x.density);
      return score(u) > score(best) ? u : best;
    });
    stations.push(next);
    const door =
      nearest(
        addresses.filter((a) => a.community === next.community),
        next.centre,
      ) ?? nearest(addresses, next.centre);
    if (door)
      atDoor('消防站', `${regions.streets[next.street]!.name.replace(/(街道|镇)$/, '')}消防救援站`, door, {
        capacity: 30 + random.int(4) * 5,
      });
  }
  const malls = addresses.filter((a) => a.kind === 'mall' && a.compound !== null && a.floors > 2);
  const seen = new Set<string>();
  for (const door of malls) {
    if (seen.has(door.compound!) || seen.size > 70 || !random.chance(0.4)) continue;
    seen.add(door.compound!);
    atDoor(
      '商场',
      `${door.compound!.replace(/(大厦|中心|广场|国际|商务楼|花园|家园|小区|苑|雅居|华庭|公寓|新村|名都|里)$/, '')}购物中心`,
      door,
      { capacity: 2_000 + random.int(30) * 200 },
    );
  }
  metro(city, add);
}

function nearest(doors: Address[], to: Point): Address | undefined {
  let best: Address | undefined;
  for (const a of doors) if (!best || distance(a.at, to) < distance(best.at, to)) best = a;
  return best;
}

/** Four metro lines under main roads, a station every mile or so where the city is built. */
function metro(city: City, add: Add): void {
  const { ground, regions, roads } = city;
  const { lattice } = ground;
  const names = new Set<string>();
  const station = (i: number, j: number, line: number) => {
    const unit = unitAt(ground, i, j) ?? unitAt(ground, i - 1, j);
    if (!unit || unit.density < 0.13) return;
    const row = roads.frontages.get(`r,${i},${j}`)?.name ?? roads.frontages.get(`r,${i - 1},${j}`)?.name;
    const column = roads.frontages.get(`c,${i},${j}`)?.name ?? roads.frontages.get(`c,${i},${j - 1}`)?.name;
    const cross = line % 2 === 1 ? (column ?? row) : (row ?? column);
    const name = `${(cross ?? regions.streets[unit.street]!.name).replace(/(大道|路|街|巷|里|街道|镇)$/, '')}站`;
    if (names.has(name)) return;
    names.add(name);
    add('地铁站', name, lattice.at(lattice.u[i]!, lattice.v[j]!), regions.communities[unit.community]!.code, {
      detail: `${line}号线`,
    });
  };
  for (let k = -30; k <= 40; k++) {
    station(lattice.axis + 4 * k, lattice.river + 9, 1);
    station(lattice.axis, lattice.river + 1 + 4 * k, 2);
    station(lattice.axis + 4 * k, lattice.river - 17, 3);
    station(lattice.axis - 16, lattice.river + 1 + 4 * k, 4);
  }
}

/** Hydrants beside the roads of built-up units, some 160 m apart. */
function hydrants(city: City, random: Random, add: Add): void {
  const { ground, roads, regions } = city;
  const { lattice } = ground;
  for (const key of roads.frontages.keys()) {
    const [axis, i, j] = [key[0], ...key.slice(2).split(',').map(Number)] as [string, number, number];
    const unit = unitAt(ground, i, j);
    const road = roads.frontages.get(key)!;
    if (!unit?.developed || road.class === 'motorway') continue;
    const [u, v] = [lattice.u[i]!, lattice.v[j]!];
    const line =
      axis === 'r'
        ? [lattice.at(u, v), lattice.at(lattice.u[i + 1]!, v)]
        : [lattice.at(u, v), lattice.at(u, lattice.v[j + 1]!)];
    if (!random.chance(Math.min(1, lengthOf(line) / 330))) continue;
    const t = random.between(0.2, 0.8);
    const [a, b] = [line[0]!, line[1]!];
    const at: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    const inwards = 0.06;
    add(
      '消火栓',
      `${road.name}消火栓`,
      [at[0] + (unit.centre[0] - at[0]) * inwards, at[1] + (unit.centre[1] - at[1]) * inwards],
      regions.communities[unit.community]!.code,
      {
        detail: random.pick(['DN100', 'DN150', 'DN150', 'DN200']),
      },
    );
  }
}

/** Vehicles at their stations: fire engines, ambulances, patrol cars, hazmat and rescue units. */
export function makeUnits(places: Place[], seed: number): UnitOfForce[] {
  const random = new Random(seed, 'units');
  const out: UnitOfForce[] = [];
  const counts = new Map<string, number>();
  const add = (kind: string, letters: string, station: Place, call: string, crew: number) => {
    const n = (counts.get(letters) ?? 0) + 1;
    counts.set(letters, n);
    out.push({
      code: `${letters}${String(n).padStart(3, '0')}`,
      name: `${station.name.replace(/(消防救援站|急救站|派出所)$/, '')}${call}`,
      kind,
      station: station.name,
      crew,
      phone: phoneNumber(random),
      at: station.at,
    });
  };
  const of = (kind: string) => places.filter((p) => p.kind === kind);
  of('消防站').forEach((s, k) => {
    add('消防车', 'XF', s, '消防01', 6);
    if (k % 2 === 0) add('消防车', 'XF', s, '消防02', 6);
    if (k % 6 === 3) add('危化处置车', 'WH', s, '危化01', 7);
    if (k % 5 === 1) add('抢险救援车', 'QX', s, '抢险01', 8);
  });
  of('急救站').forEach((s, k) => {
    add('救护车', 'JH', s, '急救01', 3);
    if (k % 3 === 0) add('救护车', 'JH', s, '急救02', 3);
  });
  of('派出所').forEach((s, k) => {
    if (k % 2 === 0) add('巡逻车', 'XL', s, '巡逻01', 2);
  });
  return out;
}
