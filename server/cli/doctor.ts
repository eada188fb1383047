import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tableName } from '../../datasets/dataset.ts';
import { DATASETS } from '../../datasets/index.ts';
import { type Config, readConfig } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { urlOf } from '../launch/cluster.ts';

export const usage = 'doctor [--json]                       what runs where, and whether it is well';

export interface Diagnosis {
  /** URL of the running server, or null. */
  server: string | null;
  /** Connection string, or null when there is no database yet. */
  database: string | null;
  postgis: string | null;
  /** Change-log sequence. */
  sequence: number | null;
  datasets: Record<string, number>;
  problems: string[];
}

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
  const found = await diagnose(readConfig());
  if (values.json) console.log(JSON.stringify(found));
  else print(found);
  return found.problems.length > 0 ? 1 : 0;
}

/** Looks without starting or changing anything. */
export async function diagnose(config: Config): Promise<Diagnosis> {
  const found: Diagnosis = { server: null, database: null, postgis: null, sequence: null, datasets: {}, problems: [] };
  const file = join(config.home, 'server.json');
  if (existsSync(file)) {
    const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string };
    const reply = await fetch(new URL('/api/health', url), { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (reply?.ok) found.server = url;
    else found.problems.push(`the server at ${url} does not answer; stop what is left of it and run npm start`);
  } else found.problems.push('the server is not running; start it with npm start');

  found.database = databaseOf(config);
  if (!found.database) {
    found.problems.push('there is no database yet; npm start makes one, or set DATABASE_URL');
    return found;
  }
  const pool = createPool(found.database, 1);
  try {
    const { rows } = await pool.query<{ postgis: string; sequence: number }>(
      'select postgis_lib_version() as postgis, log.reached() as sequence',
    );
    found.postgis = rows[0]!.postgis;
    found.sequence = rows[0]!.sequence;
    for (const dataset of DATASETS) {
      const count = await pool.query<{ n: number }>(`select count(*) n from data.${tableName(dataset)}`);
      found.datasets[dataset.id] = count.rows[0]!.n;
    }
    const unsealed = await pool.query(
      "select from log.change where seq is null and at < now() - interval '1 hour' limit 1",
    );
    if (unsealed.rowCount)
      found.problems.push('the change log has entries without a sequence; run npx siku check frame');
    if (!found.datasets.regions) found.problems.push('no city is loaded; run npm start, or npx siku up --city DIR');
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    found.problems.push(
      code === '42P01' || code === '3F000' || code === '42883'
        ? 'the database is not set up; run npm start'
        : `the database does not answer: ${message || code}; run npm start`,
    );
  } finally {
    await pool.end();
  }
  return found;
}

/** The private cluster's connection string is known from its file even when it is stopped. */
function databaseOf(config: Config): string | null {
  if (config.databaseUrl) return config.databaseUrl;
  const file = join(config.home, 'postgres/cluster.json');
  if (!existsSync(file)) return null;
  const { port, password } = JSON.parse(readFileSync(file, 'utf8')) as { port: number; password: string };
  return urlOf(`postgresql://siku:${password}@127.0.0.1:${port}/postgres`, 'siku');
}

function print(found: Diagnosis): void {
  const shown = found.database?.replace(/:[^:@/]+@/, ':***@') ?? 'none';
  console.log(`server    ${found.server ?? 'not running'}`);
  console.log(`database  ${shown}${found.postgis ? ` (PostGIS ${found.postgis})` : ''}`);
  console.log(`sequence  ${found.sequence ?? '-'}`);
  for (const [name, rows] of Object.entries(found.datasets))
    console.log(`  ${name.padEnd(16)} ${rows.toLocaleString('en').padStart(12)}`);
  for (const problem of found.problems) console.log(`! ${problem}`);
  if (found.problems.length === 0) console.log('all is well');
}
