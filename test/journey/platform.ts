import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../server/access/demo-accounts.ts';
import { diagnose } from '../../server/cli/doctor.ts';
import { readConfig } from '../../server/config.ts';
import { freePort } from '../../server/launch/free-port.ts';
import { openAccounts } from './open-accounts.ts';

const root = join(import.meta.dirname, '../..');

export interface Platform {
  url: string;
  /** Its SIKU_HOME: the made city lies there as the departments would have sent it. */
  home: string;
  /** Username and password, or API key, of a role. */
  account(role: string): Account;
  /** Connection string of its database. */
  database(): Promise<string>;
  /** Ctrl-C, and wait until everything is down. */
  stop(): Promise<void>;
}

/** Processes of this machine that were started for a home (Linux says so; elsewhere nobody is found). */
export function processesOf(home: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  const of = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      // It has ended meanwhile, or belongs to somebody else.
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid))
    .filter((pid) => of(pid, 'environ').split('\0').includes(`SIKU_HOME=${home}`))
    .map((pid) => `${pid} ${of(pid, 'cmdline').replaceAll('\0', ' ').trim()}`);
}

/** `siku up` as a newcomer runs it, in a home and on a port of its own. */
export async function startPlatform(name: string, args: string[]): Promise<Platform> {
  const home = join(process.env.SIKU_HOME ?? join(root, '.siku'), name);
  rmSync(home, { recursive: true, force: true });
  const port = await freePort();
  const env = {
    ...process.env,
    SIKU_HOME: home,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://localhost:${port}`,
  };
  const child = spawn(process.execPath, [join(root, 'server/cli.ts'), 'up', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C stops it')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => reject(new Error(`siku up ended with ${code} before it was ready:\n${said}`)));
  });
  await ready;
  const url = `http://localhost:${port}`;
  const demo = join(home, 'demo-accounts.json');
  const accounts = existsSync(demo)
    ? (JSON.parse(readFileSync(demo, 'utf8')) as Account[])
    : await openAccounts(url, said);
  return {
    url,
    home,
    account(role) {
      const found = accounts.find((a) => a.role === role);
      if (!found) throw new Error(`no demo account for ${role}`);
      return found;
    },
    async database() {
      const { database } = await diagnose({ ...readConfig({ ...env, SIKU_HOME: home }), home });
      if (!database) throw new Error('the platform has no database');
      return database;
    },
    stop: () =>
      new Promise((resolve) => {
        // A second Ctrl-C finds it gone: nothing will end any more.
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.on('exit', () => resolve());
        child.kill('SIGINT');
      }),
  };
}
