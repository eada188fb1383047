import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { signIn } from '../../test/sign-in.ts';
import { ensureFirstAdministrator } from './first-administrator.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

type Headers = Record<string, string>;
const send = (method: 'POST' | 'PATCH' | 'DELETE' | 'GET', url: string, headers: object, payload?: object) =>
  server.app.inject({ method, url, headers: headers as Headers, ...(payload ? { payload } : {}) });

test('the first administrator comes in by the code that was printed, once', async () => {
  const old = (await ensureFirstAdministrator(server.db.pool))!;
  const code = (await ensureFirstAdministrator(server.db.pool))!;
  const body = { username: 'chen', name: '陈安', password: 'a-long-password' };
  const enrol = (given: string, more: object = {}) =>
    send('POST', '/api/session/first', {}, { ...body, code: given, ...more });
  expect((await enrol(old)).json()).toMatchObject({ status: 403, code: 'enrolment-code' });
  expect((await enrol(code, { password: 'short' })).statusCode).toBe(400);
  const reply = await enrol(code);
  expect(reply.json()).toMatchObject({ signedIn: true, role: 'security', workspaces: ['admin'] });
  expect((await enrol(code, { username: 'liu' })).statusCode).toBe(403);
  expect(await ensureFirstAdministrator(server.db.pool)).toBeNull();
});

describe('accounts', () => {
  let security: object;
  beforeAll(async () => {
    security = await signIn(server.db.pool, 'security');
  });
  const list = async () => (await send('GET', '/api/accounts', security)).json().accounts;

  test('are made, changed and closed by the security administrator; sessions end with what they rested on', async () => {
    const made = await send('POST', '/api/accounts', security, { username: 'zhao', name: '赵勤', role: 'planner' });
    const { id, password } = made.json();
    const again = await send('POST', '/api/accounts', security, { username: 'zhao', name: '赵勤', role: 'planner' });
    expect(again.json()).toMatchObject({ status: 409, code: 'username-taken' });
    const open = await send('POST', '/api/session', {}, { username: 'zhao', password });
    const cookie = String(open.headers['set-cookie']).split(';')[0]!;
    const who = async () => (await send('GET', '/api/session', { cookie })).json();
    expect(await who()).toMatchObject({ role: 'planner' });

    const changed = await send('PATCH', `/api/accounts/${id}`, security, { role: 'lookup' });
    expect(changed.statusCode).toBe(200);
    expect(await who()).toMatchObject({ signedIn: false });
    await send('PATCH', `/api/accounts/${id}`, security, { active: false });
    expect((await send('POST', '/api/session', {}, { username: 'zhao', password })).statusCode).toBe(401);
    expect((await list()).find((a: { id: number }) => a.id === id)).toMatchObject({ role: 'lookup', active: false });
    const { rows } = await server.db.pool.query(
      "select account, action, purpose from access.audit where action like 'account-%' order by id desc limit 3",
    );
    expect(rows.map((r) => [r.account, r.action, r.purpose])).toEqual([
      ['test-security', 'account-changed', 'zhao active=false'],
      ['test-security', 'account-changed', 'zhao role=lookup'],
      ['test-security', 'account-made', 'zhao planner'],
    ]);
  });

  test('of other systems get keys, shown once, and lose them', async () => {
    const { id } = (
      await send('POST', '/api/accounts', security, { username: 'bus', name: '公交', role: 'partner' })
    ).json();
    const key = (await send('POST', `/api/accounts/${id}/keys`, security, { title: '实时位置' })).json();
    expect((await send('GET', '/api/session', { 'x-api-key': key.apiKey })).json()).toMatchObject({ role: 'partner' });
    expect(JSON.stringify(await list())).not.toContain(key.apiKey.split('_')[2]);
    const gone = await send('DELETE', `/api/accounts/${id}/keys/${key.id}`, security);
    expect(gone.json().accounts.find((a: { id: number }) => a.id === id).keys).toEqual([
      expect.objectContaining({ id: key.id, title: '实时位置', revoked: true }),
    ]);
    expect((await send('POST', '/api/accounts/99999/keys', security, { title: 'x' })).statusCode).toBe(404);
  });

  test('are no business of any other role, and nobody raises or closes their own', async () => {
    for (const role of ROLES.filter((r): r is Exclude<Role, 'security'> => r !== 'security')) {
      const headers = await signIn(server.db.pool, role);
      const refused = role === 'public' ? 401 : 403;
      expect((await send('GET', '/api/accounts', headers)).statusCode).toBe(refused);
      const body = { username: 'eve', name: 'Eve', role: 'security' };
      expect((await send('POST', '/api/accounts', headers, body)).statusCode).toBe(refused);
    }
    const own = (await list()).find((a: { username: string }) => a.username === 'test-security');
    expect((await send('PATCH', `/api/accounts/${own.id}`, security, { role: 'lookup' })).json()).toMatchObject({
      code: 'own-account',
    });
    const injected = { "active = true, role = 'security', name": 'x' };
    const { id } = (await list()).find((a: { username: string }) => a.username === 'test-planner');
    expect((await send('PATCH', `/api/accounts/${id}`, security, injected)).statusCode).toBe(400);
  });
});
