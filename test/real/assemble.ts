import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../../datasets/city.ts';
import { apportion, type CensusProfile } from '../../datasets/demo-city/census.ts';
import { writeEntities } from '../../datasets/demo-city/entities-file.ts';
import { csvLine, GeoJsonFile, TextFile } from '../../datasets/demo-city/files.ts';
import { phoneNumber } from '../../datasets/demo-city/naming.ts';
import type { Point } from '../../datasets/demo-city/plane.ts';
import { writePopulation } from '../../datasets/demo-city/population-file.ts';
import { Random } from '../../datasets/demo-city/random.ts';
import { type Truth, TruthKeeper } from '../../datasets/demo-city/truth.ts';
import { type Door, makeDoors } from './doors.ts';
import { readNetwork, readSettlements, type Segment, within } from './network.ts';
import { boundaryFiles, rowsOf, tracksFile } from './sources.ts';
import { readTracks, type Track } from './tracks.ts';

export interface AssembleOptions {
  /** Folder of the package; made if it is not there. */
  out: string;
  /** Folder of the public data; see `realData`. */
  data: string;
  /** Residents in all, apportioned to the districts as the census counts them. */
  persons?: number;
  seed?: number;
}

const AS_OF = '2026-10-01';
const CITY_CODE = '110000000000';
const FILES = {
  boundaries: '民政局_区界.geojson',
  codes: '民政局_区划代码_2016.csv',
  roads: '交通局_道路.geojson',
  addresses: '公安局_标准地址.csv',
  hospitals: '卫健委_医院.csv',
  units: '应急局_力量.csv',
  population: '公安局_人口.csv',
  entities: '市场监管局_法人.csv',
  economy: '统计局_地区生产总值.csv',
} as const;
/** Not a dataset: tracks for units that move. */
export const TRACKS = '出租车轨迹_2009.csv';

interface District {
  code: string;
  name: string;
  polygons: Point[][][];
  profile: CensusProfile;
  doors: Door[];
  roads: Segment[];
}

/**
 * Puts the package of Beijing together: real boundaries, codes, roads, hospitals, GDP and census; persons and firms
 * generated in their proportions, on doors along the real roads. Their ids carry the invented 9901.. prefixes, so
 * none can be anybody's. Writes `city.json`, the files, the tracks, and `truth.json`.
 */
export async function assembleBeijing(options: AssembleOptions): Promise<Truth> {
  const { out, data, seed = 1 } = options;
  const persons = options.persons ?? Number(process.env.SIKU_REAL_PERSONS ?? 100_000);
  mkdirSync(out, { recursive: true });
  const network = readNetwork(data);
  const districts = readDistricts(data, network, persons, seed);
  const keeper = new TruthKeeper(seed, persons, AS_OF, districts);
  await writeBoundaries(join(out, FILES.boundaries), districts, keeper);
  await writeCodes(join(out, FILES.codes), data, keeper);
  await writeRoads(join(out, FILES.roads), network, keeper);
  await writeDoors(
    join(out, FILES.addresses),
    districts.flatMap((d) => d.doors),
    keeper,
  );
  await writeHospitals(join(out, FILES.hospitals), data, districts, keeper);
  await writeUnits(join(out, FILES.units), districts, readTracks(tracksFile(data)), seed, keeper);
  await writeGdp(join(out, FILES.economy), data, keeper);

  const residents = apportion(
    persons,
    districts.map((d) => d.profile.residents),
  );
  const idPrefix = (k: number) => `9901${String(k + 1).padStart(2, '0')}`;
  // 崇文 and 宣武 were merged into 东城 and 西城 in 2010; forms printed before that are still about.
  const mergedFrom = new Map<string, string>();
  for (const [k, old] of [
    [0, '110103000000'],
    [1, '110104000000'],
  ] as const) {
    for (const door of districts[k]!.doors.slice(0, 40)) mergedFrom.set(door.region, old);
  }
  const common = { folder: out, mergedFrom, splitFrom: new Map<string, string>(), truth: keeper };
  await writePopulation({
    ...common,
    file: FILES.population,
    asOf: AS_OF,
    otherPrefixes: Array.from({ length: 9 }, (_, k) => `9901${31 + k}`),
    random: new Random(seed, 'population'),
    districts: districts.map((d, k) => ({
      code: d.code,
      idPrefix: idPrefix(k),
      persons: residents[k]!,
      profile: d.profile,
      dwellings: d.doors.filter((door) => door.homes > 0),
    })),
  });
  const gdp = latestGdp(data);
  const firms = apportion(
    Math.round(persons * 0.06),
    districts.map((d) => gdp.get(d.code.slice(0, 6)) ?? 1),
  );
  await writeEntities({
    ...common,
    file: FILES.entities,
    seed,
    city: '北京',
    random: new Random(seed, 'entities'),
    districts: districts.map((d, k) => ({
      code: d.code,
      creditCounty: idPrefix(k),
      name: d.name,
      entities: firms[k]!,
      doors: d.doors,
    })),
  });
  copyFileSync(tracksFile(data), join(out, TRACKS));
  writeFileSync(join(out, 'city.json'), `${JSON.stringify(cityOf(districts), null, 2)}\n`);
  writeFileSync(join(out, 'truth.json'), `${JSON.stringify(keeper.truth)}\n`);
  return keeper.truth;
}

/** Census profiles of the counties, as `census2020` gives them (ages 0 and 1-4 are two groups there). */
function profiles(data: string): Map<string, CensusProfile> {
  const by = (file: string) => new Map(rowsOf(data, `census2020/${file}.csv`).map((r) => [r.CODE!, r]));
  const [ages, population, households] = [by('ages'), by('population'), by('households')];
  const groups = Array.from({ length: 16 }, (_, k) => `AGES_${k * 5 + 5}-${k * 5 + 9}`);
  return new Map(
    [...population].map(([code, p]) => {
      const a = ages.get(code)!;
      const h = households.get(code)!;
      return [
        code,
        {
          source: p.NAME!,
          residents: Number(p.POPU),
          menPer100Women: Number(p.POPU_WM),
          ethnicMinorities: Number(p.POPU_ETHNIC),
          fromElsewhere: Number(p.POPU_REG_O),
          ages: [Number(a.AGES_0) + Number(a['AGES_1-4']), ...groups.map((g) => Number(a[g])), Number(a.AGES_85P)],
          womenAged15To49: Number(a['AGES_W_15-49']),
          householdSize: Number(h.HHLD_S),
          onePerson: Number(h.HHLD_1P),
        },
      ];
    }),
  );
}

function readDistricts(data: string, network: Segment[], persons: number, seed: number): District[] {
  const census = profiles(data);
  const settlements = readSettlements(data);
  const { features } = JSON.parse(readFileSync(boundaryFiles(data).wgs84, 'utf8')) as {
    features: { properties: { adcode: string; name: string }; geometry: { coordinates: Point[][][] } }[];
  };
  const total = features.reduce((s, f) => s + census.get(f.properties.adcode)!.residents, 0);
  return features
    .sort((a, b) => (a.properties.adcode < b.properties.adcode ? -1 : 1))
    .map(({ properties, geometry }) => {
      const code = properties.adcode.padEnd(12, '0');
      const profile = census.get(properties.adcode)!;
      const isIn = within(geometry.coordinates);
      const own = network.filter((s) => isIn(s.line[0]!));
      const doors = makeDoors({
        district: { code, name: properties.name },
        roads: own,
        settlements: settlements.filter((s) => s.code.startsWith(properties.adcode)),
        wanted: Math.max(60, Math.round(((persons / 5) * profile.residents) / total)),
        seed,
      });
      return { code, name: properties.name, polygons: geometry.coordinates, profile, doors, roads: own };
    });
}

async function writeBoundaries(path: string, districts: District[], truth: TruthKeeper): Promise<void> {
  const file = new GeoJsonFile(path, '区界', 'EPSG:4326');
  for (const d of districts) {
    await file.feature(
      { 区划代码: d.code, 名称: d.name, 级别: '区', 上级代码: CITY_CODE, 状态: '现行' },
      { type: 'MultiPolygon', coordinates: d.polygons },
    );
  }
  await file.close();
  truth.file(FILES.boundaries, 'regions', file.records);
}

/** The city, streets and communities, and the counties that are no longer: codes without shapes, for there are none. */
async function writeCodes(path: string, data: string, truth: TruthKeeper): Promise<void> {
  const file = new TextFile(path);
  file.line('区划代码,名称,级别,上级代码,状态,设立日期,撤销日期,承继区划代码');
  file.line(csvLine([CITY_CODE, '北京市', '市', '', '现行', '', '', '']));
  for (const r of rowsOf(data, 'beijing/divisions_2016.csv')) {
    if (r.level !== 'town' && r.level !== 'village') continue;
    const name = r.name!.replace(/办事处$/, '');
    file.line(csvLine([r.code!, name, r.level === 'town' ? '街道' : '社区', r.parent!, '现行', '', '', '']));
    if (file.full) await file.drain();
  }
  const history = rowsOf(data, 'codes/areacodes_history/result.csv');
  for (const r of history) {
    const code = r.代码!;
    if (!/^11\d{4}$/.test(code) || r.状态 !== '弃用' || !r.新代码) continue;
    const successors = r.新代码.match(/\d{6}/g)!.map((c) => c.padEnd(12, '0'));
    file.line(
      csvLine([
        code.padEnd(12, '0'),
        r.名称!,
        '区',
        CITY_CODE,
        '已撤销',
        `${r.启用时间}-01-01`,
        `${r['变更/弃用时间']}-12-31`,
        successors.join(';'),
      ]),
    );
  }
  const rows = file.lines - 1;
  await file.close();
  truth.file(FILES.codes, 'regions', rows);
}

async function writeRoads(path: string, network: Segment[], truth: TruthKeeper): Promise<void> {
  const classes = {
    motorway: '高速公路',
    trunk: '快速路',
    primary: '主干路',
    secondary: '次干路',
    tertiary: '支路',
    residential: '居住区道路',
  };
  const file = new GeoJsonFile(path, '道路', 'EPSG:4326');
  for (const s of network) {
    await file.feature(
      {
        路段编码: s.code,
        路名: s.name || null,
        等级: classes[s.class],
        单行: s.oneway ? '是' : '否',
        '限速（公里/小时）': s.speed,
        车道数: s.lanes,
        桥梁: '否',
        起点: s.from,
        终点: s.to,
        '长度（米）': s.length,
      },
      { type: 'LineString', coordinates: s.line },
    );
  }
  await file.close();
  truth.file(FILES.roads, 'roads', file.records);
}

async function writeDoors(path: string, doors: Door[], truth: TruthKeeper): Promise<void> {
  const file = new TextFile(path);
  file.line('标准地址编码,地址全称,社区代码,街路巷,门牌号,小区名称,楼栋,单元,经度,纬度');
  for (const d of doors) {
    file.line(
      csvLine([d.code, d.text, d.region, d.road, d.number, d.compound, d.building, d.entrance, d.at[0], d.at[1]]),
    );
    if (file.full) await file.drain();
  }
  await file.close();
  truth.file(FILES.addresses, 'addresses', doors.length);
}

/** Real hospitals with their real addresses; nobody published where they are. */
async function writeHospitals(path: string, data: string, districts: District[], truth: TruthKeeper): Promise<void> {
  const file = new TextFile(path);
  file.line('场所编码,医院名称,类型,医院等级,医院地址,区划代码');
  rowsOf(data, 'beijing/hospitals.csv').forEach((h, k) => {
    const district = districts.find((d) => d.name.startsWith(h.county!.replace(/[区县]$/, '')));
    file.line(
      csvLine([
        `YY${String(k + 1).padStart(5, '0')}`,
        h.name!,
        '医院',
        h.level ?? '',
        h.address!,
        district?.code ?? CITY_CODE,
      ]),
    );
  });
  const rows = file.lines - 1;
  await file.close();
  truth.file(FILES.hospitals, 'places', rows);
}

/** Eight stationed units a district, and every taxi of the tracks as a patrol car that stands where its track begins. */
async function writeUnits(
  path: string,
  districts: District[],
  tracks: Track[],
  seed: number,
  truth: TruthKeeper,
): Promise<void> {
  const random = new Random(seed, 'units');
  const file = new TextFile(path);
  file.line('车辆编号,呼号,力量类型,所属站点,编制人数,联系电话,经度,纬度');
  for (const d of districts.filter((x) => x.roads.length > 100)) {
    for (let k = 0; k < 8; k++) {
      const at = random.pick(d.roads).line[0]!;
      const [kind, short, crew] = (
        [
          ['消防车', '消防', 6],
          ['救护车', '急救', 3],
          ['巡逻车', '巡逻', 2],
        ] as const
      )[k % 3]!;
      const n = String(k + 1).padStart(2, '0');
      file.line(
        csvLine([
          `${d.code.slice(0, 6)}-${n}`,
          `${d.name.replace(/区$/, '')}${short}${n}`,
          kind,
          `${d.name}${short}${n}站`,
          crew,
          phoneNumber(random),
          ...at,
        ]),
      );
    }
  }
  tracks.forEach(({ unit, fixes }, k) => {
    const { lon, lat } = fixes[0]!;
    file.line(csvLine([unit, `浮动车${k + 1}`, '巡逻车', '浮动车', 1, '', lon, lat]));
  });
  const rows = file.lines - 1;
  await file.close();
  truth.file(FILES.units, 'units', rows);
}

async function writeGdp(path: string, data: string, truth: TruthKeeper): Promise<void> {
  const file = new TextFile(path);
  file.line('地区代码,指标,年份,数值,单位');
  for (const r of rowsOf(data, 'beijing/gdp_districts.csv')) {
    file.line(csvLine([r.code!.padEnd(12, '0'), '地区生产总值', r.year!, r.gdp_10k_cny!, '万元']));
    truth.truth.years.push({
      region: r.code!.padEnd(12, '0'),
      indicator: 'gdp',
      year: Number(r.year),
      value: Number(r.gdp_10k_cny),
    });
  }
  const rows = file.lines - 1;
  await file.close();
  truth.file(FILES.economy, 'economy', rows);
}

function latestGdp(data: string): Map<string, number> {
  return new Map(
    rowsOf(data, 'beijing/gdp_districts.csv')
      .filter((r) => r.year === '2021')
      .map((r) => [r.code!, Number(r.gdp_10k_cny)]),
  );
}

function cityOf(districts: District[]): City {
  const points = districts.flatMap((d) => d.polygons.flat(2));
  const [west, south, east, north] = points.reduce(
    (box, [x, y]) => [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)] as const,
    [180, 90, -180, -90] as readonly [number, number, number, number],
  );
  const file = (dataset: string, name: string, crs: string | null, zh: string, en: string, asOf?: string) => ({
    dataset,
    file: name,
    ...(crs && { crs }),
    department: { zh, en },
    ...(asOf && { asOf }),
  });
  return {
    id: 'beijing',
    name: { zh: '北京市', en: 'Beijing' },
    code: CITY_CODE,
    extent: [west - 0.01, south - 0.01, east + 0.01, north + 0.01],
    center: [116.3975, 39.9087],
    asOf: AS_OF,
    demo: false,
    mapReviewNumber: null,
    files: [
      file('regions', FILES.boundaries, 'EPSG:4326', '民政局', 'Civil Affairs Bureau'),
      file('regions', FILES.codes, null, '民政局', 'Civil Affairs Bureau'),
      file('roads', FILES.roads, 'EPSG:4326', '交通运输局', 'Transport Bureau'),
      file('addresses', FILES.addresses, 'EPSG:4326', '公安局', 'Public Security Bureau'),
      file('places', FILES.hospitals, null, '卫生健康委员会', 'Health Commission'),
      file('units', FILES.units, 'EPSG:4326', '应急管理局', 'Emergency Management Bureau'),
      file('population', FILES.population, null, '公安局', 'Public Security Bureau'),
      file('legal-entities', FILES.entities, null, '市场监管局', 'Market Regulation Bureau'),
      file('economy', FILES.economy, null, '统计局', 'Statistics Bureau'),
    ],
  };
}
