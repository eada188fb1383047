import { join } from 'node:path';
import pg from 'pg';
import { DATASETS } from '../../datasets/index.ts';
import { migrate } from '../../datasets/schema/migrate.ts';
import type { Config } from '../config.ts';
import { startCluster, urlOf } from './cluster.ts';
import { Advice } from './packages.ts';

export interface OpenDatabase {
  url: string;
  /** Stops the private cluster if this process started it. */
  close(): Promise<void>;
}

/** The database of this installation, migrated: `DATABASE_URL`, or `siku` in the private cluster of `home`. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await prepare(config.databaseUrl);
    return { url: config.databaseUrl, close: async () => {} };
  }
  const cluster = await startCluster(join(config.home, 'postgres'), { durable: true });
  try {
    const admin = new pg.Client({ connectionString: cluster.url });
    await admin.connect();
    const { rowCount } = await admin.query("select from pg_database where datname = 'siku'");
    if (rowCount === 0) await admin.query('create database siku');
    await admin.end();
    const url = urlOf(cluster.url, 'siku');
    await prepare(url);
    return { url, close: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function prepare(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const shown = new URL(url);
    shown.password = shown.password && '***';
    throw new Advice(
      `the database ${shown.href} does not answer: ${(error as Error).message}. Check DATABASE_URL and that PostgreSQL runs.`,
    );
  }
  try {
    await migrate(client, DATASETS);
  } catch (error) {
    const { message } = error as Error;
    if (/extension "postgis" is not available/.test(message))
      throw new Advice(
        'that PostgreSQL has no PostGIS; install it there (Debian: postgresql-15-postgis-3) and start again.',
      );
    throw error;
  } finally {
    await client.end();
  }
}
