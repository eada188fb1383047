import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig } from '../config.ts';
import { Advice } from '../launch/packages.ts';

export const usage =
  'bench NAME [options]                  measure, side by side, and check that the answers are equal';

/** A benchmark: `bench/NAME.ts` exports this, and returns the object that becomes the last line of output. */
interface Benchmark {
  run(args: string[]): Promise<Record<string, unknown>>;
}

export async function run([name, ...args]: string[]): Promise<number> {
  const folder = join(readConfig().root, 'bench');
  const file = join(folder, `${name}.ts`);
  // Helpers of the benchmarks live in folders beside them.
  const known = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => entry.name.slice(0, -3));
  if (name === undefined || !known.includes(name) || !existsSync(file))
    throw new Advice(`usage: npm run bench -- NAME; there are: ${known.join(', ')}`);
  const benchmark = (await import(pathToFileURL(file).href)) as Benchmark;
  const result = await benchmark.run(args);
  console.log(JSON.stringify(result));
  return result.differences === undefined || result.differences === 0 ? 0 : 1;
}
