import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Dataset, Text } from '../datasets/dataset.ts';
import { ddlOf } from '../datasets/schema/ddl.ts';
import type { KeptFile } from './read/keep.ts';
import type { Note } from './read/source.ts';
import type { Progress, Staged } from './stage/stage.ts';

/** The stable answer of a load. */
export interface LoadResult {
  batch: number;
  read: number;
  accepted: number;
  quarantined: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  repaired: Record<string, number>;
  placed: Record<string, number>;
  seconds: number;
}

export interface BatchOptions {
  crs?: string;
  encoding?: string;
  sheet?: string;
  delivery?: Dataset['delivery'];
}

export type BatchStatus = 'uploaded' | 'checking' | 'checked' | 'committing' | 'committed' | 'undone' | 'failed';

/** A row of `etl.batch`. */
export interface BatchRow {
  id: number;
  dataset: string;
  file: string;
  file_hash: string;
  bytes: number;
  as_of: string;
  options: BatchOptions;
  status: BatchStatus;
  created_at: Date;
  created_by: string;
  committed_at: Date | null;
  header: string[];
  mapping: { column: string; field: string | null }[];
  encoding: string | null;
  crs: string | null;
  notes: Note[];
  result: LoadResult | null;
  progress: Progress | null;
  error: (Text & { code: string }) | null;
}

/** The same file, read the same way, for the same declaration. */
export function fingerprintOf(dataset: Dataset, file: KeptFile, asOf: string, options: BatchOptions): string {
  const parts = [file.hash, dataset.id, ddlOf(dataset), asOf, JSON.stringify(options, Object.keys(options).sort())];
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

export async function createBatch(
  db: pg.Pool,
  dataset: Dataset,
  file: KeptFile,
  name: string,
  asOf: string,
  by: string,
  options: BatchOptions,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into etl.batch (dataset, file, file_hash, fingerprint, bytes, as_of, options, status, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, 'uploaded', $8) returning id`,
    [dataset.id, name, file.hash, fingerprintOf(dataset, file, asOf, options), file.bytes, asOf, options, by],
  );
  return rows[0]!.id;
}

export async function readBatch(db: Pick<pg.ClientBase, 'query'>, id: number): Promise<BatchRow | null> {
  const { rows } = await db.query<BatchRow>('select *, as_of::text as as_of from etl.batch where id = $1', [id]);
  return rows[0] ?? null;
}

/** What the check found, before anything is compared or written. */
export function checkedResult(batch: number, staged: Staged, seconds: number): LoadResult {
  const { read, accepted, quarantined, repaired, placed } = staged;
  return {
    batch,
    read,
    accepted,
    quarantined,
    added: 0,
    changed: 0,
    removed: 0,
    unchanged: 0,
    repaired,
    placed,
    seconds,
  };
}

export async function writeChecked(db: pg.Pool, batch: number, staged: Staged, result: LoadResult): Promise<void> {
  const { mapping } = staged;
  const header = staged.withGeometry ? ['geometry', ...mapping.columns] : mapping.columns;
  const pairs = mapping.columns.map((column, i) => {
    const target = mapping.targets[i]!;
    const field = target === null ? null : 'field' in target ? target.field : 'axis' in target ? target.axis : 'geom';
    return { column, field };
  });
  await db.query(
    `update etl.batch set status = 'checked', checked_at = now(), header = $2, mapping = $3, encoding = $4, crs = $5,
       notes = $6, result = $7, progress = null where id = $1`,
    [batch, header, JSON.stringify(pairs), staged.encoding, staged.crs, JSON.stringify(staged.notes), result],
  );
}
