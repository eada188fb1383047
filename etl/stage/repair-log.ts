import type pg from 'pg';
import type { Repair } from '../check/record.ts';

const MOST_LINES = 1000;
const MOST_KINDS = 20_000;

interface Entry {
  field: string;
  reason: string;
  sent: string;
  kept: string;
  count: number;
  lines: number[] | null;
}

/**
 * Every repair of a load, one entry for each rewriting: 男 -> male of half a million rows is one entry, and the entry
 * with the kept file still tells each of them. Rare ones carry their lines.
 */
export class RepairLog {
  readonly counts: Record<string, number> = {};
  #entries = new Map<string, Entry>();
  /** By the object: a repair that is remembered comes as the same one half a million times. */
  #known = new Map<Repair, Entry>();
  readonly #db: pg.Pool;
  readonly #batch: number;

  constructor(db: pg.Pool, batch: number) {
    this.#db = db;
    this.#batch = batch;
  }

  add(repairs: readonly Repair[], line: number): void {
    for (const repair of repairs) {
      const { code } = repair;
      this.counts[code] = (this.counts[code] ?? 0) + 1;
      let entry = this.#known.get(repair);
      if (!entry) {
        entry = this.#entryOf(repair);
        this.#known.set(repair, entry);
      }
      entry.count++;
      if (entry.lines && entry.lines.length < MOST_LINES) entry.lines.push(line);
      else entry.lines = null;
    }
  }

  #entryOf({ field, code, sent, kept }: Repair): Entry {
    const name = `${field}\t${code}\t${sent}\t${kept}`;
    let entry = this.#entries.get(name);
    if (!entry) {
      entry = { field, reason: code, sent, kept, count: 0, lines: [] };
      this.#entries.set(name, entry);
    }
    return entry;
  }

  get isFull(): boolean {
    return this.#known.size >= MOST_KINDS;
  }

  async flush(): Promise<void> {
    const entries = [...this.#entries.values()].map((e) => ({
      ...e,
      sent: e.sent.replaceAll('\0', '␀'),
      kept: e.kept.replaceAll('\0', '␀'),
    }));
    this.#entries = new Map();
    this.#known = new Map();
    if (entries.length === 0) return;
    await this.#db.query(
      `insert into etl.repair (batch_id, field, reason, sent, kept, row_count, lines)
       select $1, field, reason, sent, kept, count, lines
       from json_to_recordset($2::json) as r (field text, reason text, sent text, kept text, count integer, lines integer[])`,
      [this.#batch, JSON.stringify(entries)],
    );
  }
}
