import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { inTransaction } from '../server/db/pool.ts';

const sql = readFileSync(join(import.meta.dirname, 'lattice-city.sql'), 'utf8');

/** Writes the lattice city straight into the tables: records for tests and benchmarks of counting, made by arithmetic. */
export async function fillLatticeCity(
  pool: pg.Pool,
  { persons, seed = 1, first = 1 }: { persons: number; seed?: number; first?: number },
): Promise<void> {
  const values: Record<string, number> = { persons, seed, first };
  await inTransaction(pool, async (tx) => {
    await tx.query(sql.replace(/\$(persons|seed|first)\b/g, (_, name: string) => String(Math.trunc(values[name]!))));
  });
}
