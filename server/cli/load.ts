import { parseArgs } from 'node:util';
import { DATASETS } from '../../datasets/index.ts';
import { type Loaded, loadFile } from '../../etl/load.ts';
import { readConfig } from '../config.ts';
import { onDatabase, progressLine } from './loading.ts';

export const usage =
  'load <dataset> <file> [--crs EPSG:4547] [--as-of 2026-10-31] [--encoding gb18030] [--sheet NAME] [--dry-run] [--force] [--again] [--json]';

/**
 * Loads one file, unless it stands already and nothing changed since (`--again` reads it nevertheless). With `--json` the last line of
 * standard output is the result.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      crs: { type: 'string' },
      'as-of': { type: 'string' },
      encoding: { type: 'string' },
      sheet: { type: 'string' },
      'dry-run': { type: 'boolean' },
      force: { type: 'boolean' },
      again: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [dataset, file] = positionals;
  if (!dataset || !file) {
    console.error(`usage: npx siku ${usage}`);
    return 2;
  }
  const config = readConfig();
  return onDatabase(config, async (pool) => {
    const progress = progressLine();
    const result = await loadFile(pool, DATASETS, {
      dataset,
      file,
      home: config.home,
      by: process.env.USER ?? '',
      crs: values.crs,
      asOf: values['as-of'],
      encoding: values.encoding,
      sheet: values.sheet,
      dryRun: values['dry-run'],
      force: values.force,
      skipIfStanding: !values.again && !values.force && !values['dry-run'],
      onProgress: progress.show,
    }).finally(progress.end);
    console.log(values.json ? JSON.stringify(result) : summary(result, values['dry-run'] === true));
    return 0;
  });
}

function summary(r: Loaded, dry: boolean): string {
  if (r.skipped)
    return `this file stands already as batch ${r.batch}, and nothing changed since; --again reads it nevertheless`;
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ') || '-';
  return [
    `batch ${r.batch}: ${r.read} rows read in ${r.seconds} s${dry ? ' (nothing written)' : ''}`,
    `  accepted ${r.accepted}, quarantined ${r.quarantined}`,
    `  added ${r.added}, changed ${r.changed}, removed ${r.removed}, unchanged ${r.unchanged}`,
    `  repaired: ${list(r.repaired)}`,
    `  placed: ${list(r.placed)}`,
    ...(r.quarantined > 0 && !dry ? [`  see them: npx siku quarantine ${r.batch}`] : []),
  ].join('\n');
}
