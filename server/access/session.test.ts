import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';
import { signIn } from '../../test/sign-in.ts';
import { makeApiKey } from './api-keys.ts';
import { hashPassword } from './password.ts';
import { csrfOf } from './tokens.ts';

let server: TestServer;
const PASSWORD = 'k7mp-x3fd-9qwe';

beforeAll(async () => {
  server = await testServer();
  await server.db.pool.query(
    `insert into access.account (username, name, role, password) values
     ('wang', '王工', 'planner', $1), ('li', '李岗', 'lookup', $1)`,
    [await hashPassword(PASSWORD)],
  );
});
beforeEach(() => server.db.pool.query('delete from access.attempt'));
afterAll(() => server.close());

const post = (body: object, headers: Record<string, string> = {}, remoteAddress = '10.0.0.1') =>
  server.app.inject({ method: 'POST', url: '/api/session', payload: body, headers, remoteAddress });
const who = async (headers: object) =>
  (await server.app.inject({ url: '/api/session', headers: headers as Record<string, string> })).json();
const cookieOf = (reply: { headers: Record<string, unknown> }) => String(reply.headers['set-cookie']).split(';')[0]!;

describe('a session', () => {
  test('is opened by name and password, carries role, workspaces and CSRF token, and is ended by signing out', async () => {
    const reply = await post({ username: ' Wang ', password: PASSWORD });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toMatchObject({
      signedIn: true,
      name: '王工',
      role: 'planner',
      workspaces: ['planning', 'lookup'],
      city: null,
    });
    expect(String(reply.headers['set-cookie'])).toMatch(/^siku=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = cookieOf(reply);
    const { csrf } = await who({ cookie });
    expect(csrf).toBe(reply.json().csrf);

    const out = await server.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { cookie, 'x-csrf-token': csrf },
    });
    expect(out.json()).toMatchObject({ signedIn: false, role: 'public', workspaces: ['planning'], csrf: null });
    expect(await who({ cookie })).toMatchObject({ signedIn: false });
  });

  test('leaves only a hash in the database, and a new sign-in replaces it', async () => {
    const first = cookieOf(await post({ username: 'wang', password: PASSWORD }));
    const second = cookieOf(await post({ username: 'li', password: PASSWORD }, { cookie: first }));
    expect(second).not.toBe(first);
    expect(await who({ cookie: first })).toMatchObject({ signedIn: false });
    expect(await who({ cookie: second })).toMatchObject({ role: 'lookup' });
    const token = second.split('=')[1]!;
    const { rows } = await server.db.pool.query('select row_to_json(s)::text as text from access.session s');
    expect(rows.some((row) => row.text.includes(token))).toBe(false);
  });

  test('ends when idle, when its time is over, and when the account is closed', async () => {
    const age = async (set: string) => {
      const headers = await signIn(server.db.pool, 'planner');
      await server.db.pool.query(`update access.session set ${set}`);
      return (await who(headers)).signedIn;
    };
    expect(await age("seen_at = now() - interval '29 minutes'")).toBe(true);
    expect(await age("seen_at = now() - interval '31 minutes'")).toBe(false);
    expect(await age("expires_at = now() - interval '1 s'")).toBe(false);
    const headers = await signIn(server.db.pool, 'planner');
    await server.db.pool.query("update access.account set active = false where username = 'test-planner'");
    expect((await who(headers)).signedIn).toBe(false);
  });

  test('cannot change anything without its CSRF token, nor for the page of another site', async () => {
    const headers = await signIn(server.db.pool, 'lookup');
    const del = (changed: Record<string, string | undefined>) =>
      server.app.inject({
        method: 'DELETE',
        url: '/api/session',
        headers: JSON.parse(JSON.stringify({ ...headers, ...changed })),
      });
    expect((await del({ 'x-csrf-token': undefined })).json()).toMatchObject({ status: 403, code: 'csrf' });
    expect((await del({ 'x-csrf-token': csrfOf('another') })).json()).toMatchObject({ code: 'csrf' });
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:80800',
      'http://localhost:8080.evil.example',
    ])
      expect((await del({ origin })).json()).toMatchObject({ status: 403, code: 'foreign-origin' });
    expect((await del({ 'sec-fetch-site': 'cross-site' })).json()).toMatchObject({ code: 'foreign-origin' });
    expect((await who(headers)).signedIn).toBe(true);
    expect((await del({ origin: 'http://localhost:8080' })).statusCode).toBe(200);
  });

  test('is not opened by a form of another site', async () => {
    const reply = await post({ username: 'wang', password: PASSWORD }, { origin: 'https://evil.example' });
    expect(reply.json()).toMatchObject({ status: 403, code: 'foreign-origin' });
    expect(reply.headers['set-cookie']).toBeUndefined();
  });
});

describe('failed sign-ins', () => {
  test('say the same for a wrong name and a wrong password, and are in the audit', async () => {
    const name = await post({ username: 'nobody', password: 'x' });
    const password = await post({ username: 'wang', password: 'x' });
    expect(name.statusCode).toBe(401);
    expect(password.json()).toEqual(name.json());
    const { rows } = await server.db.pool.query(
      "select account, action from access.audit where action = 'sign-in-failed' order by id desc limit 2",
    );
    expect(rows.map((row) => row.account)).toEqual(['王工', '']);
  });

  test('slow down that address for that account, a hundred at once too, and nobody else', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => post({ username: 'wang', password: 'guess' }, {}, '203.0.113.7')),
    );
    const codes = tries.map((reply) => reply.statusCode);
    expect(codes.filter((code) => code === 401).length).toBeLessThanOrEqual(5);
    const slowed = tries.find((reply) => reply.statusCode === 429)!;
    expect(slowed.json()).toMatchObject({ code: 'too-many-attempts', retryAfter: expect.any(Number) });
    expect(slowed.headers['retry-after']).toBe(String(slowed.json().retryAfter));
    // The wait made long enough for this test to be as slow as it likes.
    await server.db.pool.query(
      "update access.attempt set blocked_until = blocked_until + interval '1 minute' where blocked_until > last_at",
    );
    expect((await post({ username: 'wang', password: PASSWORD }, {}, '203.0.113.7')).statusCode).toBe(429);
    expect((await post({ username: 'wang', password: PASSWORD }, {}, '10.0.0.9')).statusCode).toBe(200);
    expect((await post({ username: 'li', password: PASSWORD }, {}, '203.0.113.7')).statusCode).toBe(200);
  });
});

describe('an API key', () => {
  test('is its account, needs no CSRF token, and ends when revoked; a wrong one is said to be wrong', async () => {
    const { key, id, secretHash } = makeApiKey();
    await server.db.pool.query(
      "insert into access.account (username, name, role) values ('bus', '公交系统', 'partner')",
    );
    await server.db.pool.query(
      "insert into access.api_key (id, secret_hash, account_id, title) select $1, $2, id, 'feed' from access.account where username = 'bus'",
      [id, secretHash],
    );
    expect(await who({ authorization: `Bearer ${key}` })).toMatchObject({
      role: 'partner',
      name: '公交系统',
      csrf: null,
    });
    expect(await who({ 'x-api-key': key })).toMatchObject({ role: 'partner' });
    const { rows } = await server.db.pool.query('select used_at from access.api_key where id = $1', [id]);
    expect(rows[0].used_at).not.toBeNull();
    for (const wrong of [`${key.slice(0, -1)}~`, makeApiKey().key, 'siku_', 'x'.repeat(10_000)])
      expect(await who({ 'x-api-key': wrong })).toMatchObject({ status: 401, code: 'bad-key' });
  });
});
