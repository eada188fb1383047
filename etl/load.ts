import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { type Dataset, isPlacedByAddress } from '../datasets/dataset.ts';
import {
  type BatchOptions,
  checkedResult,
  createBatch,
  fingerprintOf,
  type LoadResult,
  readBatch,
  writeChecked,
} from './batch.ts';
import type { Extent } from './check/geometry.ts';
import { commitBatch } from './commit/commit.ts';
import { compare, type Diff } from './commit/diff.ts';
import { type Undone, undoBatch } from './commit/undo.ts';
import { type KeptFile, keepFile, keptPath } from './read/keep.ts';
import { rowAsSent, type SentRow } from './read/row-as-sent.ts';
import { Refusal } from './refusal.ts';
import { incomingTable } from './stage/incoming.ts';
import { type Progress, STAGING_LOCK, stage } from './stage/stage.ts';

export interface LoadOptions extends BatchOptions {
  dataset: string;
  /** Path of the file, or its bytes as they come. */
  file: string | Readable;
  /** Its name, where `file` is not a path. */
  name?: string;
  /** Folder that keeps files. */
  home: string;
  /** Day the file stands for, `YYYY-MM-DD`; default that of the city, else today. */
  asOf?: string;
  by?: string;
  /** Compare, and write nothing. */
  dryRun?: boolean;
  /** Commit although a guard stops it. */
  force?: boolean;
  /** Do not read again what already stands: the same file, committed, with nothing after it that could matter. */
  skipIfStanding?: boolean;
  maxBytes?: number;
  onProgress?: (progress: Progress) => void;
}

/** A load that was not needed: the batch that already stands, nothing read. */
export interface Loaded extends LoadResult {
  skipped?: boolean;
}

/**
 * Takes one file in, from bytes to committed records: `keep`, `check`, `commit`. Nothing is changed unless all of it is.
 * @throws Refusal with a stable code when the file cannot be loaded; the batch then says so too
 */
export async function loadFile(pool: pg.Pool, datasets: readonly Dataset[], options: LoadOptions): Promise<Loaded> {
  const started = performance.now();
  const dataset = datasetNamed(datasets, options.dataset);
  await recoverBatches(pool);
  options.onProgress?.({ step: 'keeping', done: 0, total: null });
  const file = await keepFile(options.home, options.file, options.maxBytes);
  const asOf = await asOfDay(pool, options.asOf);
  const batchOptions = pickOptions(options);
  if (options.skipIfStanding) {
    const standing = await standingBatch(pool, dataset, batchOptions, fingerprintOf(dataset, file, asOf, batchOptions));
    if (standing) return { ...standing, skipped: true };
  }
  const name = options.name ?? (typeof options.file === 'string' ? basename(options.file) : 'upload');
  const batch = await createBatch(pool, dataset, file, name, asOf, options.by ?? '', batchOptions);
  await check(pool, dataset, batch, file, options.onProgress);
  if (options.dryRun) {
    const { result } = await preview(pool, dataset, batch);
    await discard(pool, batch);
    return { ...result, seconds: seconds(started) };
  }
  try {
    return await commit(pool, dataset, batch, { force: options.force, started, onProgress: options.onProgress });
  } catch (error) {
    // A guard leaves a batch that could still be committed; from here nobody will.
    await fail(pool, batch, error);
    throw error;
  }
}

/** Reads and checks an uploaded batch into its incoming table and quarantine. Status `checked`, or `failed`. */
export async function check(
  pool: pg.Pool,
  dataset: Dataset,
  batch: number,
  file: KeptFile,
  onProgress?: (progress: Progress) => void,
): Promise<LoadResult> {
  const started = performance.now();
  const row = (await readBatch(pool, batch))!;
  await pool.query(`update etl.batch set status = 'checking' where id = $1`, [batch]);
  try {
    const extent = await cityExtent(pool);
    const staged = await stage(pool, dataset, batch, file, { ...row.options, extent, onProgress });
    const result = checkedResult(batch, staged, seconds(started));
    await writeChecked(pool, batch, staged, result);
    return result;
  } catch (error) {
    await fail(pool, batch, error);
    throw error;
  }
}

/** What committing would do; writes nothing. */
export async function preview(
  pool: pg.Pool,
  dataset: Dataset,
  batch: number,
): Promise<{ result: LoadResult; diff: Diff }> {
  const row = (await readBatch(pool, batch))!;
  const client = await pool.connect();
  try {
    await client.query('begin');
    const diff = await compare(client, dataset, batch, row.result!.accepted, row.options.delivery);
    const { added, changed, removed, unchanged } = diff;
    return { result: { ...row.result!, added, changed, removed, unchanged }, diff };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Commits a checked batch in one transaction. On a guard it stays `checked`, and may be committed with `force`. */
export async function commit(
  pool: pg.Pool,
  dataset: Dataset,
  batch: number,
  options: { force?: boolean; started?: number; onProgress?: (progress: Progress) => void } = {},
): Promise<LoadResult> {
  const started = options.started ?? performance.now();
  options.onProgress?.({ step: 'committing', done: 0, total: null });
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query(`select from etl.batch where id = $1 and status = 'checked' for update`, [
      batch,
    ]);
    if (rows.length === 0)
      throw new Refusal('not-checked', `批次 ${batch} 不在待入库状态`, `batch ${batch} is not waiting to be committed`);
    const row = (await readBatch(client, batch))!;
    const diff = await commitBatch(client, dataset, batch, row.result!.accepted, {
      asOf: row.as_of,
      force: options.force,
      delivery: row.options.delivery,
    });
    const { added, changed, removed, unchanged } = diff;
    const before = options.started === undefined ? row.result!.seconds : 0;
    const result = { ...row.result!, added, changed, removed, unchanged, seconds: before + seconds(started) };
    await client.query(
      `update etl.batch set status = 'committed', committed_at = clock_timestamp(), result = $2, progress = null, error = null where id = $1`,
      [batch, result],
    );
    await client.query('commit');
    if (added + changed + removed > 1000) await client.query(`analyze data.${dataset.id.replaceAll('-', '_')}`);
    result.seconds = before + seconds(started);
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Drops a batch that was not committed, and what it staged; the kept file stays.
 * @throws Refusal `no-batch`, `still-standing`, `not-checked`
 */
export async function discard(pool: pg.Pool, batch: number): Promise<void> {
  const row = await readBatch(pool, batch);
  if (!row) throw new Refusal('no-batch', `没有批次 ${batch}`, `there is no batch ${batch}`);
  if (row.status === 'committed' || row.status === 'undone')
    throw new Refusal(
      'still-standing',
      `批次 ${batch} 已入库，只能撤销`,
      `batch ${batch} is committed; undo it instead`,
    );
  if (row.status === 'checking')
    throw new Refusal(
      'not-checked',
      `批次 ${batch} 正在校核，请稍候`,
      `batch ${batch} is being checked; wait a moment`,
    );
  await pool.query(`drop table if exists ${incomingTable(batch)}`);
  await pool.query(`delete from etl.batch where id = $1 and status not in ('committed', 'undone')`, [batch]);
}

/** A row of a batch as it was sent, from the kept file. */
export async function sentRow(
  db: Pick<pg.ClientBase, 'query'>,
  home: string,
  batch: number,
  line: number,
): Promise<SentRow> {
  const row = await readBatch(db, batch);
  if (!row) throw new Refusal('no-batch', `没有批次 ${batch}`, `there is no batch ${batch}`);
  const { encoding } = row;
  const file: KeptFile = {
    path: keptPath(home, row.file_hash),
    hash: row.file_hash,
    bytes: row.bytes,
    encoding: encoding === 'utf-8-bom' ? 'utf-8' : (encoding as KeptFile['encoding']),
    bom: encoding === 'utf-8-bom' || encoding?.startsWith('utf-16') === true,
  };
  return rowAsSent(file, row.options, line);
}

/** Takes a committed batch back, in one transaction. */
export async function undo(pool: pg.Pool, datasets: readonly Dataset[], batch: number): Promise<Undone> {
  const row = await readBatch(pool, batch);
  if (!row) throw new Refusal('no-batch', `没有批次 ${batch}`, `there is no batch ${batch}`);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const undone = await undoBatch(client, datasetNamed(datasets, row.dataset), batch);
    await client.query('commit');
    return undone;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function fail(pool: pg.Pool, batch: number, error: unknown): Promise<void> {
  const told =
    error instanceof Refusal
      ? { code: error.code, ...error.text }
      : { code: 'internal', zh: '装载失败，已记录，请联系管理员', en: 'the load failed; tell the administrator' };
  await pool.query(`drop table if exists ${incomingTable(batch)}`);
  await pool.query(`update etl.batch set status = 'failed', error = $2, progress = null where id = $1`, [batch, told]);
}

/**
 * Batches whose process ended while it was at work on them: they fail, and may be sent again. A process at work holds
 * the batch's lock; one that waits for its turn is given an hour. Run at start.
 */
export async function recoverBatches(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from etl.batch
     where (status = 'checking' and created_at < now() - interval '1 minute'
            or status = 'uploaded' and created_at < now() - interval '1 hour')
       and not exists (select from pg_locks where locktype = 'advisory' and classid = ${STAGING_LOCK} and objid = id
                         and database = (select oid from pg_database where datname = current_database()))`,
  );
  const interrupted = new Refusal(
    'interrupted',
    '装载中断，请重新报送',
    'the load was interrupted; send the file again',
  );
  for (const { id } of rows) await fail(pool, id, interrupted);
  return rows.length;
}

export function datasetNamed(datasets: readonly Dataset[], id: string): Dataset {
  const dataset = datasets.find((d) => d.id === id);
  if (dataset) return dataset;
  const ids = datasets.map((d) => d.id).join(', ');
  throw new Refusal('dataset-unknown', `没有数据集 ${id}，有：${ids}`, `there is no dataset ${id}; there are: ${ids}`);
}

/** Ids of the datasets a record is checked against or placed on: when they change, the same file may give others. */
function groundOf(dataset: Dataset): string[] {
  const referred = Object.values(dataset.fields).flatMap((field) => field.refers?.dataset ?? []);
  const ground = new Set([...referred, ...(isPlacedByAddress(dataset) ? ['regions', 'addresses'] : [])]);
  ground.delete(dataset.id);
  return [...ground];
}

/**
 * The batch of that fingerprint, when it is committed, and since then neither the ground was changed nor (for a
 * snapshot, which says what stands) the dataset, by a batch or by hand.
 */
async function standingBatch(
  pool: pg.Pool,
  dataset: Dataset,
  options: BatchOptions,
  fingerprint: string,
): Promise<LoadResult | null> {
  const whole = (options.delivery ?? dataset.delivery) === 'snapshot';
  const watched = [...groundOf(dataset), ...(whole ? [dataset.id] : [])];
  const { rows } = await pool.query<{ result: LoadResult }>(
    `select result from etl.batch b where dataset = $1 and status = 'committed' and fingerprint = $2
       and not exists (select from log.change c where c.dataset = any($3) and c.batch_id is distinct from b.id
         and (c.at > b.committed_at or c.seq > (select max(seq) from log.change o where o.batch_id = b.id)))
     order by committed_at desc limit 1`,
    [dataset.id, fingerprint, watched],
  );
  const row = rows[0];
  if (!row) return null;
  const { read, accepted, quarantined, batch, repaired, placed } = row.result;
  return {
    batch,
    read,
    accepted,
    quarantined,
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: accepted,
    repaired,
    placed,
    seconds: 0,
  };
}

async function cityExtent(pool: pg.Pool): Promise<Extent | null> {
  const { rows } = await pool.query<{ extent: Extent }>(
    `select value -> 'extent' as extent from siku.setting where key = 'city'`,
  );
  return rows[0]?.extent ?? null;
}

/** The day given, else the city's, else today. */
export async function asOfDay(pool: pg.Pool, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))) return given;
    throw new Refusal('as-of', `日期 ${given} 应写作 2026-10-31`, `the date ${given} must be written like 2026-10-31`);
  }
  const { rows } = await pool.query<{ day: string }>(
    `select coalesce((select value ->> 'asOf' from siku.setting where key = 'city'), current_date::text) as day`,
  );
  return rows[0]!.day;
}

function pickOptions(options: LoadOptions): BatchOptions {
  const { crs, encoding, sheet, delivery } = options;
  return {
    ...(crs !== undefined && { crs }),
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    ...(delivery !== undefined && { delivery }),
  };
}

const seconds = (started: number) => Math.round(performance.now() - started) / 1000;
