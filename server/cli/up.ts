import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { writeDemoCity } from '../../datasets/demo-city/write.ts';
import { DATASETS } from '../../datasets/index.ts';
import { loadCity } from '../../etl/city.ts';
import { type Account, ensureDemoAccounts } from '../access/demo-accounts.ts';
import { ensureFirstAdministrator } from '../access/first-administrator.ts';
import { loadedCity } from '../city.ts';
import { type Config, readConfig } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { buildClient } from '../launch/client.ts';
import { openDatabase } from '../launch/database.ts';
import { Advice } from '../launch/packages.ts';
import { type Progress, terminalProgress } from '../launch/progress.ts';
import { portTaken, serve } from '../main.ts';

export const usage = 'up [--city DIR] [--scale PERSONS]     set up, load the city (the demo city), serve';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { city: { type: 'string' }, scale: { type: 'string' }, seed: { type: 'string' } },
  });
  const persons = wholeNumber('--scale', values.scale, 450_000);
  const seed = wholeNumber('--seed', values.seed, 1);
  const config = readConfig();
  const progress = terminalProgress();
  await portIsFree(config);
  const stop = interrupted();
  mkdirSync(config.home, { recursive: true });

  progress.step('database');
  const database = await openDatabase(config);
  const closing: (() => Promise<void>)[] = [() => database.close()];
  let ready = false;
  void stop.then(async () => {
    if (ready) return;
    console.error('\nstopped before it was ready; the next start goes on where this one was.');
    await database.close();
    process.exit(130);
  });
  try {
    const pool = createPool(database.url, 4);
    closing.unshift(() => pool.end());
    if (values.city) await loadPackage(pool, config, resolve(values.city), progress);
    else await loadDemoCity(pool, config, persons, seed, progress);
    const city = await loadedCity(pool);
    const accounts = city?.demo ? await ensureDemoAccounts(pool, join(config.home, 'demo-accounts.json')) : [];
    const firstCode = city?.demo ? null : await ensureFirstAdministrator(pool);

    progress.step('map client');
    await buildClient(config, progress);
    progress.step('server');
    const server = await serve(config, database.url);
    closing.unshift(() => server.close());
    progress.done();

    const simulator = city?.demo ? startSimulator(config, accounts) : null;
    if (simulator) closing.unshift(async () => void simulator.kill('SIGTERM'));
    greet(config, accounts);
    if (firstCode) tellFirstAdministrator(config, firstCode);
    console.log('Ctrl-C stops it.');
    ready = true;
    await stop;
    console.error('\nstopping ...');
    return 0;
  } finally {
    for (const close of closing) await close();
  }
}

function wholeNumber(option: string, text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Advice(`${option} takes a whole number, got ${text}`);
  return number;
}

/** Asked before anything is set up, so that a taken port costs no waiting. */
function portIsFree(config: Config): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error: { code?: string }) =>
      fail(error.code === 'EADDRINUSE' ? portTaken(config.port) : error),
    );
    probe.listen(config.port, config.host, () => probe.close(() => done()));
  });
}

async function loadPackage(pool: pg.Pool, config: Config, dir: string, progress: Progress): Promise<void> {
  let running = -1;
  await loadCity(pool, DATASETS, dir, {
    home: config.home,
    onProgress({ file, index, count, progress: at, result }) {
      if (index !== running) progress.step(`load ${index + 1}/${count} ${file.file}`);
      running = index;
      if (at) progress.at(at.done, at.total ?? undefined);
      if (result?.skipped) progress.note(`${file.dataset}: stands already`);
      else if (result)
        progress.note(
          `${file.dataset}: ${result.read} rows, ${result.accepted} accepted, ${result.quarantined} in quarantine, ` +
            `${result.added} added, ${result.changed} changed, ${result.removed} removed`,
        );
    },
  });
  await pool.query(
    "insert into siku.setting values ('city_complete', 'true') on conflict (key) do update set value = 'true'",
  );
}

/** The demo city is made and loaded once; a first start that was cut off goes on where it was. */
async function loadDemoCity(
  pool: pg.Pool,
  config: Config,
  persons: number,
  seed: number,
  progress: Progress,
): Promise<void> {
  const { rowCount } = await pool.query("select from siku.setting where key = 'city_complete'");
  if (rowCount) return;
  const out = join(config.home, 'demo-city');
  progress.step(`demo city, ${persons.toLocaleString('en')} persons`);
  await writeDemoCity({
    out,
    persons,
    seed,
    onProgress: (step, share) => progress.at(`${step} ${Math.round(share * 100)} %`),
  });
  await loadPackage(pool, config, out, progress);
}

function startSimulator(config: Config, accounts: Account[]) {
  const key = accounts.find((account) => account.apiKey)?.apiKey;
  if (!key) return null;
  const local = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  return spawn(process.execPath, [join(config.root, 'server/live/simulator.ts'), '--url', local], {
    env: { ...process.env, SIKU_API_KEY: key },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Nobody can sign in yet: the code is for whoever runs the server, and printed nowhere else. */
function tellFirstAdministrator({ publicUrl }: Config, code: string): void {
  const body = JSON.stringify({ code, username: 'admin', name: '安全管理员', password: '...' });
  console.log(`  There is no security administrator yet. Make one within a day (choose a password of 10 characters or more):
    curl -X POST ${publicUrl}/api/session/first -H 'content-type: application/json' -d '${body}'`);
}

function greet(config: Config, accounts: Account[]): void {
  console.log(
    `\nSiku is at ${config.publicUrl}  (API: ${config.publicUrl}/api, documents: ${config.publicUrl}/api/docs)`,
  );
  for (const { role, username, password, apiKey } of accounts)
    console.log(`  ${role.padEnd(11)} ${apiKey ? `API key ${apiKey}` : `${username} / ${password}`}`);
  if (accounts.length > 0) console.log(`  (kept in ${join(config.home, 'demo-accounts.json')})`);
}

/**
 * The first Ctrl-C. It can come twice (the terminal sends it to every process, and npm and the launcher pass it on), so
 * the listeners stay: a second one must not end what is being closed in order.
 */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
  });
}
