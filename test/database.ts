import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Dataset } from '../datasets/dataset.ts';
import { DATASETS } from '../datasets/index.ts';
import { migrate, schemaHash } from '../datasets/schema/migrate.ts';
import { createPool } from '../server/db/pool.ts';
import { type Cluster, startCluster, urlOf } from '../server/launch/cluster.ts';

/** The cluster tests run on: `TEST_DATABASE_URL` (a superuser's), or one of our own in `.siku/test`. */
export async function testCluster(): Promise<Cluster> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  return startCluster(join(process.env.SIKU_HOME ?? join(import.meta.dirname, '../.siku'), 'test'), { durable: false });
}

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  /** Closes the pool and removes the database. */
  drop(): Promise<void>;
}

/** A database of its own for one test file, copied from a template that is migrated once for each schema. */
export async function testDatabase(datasets: readonly Dataset[] = DATASETS): Promise<TestDatabase> {
  const { url } = await testCluster();
  const template = `siku_template_${schemaHash(datasets).slice(0, 16)}`;
  const name = `siku_test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    // Held until this connection ends: two files never make the same template, nor copy it while it is being made.
    await admin.query('select pg_advisory_lock(1936289653, 2)');
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await admin.query(`drop database if exists ${template}_making`);
      await admin.query(`create database ${template}_making`);
      const making = new pg.Client({ connectionString: urlOf(url, `${template}_making`) });
      await making.connect();
      try {
        await migrate(making, datasets);
      } finally {
        await making.end();
      }
      await admin.query(`alter database ${template}_making rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  const pool = createPool(urlOf(url, name), 6);
  return {
    url: urlOf(url, name),
    pool,
    async drop() {
      await pool.end();
      const last = new pg.Client({ connectionString: url });
      await last.connect();
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}
