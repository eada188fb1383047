import type pg from 'pg';
import { type Dataset, tableName } from '../../datasets/dataset.ts';
import { Refusal } from '../refusal.ts';
import { incomingTable } from '../stage/incoming.ts';

/** What a commit would do. */
export interface Diff {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Records that stand now. */
  standing: number;
}

/** Share of the standing records a snapshot may remove without being told to. */
export const REMOVAL_GUARD = 0.3;

/**
 * Compares a batch's incoming rows with what stands, by key and row hash, and leaves the differences in the temporary
 * table `todo (op, id, line)` for the transaction. Rows in quarantine whose key could be read protect their record.
 * @param expected rows the check accepted: an unlogged table is empty after a crash of the server, and must not then
 *   be taken for a file without rows
 * @throws Refusal `staged-rows-lost`
 */
export async function compare(
  tx: pg.ClientBase,
  dataset: Dataset,
  batch: number,
  expected: number,
  delivery: Dataset['delivery'] = dataset.delivery,
): Promise<Diff> {
  const table = `data.${tableName(dataset)}`;
  const incoming = incomingTable(batch);
  const { rows: counted } = await tx.query<{ here: number | null; standing: number }>(
    `select case when to_regclass($1) is not null then (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || $1, false, true, '')))[1]::text::bigint end as here,
       (select count(*) from ${table}) as standing`,
    [incoming],
  );
  const { here, standing } = counted[0]!;
  if (here !== expected)
    throw new Refusal(
      'staged-rows-lost',
      '暂存的数据已丢失（数据库曾异常重启），请重新装载该文件',
      'the staged rows are gone (the database was restarted after a crash); load the file again',
    );
  await tx.query('create temporary table todo (op text not null, id bigint, line integer) on commit drop');
  if (standing === 0) return { added: here, changed: 0, removed: 0, unchanged: 0, standing };
  await tx.query("set local work_mem = '256MB'");
  const on = dataset.key.map((name) => `t.${name} = n.${name}`).join(' and ');
  const key = dataset.key.map((name) => `t.${name}::text`).join(', ');
  await tx.query(
    `insert into todo
     select case when t.id is null then 'add' else 'change' end, t.id, n.line
     from ${incoming} n left join ${table} t on ${on}
     where t.id is null or t.row_hash is distinct from n.row_hash`,
  );
  if (delivery === 'snapshot')
    await tx.query(
      `insert into todo
       select 'remove', t.id, null from ${table} t
       where not exists (select from ${incoming} n where ${on})
         and not exists (select from etl.quarantine q where q.batch_id = $1 and q.key = array[${key}])`,
      [batch],
    );
  const { rows } = await tx.query<{ op: string; n: number }>('select op, count(*) as n from todo group by op');
  const count = (op: string) => rows.find((row) => row.op === op)?.n ?? 0;
  const [added, changed, removed] = [count('add'), count('change'), count('remove')];
  return { added, changed, removed, unchanged: here - added - changed, standing };
}

/** @throws Refusal `guard-removals` when a snapshot would remove more than 30 % of what stands */
export function guard(diff: Diff): void {
  if (diff.removed <= diff.standing * REMOVAL_GUARD) return;
  const share = Math.round((diff.removed / diff.standing) * 100);
  throw new Refusal(
    'guard-removals',
    `该文件将删除现有 ${diff.standing} 条中的 ${diff.removed} 条（${share}%）。若属实，请用 --force（或“仍然入库”）确认`,
    `the file would remove ${diff.removed} of ${diff.standing} records (${share}%); if that is right, confirm with --force`,
    { diff },
  );
}
