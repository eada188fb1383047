import type pg from 'pg';
import { Refusal } from '../../etl/refusal.ts';
import type { Progress } from '../../etl/stage/stage.ts';
import type { Config } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { openDatabase } from '../launch/database.ts';

/** Runs one command on the installation's database; a refusal is printed in both languages and ends with 1. */
export async function onDatabase(config: Config, work: (pool: pg.Pool) => Promise<number>): Promise<number> {
  const database = await openDatabase(config);
  const pool = createPool(database.url, 4);
  try {
    return await work(pool);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`[siku] ${error.code}: ${error.text.zh}\n[siku] ${error.text.en}`);
    return 1;
  } finally {
    await pool.end();
    await database.close();
  }
}

/** Progress on standard error: one line drawn over on a terminal, else one line a step. */
export function progressLine(): { show(progress: Progress): void; end(): void } {
  const terminal = process.stderr.isTTY === true;
  let step = '';
  return {
    show(progress) {
      if (!terminal) {
        if (progress.step !== step) console.error(`[siku] ${progress.step} ...`);
      } else {
        const { done, total } = progress;
        const share = total ? `${Math.floor((done / total) * 100)} %` : done > 0 ? String(done) : '';
        process.stderr.write(`\r\x1b[K[siku] ${progress.step} ${share}`);
      }
      step = progress.step;
    },
    end() {
      if (terminal && step !== '') process.stderr.write('\r\x1b[K');
    },
  };
}
