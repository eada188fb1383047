import type pg from 'pg';
import { type Dataset, tableName } from '../../datasets/dataset.ts';
import { columnsOf } from '../../datasets/schema/ddl.ts';
import { Refusal } from '../refusal.ts';
import { lockDataset, setReference } from './commit.ts';

export interface Undone {
  batch: number;
  /** Records the batch had added, now gone. */
  removed: number;
  /** Records it had changed, now as before. */
  restored: number;
  /** Records it had removed, now back under their old ids. */
  returned: number;
}

/**
 * Takes a committed batch back, within the caller's transaction: the table is then what it was before, ids, lineage and
 * reference date included, and the change log says so.
 * @throws Refusal `not-committed`, `later-batches`, `later-edits`
 */
export async function undoBatch(tx: pg.ClientBase, dataset: Dataset, batch: number): Promise<Undone> {
  const table = tableName(dataset);
  await lockDataset(tx, dataset);
  const { rows } = await tx.query<{ status: string; reference_before: string | null }>(
    'select status, reference_before::text from etl.batch where id = $1 for update',
    [batch],
  );
  if (rows[0]?.status !== 'committed')
    throw new Refusal(
      'not-committed',
      `批次 ${batch} 未入库，无从撤销`,
      `batch ${batch} is not committed; there is nothing to undo`,
    );
  await refuseIfTouched(tx, dataset, batch);
  await tx.query(`select set_config('siku.batch', $1, true), set_config('siku.undo', 'on', true)`, [String(batch)]);

  const names = ['id', ...columnsOf(dataset).map((column) => column.name)];
  const removed = await tx.query(
    `delete from data.${table} t where t.batch_id = $1
       and not exists (select from history.${table} h where h.until_batch = $1 and h.id = t.id)`,
    [batch],
  );
  const restored = await tx.query(
    `update data.${table} t set ${names
      .slice(1)
      .map((name) => `${name} = h.${name}`)
      .join(', ')}
     from history.${table} h where h.until_batch = $1 and h.until_op = 'update' and h.id = t.id`,
    [batch],
  );
  const returned = await tx.query(
    `insert into data.${table} (${names.join(', ')})
     select ${names.map((name) => `h.${name}`).join(', ')} from history.${table} h
     where h.until_batch = $1 and h.until_op = 'delete'`,
    [batch],
  );
  await tx.query(`delete from history.${table} where until_batch = $1`, [batch]);
  if (dataset.dated) {
    const now = await tx.query<{ day: string }>('select day::text from siku.reference where dataset = $1', [
      dataset.id,
    ]);
    const before = rows[0].reference_before;
    if ((now.rows[0]?.day ?? null) !== before) await setReference(tx, dataset, batch, before);
  }
  await tx.query(`update etl.batch set status = 'undone' where id = $1`, [batch]);
  return {
    batch,
    removed: removed.rowCount ?? 0,
    restored: restored.rowCount ?? 0,
    returned: returned.rowCount ?? 0,
  };
}

/** A later snapshot vouches for the rows it left alone, and must be taken back first; so must a later change of any. */
async function refuseIfTouched(tx: pg.ClientBase, dataset: Dataset, batch: number): Promise<void> {
  const table = tableName(dataset);
  const { rows: later } = await tx.query<{ id: number; file: string }>(
    `select id, file from etl.batch b where dataset = $1 and status = 'committed' and id <> $2
       and committed_at > (select committed_at from etl.batch where id = $2)
       and (coalesce(options ->> 'delivery', $3) = 'snapshot'
         or exists (select from history.${table} h where h.batch_id = $2 and h.until_batch = b.id))
     order by committed_at desc limit 5`,
    [dataset.id, batch, dataset.delivery],
  );
  if (later.length > 0) {
    const list = (open: string, close: string) => later.map((row) => `${row.id}${open}${row.file}${close}`);
    throw new Refusal(
      'later-batches',
      `批次 ${batch} 之后又有批次入库：${list('（', '）').join('、')}。请先撤销它们`,
      `later batches stand on batch ${batch}: ${list(' (', ')').join(', ')}; undo them first`,
      { batches: later.map((row) => row.id) },
    );
  }
  const { rows: edits } = await tx.query<{ edited: number }>(
    `select (select count(*) from history.${table} h where h.batch_id = $1 and h.until_batch is distinct from $1)
       + (select count(*) from history.${table} h where h.until_batch = $1
            and case h.until_op when 'update' then not exists (select from data.${table} t where t.id = h.id and t.batch_id = $1)
                else exists (select from data.${table} t where ${dataset.key.map((name) => `t.${name} = h.${name}`).join(' and ')}) end) as edited`,
    [batch],
  );
  if (edits[0]!.edited > 0)
    throw new Refusal(
      'later-edits',
      `批次 ${batch} 入库后，有 ${edits[0]!.edited} 条记录被修改，撤销会丢失这些修改`,
      `${edits[0]!.edited} records of batch ${batch} were edited afterwards; undoing it would lose that`,
      { edited: edits[0]!.edited },
    );
}
