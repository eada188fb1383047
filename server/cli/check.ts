import { parseArgs } from 'node:util';
import { DATASETS } from '../../datasets/index.ts';
import { readConfig } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { openDatabase } from '../launch/database.ts';
import { Advice } from '../launch/packages.ts';
import { checkFrame } from '../zones/checks.ts';

export const usage = 'check frame [--polygons N] [--seed N] [--json]   answers from memory against plain SQL';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      polygons: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1e9) },
    },
  });
  if (positionals[0] !== 'frame') throw new Advice(`usage: npx siku ${usage}`);
  const [polygons, seed] = [Number(values.polygons), Number(values.seed)];
  if (!Number.isInteger(polygons) || polygons < 0 || !Number.isInteger(seed))
    throw new Advice('--polygons and --seed must be whole numbers');
  const database = await openDatabase(readConfig());
  const pool = createPool(database.url, 2);
  try {
    const found = await checkFrame(pool, DATASETS, { polygons, seed });
    if (values.json) console.log(JSON.stringify({ ...found, seed }));
    else {
      console.log(
        `frame at sequence ${found.sequence}: loaded in ${found.loadMilliseconds} ms, ${found.megabytes} MB; ${found.polygons} polygons (seed ${seed}) and all regions compared with SQL`,
      );
      for (const { zone, what, frame, sql } of found.differences.slice(0, 20))
        console.log(`  ${what}: frame ${JSON.stringify(frame)}, SQL ${JSON.stringify(sql)} in ${zone.slice(0, 200)}`);
      console.log(found.differences.length === 0 ? 'no difference' : `${found.differences.length} differences`);
    }
    return found.differences.length === 0 ? 0 : 1;
  } finally {
    await pool.end();
    await database.close();
  }
}
