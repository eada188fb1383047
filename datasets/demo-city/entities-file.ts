import type { Address } from './addresses.ts';
import { type Entity, entityMaker } from './entities.ts';
import { csvLine, TextFile } from './files.ts';
import { wide } from './population-file.ts';
import type { Random } from './random.ts';
import { Schedule, type TruthKeeper } from './truth.ts';
import { type AddressParts, writeAddress } from './writings.ts';

/** A door a firm can have. */
export interface Workplace extends AddressParts {
  region: string;
  work: number;
  floors: number;
  kind: Address['kind'];
}

export interface EntitiesFile {
  folder: string;
  file: string;
  seed: number;
  city: string;
  /** `creditCounty`: six digits for the credit codes; default those of the district's code. */
  districts: { code: string; creditCounty?: string; name: string; entities: number; doors: Workplace[] }[];
  mergedFrom: ReadonlyMap<string, string>;
  splitFrom: ReadonlyMap<string, string>;
  random: Random;
  truth: TruthKeeper;
}

const HEADER = [
  '统一社会信用代码',
  '企业名称',
  '市场主体类型',
  '行业代码',
  '登记状态',
  '成立日期',
  '从业人数',
  '注册资本',
  '法定代表人',
  '联系电话',
  '住所',
  '区划代码',
];

const FAULTS = {
  'credit-code-check': 'quarantine:credit-code-check',
  'credit-code-lower-case': 'repair:upper-cased',
  'credit-code-look-alike': 'repair:look-alike',
  'credit-code-full-width': 'repair:full-width',
  'credit-code-too-short': 'quarantine:credit-code-shape',
  'industry-zero-lost': 'repair:leading-zero',
  'industry-unknown': 'quarantine:industry-code',
  'region-unknown': 'quarantine:region-unknown',
  'region-merged': 'repair:region-successor',
  'region-split': 'quarantine:region-retired-split',
  'duplicate-key': 'quarantine:duplicate-key',
  'status-unknown': 'quarantine:not-in-list',
  'name-empty': 'quarantine:required',
  'capital-separators': 'repair:number-format',
  'capital-unit': 'repair:number-format',
  'date-slashes': 'repair:date-format',
  'date-impossible': 'quarantine:not-a-date',
  'employees-text': 'quarantine:not-a-number',
} as const;
type Fault = keyof typeof FAULTS;

/** How much a branch wants a door of that kind. */
const TASTE: Record<string, Partial<Record<Workplace['kind'], number>>> = {
  shop: { shop: 6, mall: 3, flat: 1, office: 0.6, house: 0.8 },
  office: { office: 4, flat: 0.8, mall: 0.6, shop: 0.5, hall: 0.3 },
  factory: { factory: 6, house: 0.3, office: 0.2, shop: 0.3 },
  public: { hall: 6, school: 2, hospital: 2, office: 0.3, shop: 0.5 },
  rural: { house: 5, shop: 0.3, factory: 0.3 },
};

/** A drawer of doors for each taste, by the room they have for work. */
function doorsFor(doors: readonly Workplace[]): (taste: string, random: Random) => Workplace {
  const sums = new Map<string, Float64Array>();
  for (const [taste, by] of Object.entries(TASTE)) {
    let sum = 0;
    sums.set(
      taste,
      Float64Array.from(doors, (d) => (sum += Math.sqrt(d.work + 0.01) * (by[d.kind] ?? 0.02))),
    );
  }
  return (taste, random) => {
    const cumulated = sums.get(taste)!;
    const r = random.next() * cumulated.at(-1)!;
    let low = 0;
    let high = cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulated[middle]! > r) high = middle;
      else low = middle + 1;
    }
    return doors[low]!;
  };
}

/** Writes the register of legal entities in UTF-8 with a byte order mark, district after district. */
export async function writeEntities(to: EntitiesFile): Promise<void> {
  const { random, truth } = to;
  const file = new TextFile(`${to.folder}/${to.file}`, 'utf-8', true);
  file.line(csvLine(HEADER));
  const make = entityMaker(random, to.seed, to.city);
  const possible = (Object.keys(FAULTS) as Fault[]).filter(
    (kind) =>
      (kind !== 'region-merged' || to.mergedFrom.size > 0) && (kind !== 'region-split' || to.splitFrom.size > 0),
  );
  const schedule = new Schedule(
    possible,
    to.districts.reduce((s, d) => s + d.entities, 0),
  );
  for (const [d, district] of to.districts.entries()) {
    const county = district.code.slice(0, 6);
    const door = doorsFor(district.doors);
    const entry = truth.truth.districts[d]!.entities;
    for (let k = 0; k < district.entities; k++) {
      const { entity, branch } = make(district.creditCounty ?? county, district.name);
      const place = door(branch.at, random);
      const inTower = place.kind === 'office' || place.kind === 'mall' || place.kind === 'flat';
      const room =
        inTower && place.floors > 1
          ? `${1 + random.int(place.floors)}${String(1 + random.int(12)).padStart(2, '0')}室`
          : '';
      const address = writeAddress(place, room, random);
      const row = rowOf(entity, address.text, place.region);
      const fault = schedule.next((kind) => canCarry(kind, entity, place.region, to));
      if (fault) spoil(fault, row, entity, to);
      const line = file.line(csvLine(row));
      truth.writing(to.file, address.way);
      entry.written++;
      if (!fault || fault === 'duplicate-key' || FAULTS[fault].startsWith('repair')) entry.accepted++;
      const note = (at: number) =>
        truth.defect({
          file: to.file,
          line: at,
          record: at - 1,
          key: row[0],
          kind: fault!,
          expected: FAULTS[fault!],
          district: county,
        });
      if (fault === 'duplicate-key') {
        note(file.line(csvLine(row)));
        truth.writing(to.file, address.way);
        entry.written++;
      } else if (fault) note(line);
      if (file.full) await file.drain();
    }
  }
  const rows = file.lines - 1;
  await file.close();
  truth.file(to.file, 'legal-entities', rows);
}

type Row = [string, string, string, string, string, string, string, string, string, string, string, string];

function rowOf(e: Entity, address: string, region: string): Row {
  return [
    e.creditCode,
    e.name,
    e.kind,
    e.industry,
    e.status,
    e.established,
    e.employees === null ? '' : String(e.employees),
    e.capital === null ? '' : String(e.capital),
    e.representative,
    e.phone,
    address,
    region,
  ];
}

function canCarry(kind: Fault, e: Entity, region: string, to: EntitiesFile): boolean {
  if (kind === 'region-merged') return to.mergedFrom.has(region);
  if (kind === 'region-split') return to.splitFrom.has(region);
  if (kind === 'industry-zero-lost') return e.industry.length === 2;
  if (kind === 'credit-code-look-alike') return e.creditCode.slice(8).includes('0');
  if (kind === 'capital-separators') return (e.capital ?? 0) >= 1_000;
  if (kind === 'capital-unit') return e.capital !== null;
  return true;
}

function spoil(fault: Fault, row: Row, e: Entity, to: EntitiesFile): void {
  const code = e.creditCode;
  if (fault === 'credit-code-check') row[0] = code.slice(0, 17) + (code[17] === '5' ? '6' : '5');
  else if (fault === 'credit-code-lower-case') row[0] = code.toLowerCase();
  else if (fault === 'credit-code-look-alike') {
    const at = code.indexOf('0', 8);
    row[0] = `${code.slice(0, at)}O${code.slice(at + 1)}`;
  } else if (fault === 'credit-code-full-width') row[0] = wide(code);
  else if (fault === 'credit-code-too-short') row[0] = code.slice(0, 17);
  else if (fault === 'industry-zero-lost') row[3] = e.industry.slice(1);
  else if (fault === 'industry-unknown') row[3] = '9910';
  else if (fault === 'region-unknown') row[11] = `${row[11].slice(0, 6)}088${row[11].slice(9)}`;
  else if (fault === 'region-merged') row[11] = to.mergedFrom.get(row[11])!;
  else if (fault === 'region-split') row[11] = to.splitFrom.get(row[11])!;
  else if (fault === 'status-unknown') row[4] = '迁出';
  else if (fault === 'name-empty') row[1] = '';
  else if (fault === 'capital-separators') row[7] = e.capital!.toLocaleString('en-US');
  else if (fault === 'capital-unit') row[7] = `${e.capital}万元`;
  else if (fault === 'date-slashes') row[5] = e.established.replaceAll('-0', '-').replaceAll('-', '/');
  else if (fault === 'date-impossible') row[5] = `${e.established.slice(0, 4)}-02-30`;
  else if (fault === 'employees-text') row[6] = '若干';
}
