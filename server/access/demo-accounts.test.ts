import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { type Account, ensureDemoAccounts } from './demo-accounts.ts';

let server: TestServer;
const home = mkdtempSync(join(tmpdir(), 'home-'));
const file = join(home, 'deep/demo-accounts.json');

beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true });
});

const whoIs = async ({ username, password, apiKey }: Account) =>
  (
    await (apiKey
      ? server.app.inject({ url: '/api/session', headers: { 'x-api-key': apiKey } })
      : server.app.inject({ method: 'POST', url: '/api/session', payload: { username, password } }))
  ).json();
const mode = () => (statSync(file).mode & 0o777).toString(8);

test('each role gets an account it can come in with, listed in a file for the owner alone, and keeps it', async () => {
  const made = await ensureDemoAccounts(server.db.pool, file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made);
  expect(mode()).toBe('600');
  expect(made.map((account) => account.role)).toEqual(ROLES.filter((role) => role !== 'public'));
  for (const account of made) expect((await whoIs(account)).role).toBe(account.role);
  expect(new Set(made.map((account) => account.password ?? account.apiKey)).size).toBe(made.length);

  chmodSync(file, 0o644);
  expect(await ensureDemoAccounts(server.db.pool, file)).toEqual(made);
  expect(mode()).toBe('600');
});

test('they are made anew when the file is gone or spoilt, or an account is; the old ones are then worth nothing', async () => {
  let known = await ensureDemoAccounts(server.db.pool, file);
  const losses: (() => unknown)[] = [
    () => rmSync(file),
    () => writeFileSync(file, '[{"role":'),
    () => server.db.pool.query("update access.account set active = false where username = 'steward'"),
    () => server.db.pool.query('update access.api_key set revoked_at = now()'),
  ];
  for (const lose of losses) {
    await lose();
    const made = await ensureDemoAccounts(server.db.pool, file);
    expect(made).not.toEqual(known);
    expect(mode()).toBe('600');
    expect((await whoIs(made[0]!)).role).toBe(made[0]!.role);
    expect(await whoIs(known[0]!)).toMatchObject({ code: 'wrong-credentials' });
    expect(await whoIs(known.at(-1)!)).toMatchObject({ code: 'bad-key' });
    known = made;
  }
});
