import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { Advice, ensurePostgres } from './packages.ts';

/** A PostgreSQL cluster of our own in one folder. */
export interface Cluster {
  /** Connection string of its database `postgres`; append another name with `urlOf`. */
  url: string;
  /** Stops it if this process started it, or if its starter is gone and nobody else is connected. */
  stop(): Promise<void>;
}

interface Saved {
  port: number;
  password: string;
}

/**
 * Starts (making it first if need be) the cluster in `folder`, or joins it if it runs already.
 * `durable: false` is for tests: no fsync, small buffers.
 */
export async function startCluster(folder: string, options: { durable: boolean }): Promise<Cluster> {
  const bin = ensurePostgres();
  const data = join(folder, 'data');
  const saved = join(folder, 'cluster.json');
  const runner = runnerFor(folder);
  if (!existsSync(saved)) await make(bin, folder, options.durable, runner);
  const { port, password } = JSON.parse(readFileSync(saved, 'utf8')) as Saved;
  const url = `postgresql://siku:${password}@127.0.0.1:${port}/postgres`;
  const halt = () => runner.run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', 'stop']);
  if (isRunning(data) && (await answers(url))) {
    return {
      url,
      async stop() {
        // A starter that was killed left it running; the last to use it clears up. Test runs share theirs.
        if (options.durable && (await isDeserted(url))) halt();
      },
    };
  }

  const log = join(folder, 'postgres.log');
  const start = runner.run(join(bin, 'pg_ctl'), [
    '-D',
    data,
    '-l',
    log,
    '-w',
    '-t',
    '120',
    '-o',
    `-p ${port}`,
    'start',
  ]);
  if (start.status !== 0) {
    const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n  ') : start.stderr;
    if (/could not bind|Address already in use/.test(tail)) {
      writeFileSync(saved, JSON.stringify({ port: await freePort(), password }), { mode: 0o600 });
      return startCluster(folder, options);
    }
    const full = /No space left on device/.test(tail) ? ' The disk is full; free some space and start again.' : '';
    throw new Advice(`PostgreSQL in ${data} did not start.${full} Its last words:\n  ${tail}`);
  }
  return {
    url,
    async stop() {
      halt();
    },
  };
}

/** The same server, another database. */
export function urlOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function make(bin: string, folder: string, durable: boolean, runner: Runner): Promise<void> {
  const data = join(folder, 'data');
  // A folder without cluster.json is the rest of a first start that was cut off.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  runner.own(folder);
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  runner.own(passwordFile);
  const made = runner.run(join(bin, 'initdb'), [
    ...['-D', data, '-U', 'siku', '--pwfile', passwordFile, '-A', 'scram-sha-256'],
    ...['-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums'],
  ]);
  rmSync(passwordFile);
  if (made.status !== 0) throw new Advice(`initdb failed in ${data}:\n  ${made.stderr.trim()}`);
  const memory = totalmem() / 2 ** 20;
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: durable ? '60' : '200',
    shared_buffers: `${Math.round(durable ? Math.min(2048, memory / 5) : 256)}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'Asia/Shanghai',
    log_min_messages: 'warning',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = '${value}'`);
  writeFileSync(join(data, 'postgresql.auto.conf'), `${lines.join('\n')}\n`);
  runner.own(join(data, 'postgresql.auto.conf'));
  writeFileSync(join(folder, 'cluster.json'), JSON.stringify({ port: await freePort(), password } satisfies Saved), {
    mode: 0o600,
  });
}

interface Runner {
  run(command: string, args: string[]): { status: number | null; stderr: string };
  own(path: string): void;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres` that the Debian package makes. When that
 * user cannot walk to the folder (a checkout under /root, say), it gets the one capability that lets it.
 */
function runnerFor(folder: string): Runner {
  const plain = (command: string, args: string[]) => {
    const run = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
    return { status: run.status, stderr: run.stderr ?? String(run.error) };
  };
  if (process.getuid?.() !== 0) return { run: plain, own: () => {} };
  const uid = Number(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout.trim());
  const gid = Number(spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' }).stdout.trim());
  if (!uid)
    throw new Advice(
      'PostgreSQL does not run as root and there is no user "postgres"; make one: adduser --system postgres',
    );
  const reachable = (path: string): boolean =>
    path === '/' || ((!existsSync(path) || (statSync(path).mode & 0o001) !== 0) && reachable(dirname(path)));
  const walk = reachable(dirname(folder))
    ? []
    : ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'];
  return {
    run: (command, args) =>
      plain('setpriv', [
        '--reuid',
        String(uid),
        '--regid',
        String(gid),
        '--clear-groups',
        ...walk,
        '--',
        command,
        ...args,
      ]),
    own: (path) => {
      chownSync(path, uid, gid);
      if (statSync(path).isDirectory()) chmodSync(path, 0o755);
    },
  };
}

function isRunning(data: string): boolean {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function isDeserted(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
    );
    return rowCount === 0;
  } catch {
    return false; // It is not there to be asked, so there is nothing to stop.
  } finally {
    await client.end().catch(() => {});
  }
}
