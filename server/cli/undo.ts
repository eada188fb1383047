import { parseArgs } from 'node:util';
import { DATASETS } from '../../datasets/index.ts';
import { undo } from '../../etl/load.ts';
import { readConfig } from '../config.ts';
import { onDatabase } from './loading.ts';

export const usage = 'undo <batch> [--json]';

/** Takes a committed batch back, exactly. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
  const batch = Number(positionals[0]);
  if (!Number.isInteger(batch)) {
    console.error(`usage: npx siku ${usage}`);
    return 2;
  }
  return onDatabase(readConfig(), async (pool) => {
    const undone = await undo(pool, DATASETS, batch);
    console.log(
      values.json
        ? JSON.stringify(undone)
        : `batch ${batch} undone: ${undone.removed} records gone, ${undone.restored} as before, ${undone.returned} back`,
    );
    return 0;
  });
}
