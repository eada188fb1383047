import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { layBlock } from '../../test/block.ts';
import { principalOf, signIn } from '../../test/sign-in.ts';
import { asPrincipal } from '../db/pool.ts';
import { audit } from './audit.ts';
import type { AuditPage } from './schema.ts';

let server: TestServer;
let person: number;
const sessions = new Map<Role, object>();

beforeAll(async () => {
  server = await testServer();
  const idOf = await layBlock(server.db.pool);
  person = await idOf('population', '张三丰');
  for (const role of ROLES) sessions.set(role, await signIn(server.db.pool, role));
});
afterAll(() => server.close());

const get = (role: Role, url: string) =>
  server.app.inject({ url, headers: sessions.get(role) as Record<string, string> });
const as = async (role: Role, sql: string) =>
  asPrincipal(server.db.pool, await principalOf(server.db.pool, role), (tx) => tx.query(sql));

test('the auditor, and nobody else, reads who looked at whom, newest first and page by page', async () => {
  await get('lookup', `/api/entities/population/${person}`);
  await get('dispatcher', `/api/entities/population/${person}`);
  for (const role of ROLES) {
    const reply = await get(role, `/api/audit/subjects/population/${person}`);
    if (role !== 'auditor') {
      expect([role, reply.statusCode]).toEqual([role, role === 'public' ? 401 : 403]);
      expect((await get(role, '/api/audit')).statusCode).toBe(role === 'public' ? 401 : 403);
      continue;
    }
    const { entries } = reply.json() as AuditPage;
    expect(entries.map((e) => [e.account, e.action])).toEqual([
      ['test-dispatcher', 'look'],
      ['test-lookup', 'look'],
    ]);
  }
  const page = async (query: string) => (await get('auditor', `/api/audit?${query}`)).json() as AuditPage;
  const first = await page('limit=2');
  const second = await page(`limit=2&after=${first.next}`);
  const ids = [...first.entries, ...second.entries].map((e) => e.id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(4);
  const ofOne = await page('account=test-lookup&dataset=population');
  expect(ofOne.entries.length).toBeGreaterThan(0);
  expect(ofOne.entries.every((e) => e.account === 'test-lookup' && e.dataset === 'population')).toBe(true);
  // Who reads the audit stands in it too.
  expect((await page('account=test-auditor')).entries[0]).toMatchObject({ action: 'read-audit', subject: null });
});

describe('the audit in the database', () => {
  test('is only added to: no role changes, removes or forges an entry, nor does the owner', async () => {
    for (const role of ROLES)
      for (const sql of [
        'update access.audit set account = $$x$$',
        'delete from access.audit',
        'truncate access.audit',
        "insert into access.audit (account, role, action) values ('x', 'x', 'x')",
        'select * from access.audit',
        'select * from access.account',
        'select password from access.account',
        'select * from access.session',
        'select * from access.api_key',
      ])
        await expect(as(role, sql), `${role}: ${sql}`).rejects.toMatchObject({ code: '42501' });
    for (const sql of ["update access.audit set account = 'x'", 'delete from access.audit', 'truncate access.audit'])
      await expect(server.db.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  });

  test('takes an entry only from an account and its own role', async () => {
    const lookup = await principalOf(server.db.pool, 'lookup');
    const look = { action: 'look', dataset: 'population', subjects: [person] };
    for (const principal of [
      { ...lookup, role: 'steward' as const },
      { ...lookup, account: 999_999 },
      { ...lookup, account: null },
    ])
      await expect(asPrincipal(server.db.pool, principal, (tx) => audit(tx, look))).rejects.toMatchObject({
        code: '42501',
      });
    const id = await asPrincipal(server.db.pool, lookup, (tx) =>
      audit(tx, { ...look, subjects: [person, person + 1] }),
    );
    const { rows } = await server.db.pool.query('select subject from access.audit where id >= $1 order by id', [id]);
    expect(rows.map((row) => row.subject)).toEqual([person, person + 1]);
  });

  test('is rolled back with the look it is about', async () => {
    const lookup = await principalOf(server.db.pool, 'lookup');
    const count = async () => (await server.db.pool.query('select count(*) n from access.audit')).rows[0].n;
    const before = await count();
    const failing = asPrincipal(server.db.pool, lookup, async (tx) => {
      await audit(tx, { action: 'look', dataset: 'population', subjects: [person] });
      throw new Error('the connection broke');
    });
    await expect(failing).rejects.toThrow();
    expect(await count()).toBe(before);
  });
});

test('functions that see more than a view are closed to whom they are not meant for', async () => {
  const reveal = `select * from access.reveal('population', ${person}, array['phone'], 'x', 'y')`;
  const find = `select access.find('population', '{"name": "张三丰"}', 5)`;
  for (const role of ROLES) {
    const may = async (sql: string) =>
      as(role, sql).then(
        () => true,
        (error: { code: string }) => {
          expect(error.code).toBe('42501');
          return false;
        },
      );
    expect([role, await may(reveal)]).toEqual([role, role === 'lookup' || role === 'dispatcher']);
    expect([role, await may(find)]).toEqual([role, ['lookup', 'dispatcher', 'steward'].includes(role)]);
  }
});
