import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { DATASETS } from '../../datasets/index.ts';
import { migrate } from '../../datasets/schema/migrate.ts';
import { readConfig } from '../../server/config.ts';
import { createPool } from '../../server/db/pool.ts';
import { type Cluster, startCluster, urlOf } from '../../server/launch/cluster.ts';

export interface Scratch {
  url: string;
  pool: pg.Pool;
  /** What it runs on, for the report. */
  postgis: string;
  /** Removes the database, and stops the cluster if this started it. */
  drop(): Promise<void>;
}

/**
 * A migrated database of its own, on the server of `TEST_DATABASE_URL` or `DATABASE_URL` (whose account may create
 * databases), else on the private cluster. Nothing that is there is touched.
 */
export async function scratchDatabase(): Promise<Scratch> {
  const config = readConfig();
  const given = process.env.TEST_DATABASE_URL ?? config.databaseUrl;
  const cluster: Cluster = given
    ? { url: given, stop: async () => {} }
    : await startCluster(join(config.home, 'postgres'), { durable: true });
  const name = `siku_bench_${randomBytes(5).toString('hex')}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name}`);
  const url = urlOf(cluster.url, name);
  const pool = createPool(url, 8);
  // A benchmark keeps the machine busy: a connection may take long, and that is no failure.
  pool.options.connectionTimeoutMillis = 120_000;
  const drop = async () => {
    await pool.end();
    await admin(`drop database if exists ${name} with (force)`);
    await cluster.stop();
  };
  try {
    const client = await pool.connect();
    try {
      await migrate(client, DATASETS);
    } finally {
      client.release();
    }
    const { rows } = await pool.query<{ v: string }>(
      "select current_setting('server_version') || ', PostGIS ' || postgis_lib_version() || ', GEOS ' || postgis_geos_version() as v",
    );
    return { url, pool, postgis: `PostgreSQL ${rows[0]!.v}`, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Runs `work` on a scratch database and removes it, also after Ctrl-C or an error. */
export async function onScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = await scratchDatabase();
  const leave = () => void scratch.drop().finally(() => process.exit(130));
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  try {
    return await work(scratch);
  } finally {
    process.removeListener('SIGINT', leave);
    process.removeListener('SIGTERM', leave);
    await scratch.drop();
  }
}
