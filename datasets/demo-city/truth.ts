/** A fault put into a file on purpose, and what a loader must make of it. */
export interface Defect {
  file: string;
  /** Physical line of the file, its header being line 1; in a workbook the row of the sheet. */
  line: number;
  /** Number of the record within the file, from 1. */
  record: number;
  /** The record's key as sent. */
  key: string;
  kind: string;
  /** `quarantine:<reason>` or `repair:<reason>`, reasons of fields/reasons.ts. */
  expected: string;
  /** District (first six digits) the record belongs to. */
  district: string | null;
}

export interface DistrictTruth {
  code: string;
  name: string;
  /** Rows written, and those of them a loader must accept. */
  persons: { written: number; accepted: number };
  /** Rows of household heads, likewise. */
  households: { written: number; accepted: number };
  entities: { written: number; accepted: number };
  /** Persons written, duplicates not counted, by sex (men, women) and the 19 bands of AGE_BANDS at `asOf`. */
  ages: [number[], number[]];
}

export interface YearTotal {
  region: string;
  indicator: string;
  year: number;
  /** The sum of that year's months in the file (nine months of 2026). */
  value: number;
}

/** `truth.json` of a generated city: what was written, so that tests can say what must be found. Not for the loader. */
export interface Truth {
  seed: number;
  persons: number;
  asOf: string;
  files: Record<string, { dataset: string; rows: number; quarantined: number }>;
  districts: DistrictTruth[];
  years: YearTotal[];
  /** Rows of the population and legal-entity files by how their address is written (`standard`, `no-city`, ...). */
  addressWritings: Record<string, Record<string, number>>;
  defects: Defect[];
}

/** Collects the truth while files are written. */
export class TruthKeeper {
  readonly truth: Truth;

  constructor(seed: number, persons: number, asOf: string, districts: { code: string; name: string }[]) {
    this.truth = {
      seed,
      persons,
      asOf,
      files: {},
      districts: districts.map(({ code, name }) => ({
        code,
        name,
        persons: { written: 0, accepted: 0 },
        households: { written: 0, accepted: 0 },
        entities: { written: 0, accepted: 0 },
        ages: [new Array(19).fill(0), new Array(19).fill(0)],
      })),
      years: [],
      addressWritings: {},
      defects: [],
    };
  }

  defect(defect: Defect): void {
    this.truth.defects.push(defect);
  }

  file(name: string, dataset: string, rows: number): void {
    const quarantined = new Set(
      this.truth.defects.filter((d) => d.file === name && d.expected.startsWith('quarantine')).map((d) => d.record),
    ).size;
    this.truth.files[name] = { dataset, rows, quarantined };
  }

  writing(file: string, way: string): void {
    this.truth.addressWritings[file] ??= {};
    const counts = this.truth.addressWritings[file];
    counts[way] = (counts[way] ?? 0) + 1;
  }
}

/**
 * Says which records get a fault: one in every `every`, the kinds in turn, so that each kind is there even in a small
 * file. A kind a record cannot carry waits for the next record that can.
 */
export class Schedule<K extends string> {
  #kinds: readonly K[];
  #every: number;
  #count = 0;
  #waiting: K[] = [];
  #turn = 0;

  constructor(kinds: readonly K[], records: number) {
    this.#kinds = kinds;
    this.#every =
      records < 1_250_000 ? Math.max(20, Math.min(250, Math.floor(records / 300))) : Math.floor(records / 5_000);
  }

  /** The kind this record shall carry, if any; `can` says whether it is able to. */
  next(can: (kind: K) => boolean): K | null {
    this.#count++;
    if (this.#count % this.#every === 0) {
      this.#waiting.push(this.#kinds[this.#turn++ % this.#kinds.length]!);
    }
    const k = this.#waiting.findIndex((kind) => can(kind));
    if (k < 0) return null;
    return this.#waiting.splice(k, 1)[0]!;
  }
}
