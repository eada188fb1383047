import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { ensurePostgres, ensureTestTools } from '../launch/packages.ts';

export const usage = 'test [--full | --real] [FILES]        lint, types, rooms, tests, browser journey';

/** Runs everything that must hold; ends with a line `N passed, N failed` over all test files. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { full: { type: 'boolean' }, real: { type: 'boolean' } },
  });
  const config = readConfig();
  ensurePostgres();
  ensureTestTools();
  mkdirSync(config.home, { recursive: true });
  const steps: [string, string, string[]][] = [];
  if (positionals.length === 0 && !values.real) {
    steps.push(['lint', 'biome', ['check', '.']]);
    steps.push(['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']]);
    steps.push(['types of the client', 'tsc', ['--noEmit', '-p', 'map-client/tsconfig.json']]);
  }
  for (const [title, command, rest] of steps) {
    console.error(`\n== ${title}`);
    const status = await wait(command, rest, config.root);
    if (status !== 0) {
      console.error(`${title} failed`);
      return status;
    }
  }
  const projects = values.real ? ['real'] : values.full ? ['unit', 'journey', 'full'] : ['unit', 'journey'];
  let passed = 0;
  let failed = 0;
  let status = 0;
  for (const project of projects) {
    if (positionals.length > 0 && project !== projects[0]) continue;
    console.error(`\n== tests: ${project}`);
    const report = join(config.home, `test-${project}.json`);
    const filters = positionals.length > 0 ? positionals : [];
    const code = await wait(
      'vitest',
      [
        'run',
        '--project',
        positionals.length > 0 && !values.real ? '*' : project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...filters,
      ],
      config.root,
    );
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numFailedTestSuites: number;
    };
    passed += counts.numPassedTests;
    failed += counts.numFailedTests;
    if (code !== 0) status = code;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return status;
}

function wait(command: string, args: string[], cwd: string): Promise<number> {
  return new Promise((resolve) => {
    // The tools find the Node they run on by the path: it must be this one.
    const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
    const bin = join(cwd, 'node_modules/.bin', command);
    const child = spawn(bin, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}
