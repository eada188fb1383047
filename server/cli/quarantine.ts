import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { REASONS } from '../../datasets/fields/reasons.ts';
import { quarantineCsv, quarantineSummary } from '../../etl/quarantine.ts';
import { readConfig } from '../config.ts';
import { onDatabase } from './loading.ts';

export const usage = 'quarantine <batch> [--csv FILE]';

/** Says why rows of a batch were refused; with `--csv` writes them in the sender's own columns. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { csv: { type: 'string' } } });
  const batch = Number(positionals[0]);
  if (!Number.isInteger(batch)) {
    console.error(`usage: npx siku ${usage}`);
    return 2;
  }
  return onDatabase(readConfig(), async (pool) => {
    const { total, byReason } = await quarantineSummary(pool, batch);
    console.log(`batch ${batch}: ${total} rows in quarantine`);
    for (const { code, count } of byReason)
      console.log(`  ${String(count).padStart(8)}  ${code}: ${REASONS[code as keyof typeof REASONS]?.zh ?? ''}`);
    if (values.csv) {
      // The rows may hold persons: for the owner's eyes only.
      await pipeline(quarantineCsv(pool, batch), createWriteStream(values.csv, { mode: 0o600 }));
      console.log(`written to ${values.csv}`);
    }
    return 0;
  });
}
