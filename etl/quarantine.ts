import type pg from 'pg';
import { REASONS } from '../datasets/fields/reasons.ts';
import type { Reason } from './check/record.ts';
import { Refusal } from './refusal.ts';

type Db = Pick<pg.ClientBase, 'query'>;

export interface QuarantinedRow {
  line: number;
  cells: string[];
  reasons: Reason[];
}

/** How many rows each reason holds; a row with two reasons counts for both. */
export async function quarantineSummary(
  db: Db,
  batch: number,
): Promise<{ total: number; byReason: { code: string; count: number }[] }> {
  const { rows } = await db.query<{ code: string; count: number }>(
    `select reason ->> 'code' as code, count(distinct line) as count
     from etl.quarantine, jsonb_array_elements(reasons) reason where batch_id = $1 group by 1 order by 2 desc, 1`,
    [batch],
  );
  const { rows: all } = await db.query<{ n: number }>('select count(*) as n from etl.quarantine where batch_id = $1', [
    batch,
  ]);
  return { total: all[0]!.n, byReason: rows };
}

export async function quarantineRows(db: Db, batch: number, after: number, limit: number): Promise<QuarantinedRow[]> {
  const { rows } = await db.query<QuarantinedRow>(
    'select line, cells, reasons from etl.quarantine where batch_id = $1 and line > $2 order by line limit $3',
    [batch, after, limit],
  );
  return rows;
}

/**
 * A cell as CSV. One that a spreadsheet would run as a formula gets an apostrophe before it; numbers with a sign do not.
 * (OWASP, CSV injection.)
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The refused rows as a department sent them, with line and reasons behind: UTF-8 with a byte order mark, for Excel. */
export async function* quarantineCsv(db: Db, batch: number): AsyncGenerator<string> {
  const { rows } = await db.query<{ header: string[] }>('select header from etl.batch where id = $1', [batch]);
  const header = rows[0]?.header;
  if (!header) throw new Refusal('no-batch', `没有批次 ${batch}`, `there is no batch ${batch}`);
  const line = (cells: string[]) => `${cells.map(csvCell).join(',')}\r\n`;
  yield `\ufeff${line([...header, '原文件行号', '校核原因'])}`;
  for (let after = 0; ; ) {
    const page = await quarantineRows(db, batch, after, 1000);
    if (page.length === 0) return;
    for (const row of page) {
      const why = row.reasons.map((r) => `${r.column ? `${r.column}：` : ''}${REASONS[r.code]?.zh ?? r.code}`);
      const cells = Array.from({ length: Math.max(header.length, row.cells.length) }, (_, i) => row.cells[i] ?? '');
      yield line([...cells, String(row.line), why.join('；')]);
    }
    after = page.at(-1)!.line;
  }
}
