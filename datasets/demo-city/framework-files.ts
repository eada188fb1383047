import type { Address } from './addresses.ts';
import type { Building } from './buildings.ts';
import { csvLine, GeoJsonFile, multiPolygon, TextFile } from './files.ts';
import type { Parcel } from './parcels.ts';
import type { Place, UnitOfForce } from './places.ts';
import { degrees, lengthOf, type Point, surveyed } from './plane.ts';
import type { Regions } from './regions.ts';
import type { Road } from './roads.ts';
import { Schedule, type TruthKeeper } from './truth.ts';

const LEVELS = { city: '市', district: '区', street: '街道', community: '社区' } as const;
const CLASSES = {
  motorway: '高速公路',
  trunk: '快速路',
  primary: '主干路',
  secondary: '次干路',
  tertiary: '支路',
  residential: '居住区道路',
} as const;
const USES = {
  residential: '住宅',
  commercial: '商业办公',
  industrial: '工业仓储',
  public: '公共服务',
  other: '其他',
} as const;

/** Where a file is written and what of it is remembered. */
export interface FileTo {
  folder: string;
  file: string;
  truth: TruthKeeper;
}

function noter(to: FileTo) {
  return (line: number, record: number, key: string, kind: string, expected: string, district: string | null = null) =>
    to.truth.defect({ file: to.file, line, record, key, kind, expected, district });
}

export async function writeRegions(to: FileTo, regions: Regions): Promise<void> {
  const file = new GeoJsonFile(`${to.folder}/${to.file}`, '民政局_区划', 'EPSG:4490');
  for (const r of [
    regions.city,
    ...regions.districts,
    ...regions.streets,
    ...regions.communities,
    ...regions.retired,
  ]) {
    await file.feature(
      {
        区划代码: r.code,
        名称: r.name,
        级别: LEVELS[r.level],
        上级代码: r.parent,
        状态: r.status === 'current' ? '现行' : '已撤销',
        设立日期: r.validFrom,
        撤销日期: r.validTo,
        承继区划代码: r.successors.length > 0 ? r.successors.join(';') : null,
      },
      multiPolygon(r.polygons, degrees),
    );
  }
  await file.close();
  to.truth.file(to.file, 'regions', file.records);
}

export async function writeParcels(to: FileTo, parcels: Parcel[]): Promise<void> {
  const note = noter(to);
  const file = new GeoJsonFile(`${to.folder}/${to.file}`, '规划局_宗地', 'EPSG:4527');
  const kinds = ['land-use-unknown', 'duplicate-key'] as const;
  const schedule = new Schedule(kinds, parcels.length * 8);
  for (const p of parcels) {
    const properties: Record<string, unknown> = {
      宗地编码: p.code,
      名称: p.name,
      用途: p.landUse,
      '面积（平方米）': Math.round(p.area),
      容积率: p.plotRatio,
    };
    const fault = p.landUse === '01' ? schedule.next(() => true) : null;
    if (fault === 'land-use-unknown') properties.用途 = '99';
    const geometry = multiPolygon(p.polygons, surveyed);
    const line = await file.feature(properties, geometry);
    if (fault === 'land-use-unknown') note(line, file.records, p.code, fault, 'quarantine:not-in-list');
    if (fault === 'duplicate-key') {
      const again = await file.feature(properties, geometry);
      note(again, file.records, p.code, fault, 'quarantine:duplicate-key');
    }
  }
  await file.close();
  to.truth.file(to.file, 'parcels', file.records);
}

export async function writeBuildings(to: FileTo, buildings: Building[]): Promise<void> {
  const note = noter(to);
  const file = new GeoJsonFile(`${to.folder}/${to.file}`, '规划局_建筑', 'EPSG:4527');
  const kinds = ['ring-crosses-itself', 'floors-text', 'use-unknown', 'code-full-width'] as const;
  const schedule = new Schedule(kinds, buildings.length * 3);
  for (const b of buildings) {
    const ringArea = Math.abs(
      b.ring.reduce(
        (s, p, k) => s + p[0] * b.ring[(k + 1) % b.ring.length]![1] - b.ring[(k + 1) % b.ring.length]![0] * p[1],
        0,
      ) / 2,
    );
    const properties: Record<string, unknown> = {
      建筑编码: b.code,
      名称: b.name,
      用途: USES[b.use],
      层数: b.floors,
      '高度（米）': b.height,
      '建筑面积（平方米）': Math.round(ringArea * b.floors),
      建成年份: b.year,
      宗地编码: b.parcel.code,
    };
    // Doors of small houses and sheds do not carry other records' faults along.
    const fault =
      b.kind === 'house' || b.kind === 'factory' || b.kind === 'hall'
        ? schedule.next((k) => k !== 'ring-crosses-itself' || b.ring.length === 4)
        : null;
    let ring = b.ring;
    if (fault === 'ring-crosses-itself') ring = [ring[0]!, ring[2]!, ring[1]!, ring[3]!];
    if (fault === 'floors-text') properties.层数 = '二层';
    if (fault === 'use-unknown') properties.用途 = '违章建筑';
    if (fault === 'code-full-width')
      properties.建筑编码 = b.code.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
    const line = await file.feature(properties, multiPolygon([[ring]], surveyed));
    const expected = {
      'ring-crosses-itself': 'quarantine:geometry-invalid',
      'floors-text': 'quarantine:not-a-number',
      'use-unknown': 'quarantine:not-in-list',
      'code-full-width': 'repair:full-width',
    };
    if (fault) note(line, file.records, b.code, fault, expected[fault]);
  }
  await file.close();
  to.truth.file(to.file, 'buildings', file.records);
}

export async function writeRoads(to: FileTo, roads: Road[]): Promise<void> {
  const note = noter(to);
  const file = new GeoJsonFile(`${to.folder}/${to.file}`, '交通局_道路', 'EPSG:4490');
  const schedule = new Schedule(['duplicate-key'], roads.length * 12);
  for (const r of roads) {
    const properties = {
      路段编码: r.code,
      路名: r.name,
      等级: CLASSES[r.class],
      单行: r.oneway ? '是' : '否',
      '限速（公里/小时）': r.speed,
      车道数: r.lanes,
      桥梁: r.bridge ? '是' : '否',
      起点: r.from,
      终点: r.to,
      '长度（米）': Math.round(lengthOf(r.line) * 10) / 10,
    };
    const geometry = { type: 'LineString' as const, coordinates: r.line.map(degrees) };
    await file.feature(properties, geometry);
    if (schedule.next(() => true)) {
      const again = await file.feature(properties, geometry);
      note(again, file.records, r.code, 'duplicate-key', 'quarantine:duplicate-key');
    }
  }
  await file.close();
  to.truth.file(to.file, 'roads', file.records);
}

const lonLat = (p: Point) => degrees(p).map((x) => x.toFixed(7)) as [string, string];

/** `mergedFrom`: some rows still carry the retired code of their community. */
export async function writeAddresses(
  to: FileTo,
  addresses: Address[],
  mergedFrom: ReadonlyMap<string, string>,
): Promise<void> {
  const note = noter(to);
  const file = new TextFile(`${to.folder}/${to.file}`);
  file.line('标准地址编码,地址全称,社区代码,街路巷,门牌号,小区名称,楼栋,单元,建筑编码,经度,纬度');
  const schedule = new Schedule(['region-merged', 'road-trailing-blank', 'duplicate-key'], addresses.length * 4);
  for (const a of addresses) {
    const row = [
      a.code,
      a.text,
      a.region,
      a.road,
      a.number,
      a.compound,
      a.building,
      a.entrance,
      a.buildingCode,
      ...lonLat(a.at),
    ];
    const fault = schedule.next((k) =>
      k === 'region-merged' ? mergedFrom.has(a.region) : k === 'road-trailing-blank' ? a.road !== null : true,
    );
    if (fault === 'region-merged') row[2] = mergedFrom.get(a.region)!;
    if (fault === 'road-trailing-blank') row[3] = `${a.road} `;
    const line = file.line(csvLine(row));
    if (fault === 'duplicate-key')
      note(file.line(csvLine(row)), file.lines - 1, a.code, fault, 'quarantine:duplicate-key');
    else if (fault)
      note(line, line - 1, a.code, fault, fault === 'region-merged' ? 'repair:region-successor' : 'repair:trimmed');
    if (file.full) await file.drain();
  }
  const rows = file.lines - 1;
  await file.close();
  to.truth.file(to.file, 'addresses', rows);
}

const PLACE_FAULTS = {
  'axes-swapped': 'repair:axes-swapped',
  'outside-extent': 'quarantine:outside-extent',
  'kind-unknown': 'quarantine:not-in-list',
  'region-merged': 'repair:region-successor',
  'duplicate-key': 'quarantine:duplicate-key',
  'region-unknown': 'quarantine:region-unknown',
  'capacity-text': 'quarantine:not-a-number',
  'one-cell-too-many': 'quarantine:ragged-row',
} as const;

/** Some places have an address and no coordinates: those must be placed by their address. */
export async function writePlaces(to: FileTo, places: Place[], mergedFrom: ReadonlyMap<string, string>): Promise<void> {
  const note = noter(to);
  const file = new TextFile(`${to.folder}/${to.file}`);
  file.line('场所编码,场所名称,场所类别,等级,容纳人数,备注,值班电话,详细地址,区划代码,经度,纬度');
  const schedule = new Schedule(Object.keys(PLACE_FAULTS) as (keyof typeof PLACE_FAULTS)[], places.length * 8);
  for (const [k, p] of places.entries()) {
    const [lon, lat] = lonLat(p.at);
    const bare = p.address !== null && k % 17 === 5;
    const row: (string | number | null)[] = [
      p.code,
      p.name,
      p.kind,
      p.grade,
      p.capacity,
      p.detail,
      p.phone,
      p.address,
      p.region,
      bare ? '' : lon,
      bare ? '' : lat,
    ];
    const fault = bare
      ? null
      : schedule.next((f) =>
          f === 'region-merged' ? mergedFrom.has(p.region) : f === 'capacity-text' ? p.capacity !== null : true,
        );
    if (fault === 'axes-swapped') [row[9], row[10]] = [row[10]!, row[9]!];
    if (fault === 'outside-extent') [row[9], row[10]] = ['121.4737000', '31.2304000'];
    if (fault === 'kind-unknown') row[2] = '其它场所';
    if (fault === 'region-merged') row[8] = mergedFrom.get(p.region)!;
    if (fault === 'region-unknown') row[8] = `${p.region.slice(0, 6)}088001`;
    if (fault === 'capacity-text') row[4] = '约三百人';
    if (fault === 'one-cell-too-many') row.push('已核');
    const line = file.line(csvLine(row));
    if (fault === 'duplicate-key') note(file.line(csvLine(row)), file.lines - 1, p.code, fault, PLACE_FAULTS[fault]);
    else if (fault) note(line, line - 1, p.code, fault, PLACE_FAULTS[fault], p.region.slice(0, 6));
  }
  const rows = file.lines - 1;
  await file.close();
  to.truth.file(to.file, 'places', rows);
}

export async function writeUnits(to: FileTo, units: UnitOfForce[]): Promise<void> {
  const file = new TextFile(`${to.folder}/${to.file}`);
  file.line('车辆编号,呼号,力量类型,所属站点,编制人数,联系电话,经度,纬度');
  for (const u of units) file.line(csvLine([u.code, u.name, u.kind, u.station, u.crew, u.phone, ...lonLat(u.at)]));
  const rows = file.lines - 1;
  await file.close();
  to.truth.file(to.file, 'units', rows);
}
