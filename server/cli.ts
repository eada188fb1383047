import { Refusal } from '../etl/refusal.ts';
import { Advice } from './launch/packages.ts';

/** One verb a file in `cli/`; each exports `run(args)` and `usage`. */
const VERBS: Record<string, () => Promise<{ run(args: string[]): Promise<number>; usage: string }>> = {
  up: () => import('./cli/up.ts'),
  build: () => import('./cli/build.ts'),
  doctor: () => import('./cli/doctor.ts'),
  test: () => import('./cli/test.ts'),
  load: () => import('./cli/load.ts'),
  quarantine: () => import('./cli/quarantine.ts'),
  undo: () => import('./cli/undo.ts'),
  check: () => import('./cli/check.ts'),
  bench: () => import('./cli/bench.ts'),
};

const [verb, ...args] = process.argv.slice(2);
const load = verb === undefined ? undefined : VERBS[verb];
if (!load) {
  const usages = await Promise.all(Object.values(VERBS).map(async (verbOf) => (await verbOf()).usage));
  console.error(`usage: npx siku <command>\n\n${usages.map((u) => `  ${u}`).join('\n')}`);
  process.exit(verb === undefined || verb === 'help' || verb === '--help' ? 0 : 2);
}
try {
  process.exitCode = await (await load()).run(args);
} catch (error) {
  if (isFullDisk(error))
    console.error('[siku] the disk is full. Free some space and run the same command again; it goes on where it was.');
  else if (isPlain(error)) console.error(`[siku] ${(error as Error).message}`);
  else throw error;
  process.exitCode = 1;
}

/** Errors whose message is all a person needs: advice, a refused file, a mistyped option, a missing file. */
function isPlain(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? '');
  return error instanceof Advice || error instanceof Refusal || code.startsWith('ERR_PARSE_ARGS') || code === 'ENOENT';
}

/** SQLSTATE 53100 is PostgreSQL's word for it. */
function isFullDisk(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', '53100'].includes(String((error as { code?: unknown }).code));
}
