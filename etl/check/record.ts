import type { Dataset } from '../../datasets/dataset.ts';
import { readCitizenId } from '../../datasets/fields/citizen-id.ts';
import type { FieldType, FieldValue, Parsed, ReasonCode } from '../../datasets/fields/field.ts';
import type { Target } from '../map/mapping.ts';
import type { RegionsThroughTime } from './regions.ts';

export interface Reason {
  column: string | null;
  field: string | null;
  code: ReasonCode;
}

/** One rewriting of a cell. The same object comes again for the same text of a field while it is remembered. */
export interface Repair {
  field: string;
  sent: string;
  kept: string;
  code: ReasonCode;
}

interface Read {
  value: FieldValue | null;
  reject: ReasonCode | undefined;
  repair: Repair | null;
}

/**
 * A text of its own. A cell is a window into the piece of the file it was read from, and who keeps the cell keeps the
 * piece: eight hundred remembered cells of a million rows held 200 MB.
 */
export const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** A parser that remembers: most columns hold few different texts. It stops remembering where that does not pay. */
function remembering(field: string, type: FieldType): (raw: string) => Read {
  const seen = new Map<string, Read>();
  let asked = 0;
  let on = true;
  const read = (raw: string): Read => {
    const { value, reject, repair }: Parsed<FieldValue> = type.parse(raw);
    return {
      value,
      reject,
      repair: repair ? { field, sent: detached(raw), kept: detached(String(value)), code: repair } : null,
    };
  };
  return (raw) => {
    if (!on) return read(raw);
    asked++;
    const known = seen.get(raw);
    if (known) return known;
    const own = detached(raw);
    const parsed = read(own);
    seen.set(own, parsed);
    if (seen.size > 20_000 || (asked > 4_000 && seen.size > asked / 2)) {
      on = false;
      seen.clear();
    }
    return parsed;
  };
}

/**
 * Checks rows against a declaration. One object for a whole file, its arrays are filled anew for each row: after
 * `check`, `values` holds the record in field order, `reasons` why it is refused, `repairs` what was put right.
 */
export class RecordCheck {
  readonly fields: string[];
  readonly values: (FieldValue | null)[];
  readonly reasons: Reason[] = [];
  readonly repairs: Repair[] = [];
  readonly #parse: ((raw: string) => Read)[];
  readonly #required: boolean[];
  readonly #isRegion: boolean[];
  readonly #regions: RegionsThroughTime | null;
  readonly #keyFields: number[];
  readonly #citizen: { id: number; birth: number; sex: number } | null;
  readonly #columnOf: number[];
  #columns: string[] = [];

  /** `regions` null: codes are not checked (the dataset is the regions, or none are loaded). */
  constructor(dataset: Dataset, regions: RegionsThroughTime | null) {
    const entries = Object.entries(dataset.fields);
    this.fields = entries.map(([name]) => name);
    this.values = entries.map(() => null);
    this.#parse = entries.map(([name, field]) => remembering(name, field.type));
    this.#required = entries.map(([, field]) => field.required === true);
    this.#isRegion = entries.map(([, field]) => field.refers?.dataset === 'regions');
    this.#regions = regions;
    this.#keyFields = dataset.key.map((name) => this.fields.indexOf(name));
    // Wherever a citizen id stands beside a birth date or a sex, they must tell the same.
    const id = entries.findIndex(([, field]) => field.type.name === 'citizen-id');
    const birth = entries.findIndex(([name, field]) => name === 'birth_date' && field.type.name === 'date');
    const sex = entries.findIndex(([name, field]) => name === 'sex' && field.type.name === 'sex');
    this.#citizen = id >= 0 && (birth >= 0 || sex >= 0) ? { id, birth, sex } : null;
    this.#columnOf = entries.map(() => -1);
  }

  /** Takes the columns of the file; may be called again when it has grown. */
  setColumns(columns: readonly string[], targets: readonly Target[]): void {
    this.#columns = [...columns];
    this.#columnOf.fill(-1);
    targets.forEach((target, column) => {
      if (target && 'field' in target) this.#columnOf[this.fields.indexOf(target.field)] = column;
    });
  }

  /** The row's key could be read, refused or not. */
  get keyKnown(): boolean {
    return this.#keyFields.every((field) => this.values[field] !== null);
  }

  key(): string[] {
    return this.#keyFields.map((field) => String(this.values[field]));
  }

  refuse(field: number, code: ReasonCode): void {
    const column = field < 0 ? -1 : this.#columnOf[field]!;
    this.reasons.push({
      column: column < 0 ? null : this.#columns[column]!,
      field: field < 0 ? null : this.fields[field]!,
      code,
    });
  }

  /** @returns true when nothing speaks against the record so far */
  check(cells: readonly string[], from: number, to: number): boolean {
    this.reasons.length = 0;
    this.repairs.length = 0;
    const { values } = this;
    for (let f = 0; f < values.length; f++) {
      const column = this.#columnOf[f]!;
      const raw = column >= 0 && from + column < to ? cells[from + column]! : '';
      let value: FieldValue | null = null;
      if (raw !== '') {
        const parsed = this.#parse[f]!(raw);
        value = parsed.value;
        if (parsed.reject) {
          values[f] = null;
          this.refuse(f, parsed.reject);
          continue;
        }
        if (parsed.repair) this.repairs.push(parsed.repair);
        if (this.#isRegion[f] && value !== null && this.#regions) {
          const fate = this.#regions.fateOf(value as string);
          if ('reject' in fate) {
            values[f] = null;
            this.refuse(f, fate.reject);
            continue;
          }
          if (fate.repaired) {
            this.repairs.push({
              field: this.fields[f]!,
              sent: detached(raw),
              kept: fate.code,
              code: 'region-successor',
            });
            value = fate.code;
          }
        }
      }
      values[f] = value;
    }
    if (this.#citizen) this.#checkCitizen(this.#citizen);
    for (let f = 0; f < values.length; f++) {
      if (this.#required[f] && values[f] === null && !this.reasons.some((r) => r.field === this.fields[f]))
        this.refuse(f, 'required');
    }
    return this.reasons.length === 0;
  }

  #checkCitizen({ id, birth, sex }: { id: number; birth: number; sex: number }): void {
    const number = this.values[id];
    if (number === null) return;
    const told = readCitizenId(number as string);
    for (const [f, value, code] of [
      [birth, told.birthDate, 'birth-date-mismatch'],
      [sex, told.sex, 'sex-mismatch'],
    ] as const) {
      if (f < 0 || this.reasons.some((r) => r.field === this.fields[f])) continue;
      if (this.values[f] === null) {
        this.values[f] = value;
        this.repairs.push({ field: this.fields[f]!, sent: '', kept: value, code: 'from-citizen-id' });
      } else if (this.values[f] !== value) this.refuse(f, code);
    }
  }
}
