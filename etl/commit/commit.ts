import type pg from 'pg';
import { type Dataset, tableName } from '../../datasets/dataset.ts';
import { indexesOf } from '../../datasets/schema/ddl.ts';
import { incomingTable, recordColumns } from '../stage/incoming.ts';
import { compare, type Diff, guard } from './diff.ts';

export interface CommitOptions {
  asOf: string;
  force?: boolean;
  /** Overrules the declaration: several files feed one dataset. */
  delivery?: Dataset['delivery'];
}

/** From this many rows on, filling an empty table without indexes and building them afterwards is faster. */
const BULK = 20_000;

/**
 * Brings a dataset to what a checked batch says, within the caller's transaction: removed, changed and added rows, each
 * set in one statement; triggers keep the replaced versions and write the change log. Returns what was done.
 * @throws Refusal `guard-removals`, `staged-rows-lost`
 */
export async function commitBatch(
  tx: pg.ClientBase,
  dataset: Dataset,
  batch: number,
  accepted: number,
  options: CommitOptions,
): Promise<Diff> {
  const table = `data.${tableName(dataset)}`;
  await lockDataset(tx, dataset);
  // The triggers' transition tables stay in memory up to this.
  await tx.query("set local work_mem = '256MB'");
  const diff = await compare(tx, dataset, batch, accepted, options.delivery);
  if (!options.force) guard(diff);
  await tx.query(`select set_config('siku.batch', $1, true), set_config('siku.as_of', $2, true)`, [
    String(batch),
    options.asOf,
  ]);
  const names = recordColumns(dataset).map((column) => column.name);
  const lineage = [...names, 'line', 'row_hash'];
  const insert = (from: string) =>
    tx.query(
      `insert into ${table} (${lineage.join(', ')}, batch_id, since)
       select ${lineage.map((name) => `n.${name}`).join(', ')}, ${batch}, $1::timestamptz ${from}`,
      [options.asOf],
    );
  if (diff.standing === 0) {
    const bulk = diff.added >= BULK;
    if (bulk) await dropIndexes(tx, dataset);
    if (diff.added > 0) await insert(`from ${incomingTable(batch)} n`);
    if (bulk) await makeIndexes(tx, dataset);
  } else {
    if (diff.removed > 0)
      await tx.query(`delete from ${table} t using todo where todo.op = 'remove' and t.id = todo.id`);
    if (diff.changed > 0)
      await tx.query(
        `update ${table} t set ${lineage.map((name) => `${name} = n.${name}`).join(', ')}, batch_id = ${batch}, since = $1::timestamptz
         from todo join ${incomingTable(batch)} n on n.line = todo.line
         where todo.op = 'change' and t.id = todo.id`,
        [options.asOf],
      );
    if (diff.added > 0)
      await insert(`from todo join ${incomingTable(batch)} n on n.line = todo.line where todo.op = 'add'`);
  }
  await moveReference(tx, dataset, batch, options.asOf);
  await tx.query(`drop table ${incomingTable(batch)}`);
  return diff;
}

/** One load or undo of a dataset at a time; readers are not held up. */
export async function lockDataset(tx: pg.ClientBase, dataset: Dataset): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(1936289654, hashtext($1))', [dataset.id]);
}

/** The day a dated dataset's ages stand at becomes that of the batch; what it was is kept for undo. */
async function moveReference(tx: pg.ClientBase, dataset: Dataset, batch: number, asOf: string): Promise<void> {
  if (!dataset.dated) return;
  const { rows } = await tx.query<{ day: string }>('select day::text from siku.reference where dataset = $1', [
    dataset.id,
  ]);
  const before = rows[0]?.day ?? null;
  await tx.query('update etl.batch set reference_before = $2 where id = $1', [batch, before]);
  if (before !== asOf) await setReference(tx, dataset, batch, asOf);
}

export async function setReference(
  tx: pg.ClientBase,
  dataset: Dataset,
  batch: number,
  day: string | null,
): Promise<void> {
  if (day === null) await tx.query('delete from siku.reference where dataset = $1', [dataset.id]);
  else
    await tx.query(
      'insert into siku.reference (dataset, day) values ($1, $2) on conflict (dataset) do update set day = excluded.day',
      [dataset.id, day],
    );
  await tx.query(`insert into log.change (dataset, op, row_count, batch_id) values ($1, 'reference', 0, $2)`, [
    dataset.id,
    batch,
  ]);
}

async function dropIndexes(tx: pg.ClientBase, dataset: Dataset): Promise<void> {
  const table = tableName(dataset);
  const { rows } = await tx.query<{ name: string }>(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [`data.${table}`],
  );
  for (const { name } of rows) await tx.query(`drop index data.${quoted(name)}`);
  await tx.query(`alter table data.${table} drop constraint ${table}_key`);
}

async function makeIndexes(tx: pg.ClientBase, dataset: Dataset): Promise<void> {
  const table = tableName(dataset);
  await tx.query("set local maintenance_work_mem = '256MB'");
  await tx.query(`alter table data.${table} add constraint ${table}_key unique (${dataset.key.join(', ')})`);
  await tx.query(indexesOf(dataset));
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
