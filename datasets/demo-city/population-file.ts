import { citizenCheck } from '../fields/citizen-id.ts';
import type { CensusProfile } from './census.ts';
import { csvLine, TextFile } from './files.ts';
import { CitizenIds, type Person, populate } from './persons.ts';
import type { Random } from './random.ts';
import { Schedule, type TruthKeeper } from './truth.ts';
import { type AddressParts, writeAddress } from './writings.ts';

/** A door with what a person's row says of it. */
export interface Dwelling extends AddressParts {
  region: string;
  /** Weight of residents, and floors above one another. */
  homes: number;
  floors: number;
}

export interface DistrictPopulation {
  /** 12-digit code. */
  code: string;
  /** Six digits the ids of registered residents begin with; default those of the code. */
  idPrefix?: string;
  persons: number;
  profile: CensusProfile;
  dwellings: Dwelling[];
}

export interface PopulationFile {
  folder: string;
  file: string;
  districts: DistrictPopulation[];
  asOf: string;
  otherPrefixes: readonly string[];
  /** Retired codes by present code of a community: those that can be followed, and those that cannot. */
  mergedFrom: ReadonlyMap<string, string>;
  splitFrom: ReadonlyMap<string, string>;
  random: Random;
  truth: TruthKeeper;
  onProgress?: (written: number) => void;
}

const HEADER = [
  '公民身份号码',
  '姓名',
  '性别',
  '出生日期',
  '民族',
  '人口类别',
  '户号',
  '与户主关系',
  '联系电话',
  '居住地址',
  '社区代码',
];

/** Faults of this file and what must become of them. */
const FAULTS = {
  'id-check-digit': 'quarantine:citizen-id-check',
  'region-unknown': 'quarantine:region-unknown',
  'region-merged': 'repair:region-successor',
  'id-15-digits': 'repair:citizen-id-15',
  'birth-date-mismatch': 'quarantine:birth-date-mismatch',
  'id-lower-case-x': 'repair:upper-cased',
  'sex-mismatch': 'quarantine:sex-mismatch',
  'duplicate-key': 'quarantine:duplicate-key',
  'region-split': 'quarantine:region-retired-split',
  'date-slashes': 'repair:date-format',
  'date-chinese': 'repair:date-format',
  'date-compact': 'repair:date-format',
  'id-full-width': 'repair:full-width',
  'id-too-short': 'quarantine:citizen-id-shape',
  'name-empty': 'quarantine:required',
  'name-trailing-blank': 'repair:trimmed',
  'region-short': 'quarantine:region-code-shape',
  'region-scientific': 'quarantine:precision-lost',
  'one-cell-too-many': 'quarantine:ragged-row',
  'phone-text': 'quarantine:phone-shape',
} as const;
type Fault = keyof typeof FAULTS;

/** Writes the residents of all districts in GB18030, a household after another, with a seeded share of faults. */
export async function writePopulation(to: PopulationFile): Promise<void> {
  const { random, truth } = to;
  const file = new TextFile(`${to.folder}/${to.file}`, 'gb18030');
  file.line(csvLine(HEADER));
  const total = to.districts.reduce((s, d) => s + d.persons, 0);
  const possible = (Object.keys(FAULTS) as Fault[]).filter(
    (kind) =>
      (kind !== 'region-merged' || to.mergedFrom.size > 0) && (kind !== 'region-split' || to.splitFrom.size > 0),
  );
  const schedule = new Schedule(possible, total);
  const ids = new CitizenIds();
  let written = 0;
  for (const [d, district] of to.districts.entries()) {
    const prefix = district.code.slice(0, 6);
    const entry = truth.truth.districts[d]!;
    const households = populate({
      profile: district.profile,
      persons: district.persons,
      homes: district.dwellings.map(({ homes, floors }) => ({ weight: homes, floors })),
      prefix: district.idPrefix ?? prefix,
      otherPrefixes: to.otherPrefixes,
      householdPrefix: prefix,
      asOf: to.asOf,
      ids,
      random,
    });
    for (const household of households) {
      const dwelling = district.dwellings[household[0]!.home]!;
      const address = writeAddress(dwelling, household[0]!.room, random);
      for (const person of household) {
        truth.writing(to.file, address.way);
        entry.ages[person.sex][person.band]!++;
        const row = rowOf(person, address.text, dwelling.region);
        const fault = schedule.next((kind) => canCarry(kind, person, dwelling.region, to));
        if (fault) spoil(fault, row, person, to);
        const line = file.line(csvLine(row));
        count(entry, person.role === '户主', !fault || fault === 'duplicate-key' || FAULTS[fault].startsWith('repair'));
        if (fault === 'duplicate-key') {
          const again = file.line(csvLine(row));
          truth.writing(to.file, address.way);
          count(entry, person.role === '户主', false);
          note(to, again, person.id, fault, prefix);
        } else if (fault) note(to, line, row[0]!, fault, prefix);
        written++;
      }
      if (file.full) {
        await file.drain();
        to.onProgress?.(written);
      }
    }
  }
  const rows = file.lines - 1;
  await file.close();
  truth.file(to.file, 'population', rows);
}

function count(entry: TruthKeeper['truth']['districts'][number], head: boolean, accepted: boolean): void {
  entry.persons.written++;
  if (accepted) entry.persons.accepted++;
  if (!head) return;
  entry.households.written++;
  if (accepted) entry.households.accepted++;
}

function note(to: PopulationFile, line: number, key: string, kind: Fault, district: string): void {
  to.truth.defect({ file: to.file, line, record: line - 1, key, kind, expected: FAULTS[kind], district });
}

type Row = [string, string, string, string, string, string, string, string, string, string, string, ...string[]];

function rowOf(person: Person, address: string, region: string): Row {
  return [
    person.id,
    person.name,
    person.sex === 0 ? '男' : '女',
    person.birth,
    person.ethnicGroup,
    person.registered ? '户籍人口' : '流动人口',
    person.household,
    person.role,
    person.phone ?? '',
    address,
    region,
  ];
}

function canCarry(kind: Fault, person: Person, region: string, to: PopulationFile): boolean {
  if (kind === 'region-merged') return to.mergedFrom.has(region);
  if (kind === 'region-split') return to.splitFrom.has(region);
  if (kind === 'id-lower-case-x') return person.id.endsWith('X');
  if (kind === 'id-15-digits') return person.birth < '2000';
  return true;
}

function spoil(fault: Fault, row: Row, person: Person, to: PopulationFile): void {
  const [year, month, day] = person.birth.split('-') as [string, string, string];
  if (fault === 'id-check-digit') {
    const right = citizenCheck(person.id);
    row[0] = person.id.slice(0, 17) + (right === '7' ? '3' : '7');
  } else if (fault === 'id-15-digits') row[0] = person.id.slice(0, 6) + person.id.slice(8, 17);
  else if (fault === 'id-lower-case-x') row[0] = person.id.toLowerCase();
  else if (fault === 'id-full-width') row[0] = wide(person.id);
  else if (fault === 'id-too-short') row[0] = person.id.slice(0, 17);
  else if (fault === 'name-empty') row[1] = '';
  else if (fault === 'name-trailing-blank') row[1] = `${person.name}\u3000`;
  else if (fault === 'sex-mismatch') row[2] = person.sex === 0 ? '女' : '男';
  else if (fault === 'birth-date-mismatch') row[3] = `${Number(year) - 1}-${month}-${day === '29' ? '28' : day}`;
  else if (fault === 'date-slashes') row[3] = `${year}/${Number(month)}/${Number(day)}`;
  else if (fault === 'date-chinese') row[3] = `${year}年${Number(month)}月${Number(day)}日`;
  else if (fault === 'date-compact') row[3] = year + month + day;
  else if (fault === 'phone-text') row[8] = '无';
  else if (fault === 'region-unknown') row[10] = `${row[10].slice(0, 6)}088${row[10].slice(9)}`;
  else if (fault === 'region-merged') row[10] = to.mergedFrom.get(row[10])!;
  else if (fault === 'region-split') row[10] = to.splitFrom.get(row[10])!;
  else if (fault === 'region-short') row[10] = row[10].slice(0, 11);
  else if (fault === 'region-scientific') row[10] = `${row[10][0]}.${row[10].slice(1, 6)}E+11`;
  else if (fault === 'one-cell-too-many') row.splice(9, 1, row[9].slice(0, 6), row[9].slice(6));
}

/** Digits and letters in their full-width forms. */
export function wide(text: string): string {
  return text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}
