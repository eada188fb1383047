import type pg from 'pg';
import type { Reason } from '../check/record.ts';

/** Rows refused, written a thousand at a time with every cell as sent. */
export class Quarantine {
  count = 0;
  /** As JSON: the cells themselves would each keep the piece of the file they are a part of. */
  #rows: string[] = [];
  readonly #db: pg.Pool;
  readonly #batch: number;

  constructor(db: pg.Pool, batch: number) {
    this.#db = db;
    this.#batch = batch;
  }

  add(line: number, offset: number, cells: string[], reasons: readonly Reason[], key: string[] | null): void {
    this.count++;
    const refused = {
      line,
      byte_offset: offset < 0 ? null : offset,
      // PostgreSQL has no NUL in a text; the kept file still has it.
      cells: cells.map((cell) => (cell.includes('\0') ? cell.replaceAll('\0', '␀') : cell)),
      reasons,
      key,
    };
    this.#rows.push(JSON.stringify(refused));
  }

  get isFull(): boolean {
    return this.#rows.length >= 1000;
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0) return;
    await this.#db.query(
      `insert into etl.quarantine (batch_id, line, byte_offset, cells, reasons, key)
       select $1, line, byte_offset, cells, reasons, key
       from json_to_recordset($2::json) as r (line integer, byte_offset bigint, cells text[], reasons jsonb, key text[])`,
      [this.#batch, `[${rows.join(',')}]`],
    );
  }
}
