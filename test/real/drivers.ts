import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Desk } from '../journey/desk.ts';

/** Drivers for the units, so that who is sent somewhere goes there: the simulator, which is just another system with a key. */
export function drivers(desk: Desk): void {
  let simulator: ChildProcess | undefined;
  beforeAll(() => {
    const program = join(import.meta.dirname, '../../server/live/simulator.ts');
    simulator = spawn(process.execPath, [program, '--url', desk.platform.url], {
      env: { ...process.env, SIKU_API_KEY: desk.platform.account('partner').apiKey },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });
  afterAll(() => simulator?.kill('SIGTERM'));
}
