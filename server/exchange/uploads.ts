import type { Readable } from 'node:stream';
import type pg from 'pg';
import type { Dataset } from '../../datasets/dataset.ts';
import { type BatchOptions, createBatch } from '../../etl/batch.ts';
import { asOfDay, check, datasetNamed, preview, recoverBatches } from '../../etl/load.ts';
import { type KeptFile, keepFile } from '../../etl/read/keep.ts';
import type { Progress } from '../../etl/stage/stage.ts';

const PROGRESS_EVERY = 500;

/** Files that came by the web and are being checked, one after the other; their progress is in `etl.batch`. */
export class Uploads {
  readonly #pool: pg.Pool;
  readonly #datasets: readonly Dataset[];
  readonly #home: string;
  #queue: Promise<unknown>;

  constructor(deps: { pool: pg.Pool; datasets: readonly Dataset[]; home: string }) {
    this.#pool = deps.pool;
    this.#datasets = deps.datasets;
    this.#home = deps.home;
    // What an earlier process left half done; when the database is away now, the next start does it.
    this.#queue = recoverBatches(this.#pool).catch(() => 0);
  }

  /** Keeps the file, makes its batch and lets the check begin. Returns the batch's id. */
  async take(
    body: Readable,
    name: string,
    query: BatchOptions & { dataset: string; asOf?: string },
    by: string,
    limit: number,
  ): Promise<number> {
    const { dataset: id, asOf, ...options } = query;
    const dataset = datasetNamed(this.#datasets, id);
    const day = await asOfDay(this.#pool, asOf);
    const file = await keepFile(this.#home, body, limit);
    const batch = await createBatch(this.#pool, dataset, file, name, day, by, options);
    this.#queue = this.#queue.then(() => this.#check(dataset, batch, file));
    return batch;
  }

  async #check(dataset: Dataset, batch: number, file: KeptFile): Promise<void> {
    let shown = 0;
    let writing: Promise<unknown> = Promise.resolve();
    const show = (progress: Progress) => {
      if (Date.now() - shown < PROGRESS_EVERY) return;
      shown = Date.now();
      writing = this.#pool
        .query(`update etl.batch set progress = $2 where id = $1 and status in ('checking', 'checked')`, [
          batch,
          progress,
        ])
        .catch(() => {}); // progress is for the eye only
    };
    try {
      await check(this.#pool, dataset, batch, file, show);
      await writing;
      const { result } = await preview(this.#pool, dataset, batch);
      await this.#pool.query('update etl.batch set result = $2, progress = null where id = $1', [batch, result]);
    } catch {
      // The batch says it: `check` has written status `failed` and the reason.
    }
  }

  /** Resolves when no check is running any more. */
  async finished(): Promise<void> {
    await this.#queue;
  }
}
