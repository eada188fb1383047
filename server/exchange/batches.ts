import type { Dataset } from '../../datasets/dataset.ts';
import type { BatchRow } from '../../etl/batch.ts';
import type { Db } from '../db/pool.ts';
import { notFound } from '../errors.ts';
import type { Batch } from './schema.ts';

const COLUMNS = `id, dataset, file, file_hash, bytes, as_of::text as as_of, status, created_at, created_by, committed_at,
  header, mapping, encoding, crs, notes, result, progress, error`;

function batchFrom(row: BatchRow, datasets: readonly Dataset[]): Batch {
  return {
    id: row.id,
    dataset: row.dataset,
    datasetTitle: datasets.find(({ id }) => id === row.dataset)?.title ?? { zh: row.dataset, en: row.dataset },
    file: row.file,
    fileHash: row.file_hash,
    bytes: row.bytes,
    asOf: row.as_of,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    committedAt: row.committed_at?.toISOString() ?? null,
    result: row.result,
    progress: row.progress,
    error: row.error && { zh: row.error.zh, en: row.error.en },
    header: row.header,
    mapping: row.mapping,
    encoding: row.encoding,
    crs: row.crs,
    notes: row.notes,
  };
}

/** @throws Problem 404 */
export async function batchOf(tx: Db, datasets: readonly Dataset[], id: number): Promise<Batch> {
  const { rows } = await tx.query<BatchRow>(`select ${COLUMNS} from etl.batch where id = $1`, [id]);
  if (!rows[0]) throw notFound(`没有批次 ${id}`, `there is no batch ${id}`);
  return batchFrom(rows[0], datasets);
}

/** Newest first. */
export async function listBatches(
  tx: Db,
  datasets: readonly Dataset[],
  query: { dataset?: string; before?: number; limit?: number },
): Promise<{ loads: Batch[]; next: number | null }> {
  const limit = query.limit ?? 50;
  const { rows } = await tx.query<BatchRow>(
    `select ${COLUMNS} from etl.batch
     where ($1::text is null or dataset = $1) and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [query.dataset ?? null, query.before ?? null, limit],
  );
  return {
    loads: rows.map((row) => batchFrom(row, datasets)),
    next: rows.length === limit ? rows.at(-1)!.id : null,
  };
}
