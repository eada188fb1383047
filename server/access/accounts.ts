import type pg from 'pg';
import { Type } from 'typebox';
import { asPrincipal, type Db } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { badRequest, notFound, Problem } from '../errors.ts';
import { AccountChange, AccountList, MadeAccount, MadeKey, NewAccount, NewKey } from './account-schema.ts';
import { makeApiKey } from './api-keys.ts';
import { audit } from './audit.ts';
import { readablePassword } from './demo-accounts.ts';
import { hashPassword } from './password.ts';
import { requireRole } from './require-role.ts';
import type { Sessions } from './sessions.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const KeyId = Type.Object({ id: Type.Integer({ minimum: 1 }), key: Type.String({ pattern: '^[0-9a-f]{16}$' }) });

const CHANGEABLE = ['name', 'role', 'active', 'password'] as const;

/** Accounts and keys, kept by the security administrator: the only role with a grant on them. Every change is audited. */
export function accountRoutes(app: App, deps: { pool: pg.Pool; sessions: Sessions }): void {
  const { pool, sessions } = deps;

  app.get('/api/accounts', { schema: { response: { 200: AccountList } } }, async (request) => {
    requireRole(request, 'security');
    return asPrincipal(pool, request.principal, async (tx) => ({ accounts: await accountsOf(tx) }));
  });

  app.post(
    '/api/accounts',
    { schema: { body: NewAccount, response: { 200: MadeAccount } } },
    async (request, reply) => {
      requireRole(request, 'security');
      const { username, name, role, password: given } = request.body;
      // Another system has no password, only keys.
      const password = role === 'partner' ? null : (given ?? readablePassword());
      const hash = password && (await hashPassword(password));
      reply.header('cache-control', 'no-store');
      return asPrincipal(pool, request.principal, async (tx) => {
        const { rows } = await tx
          .query<{ id: number }>(
            'insert into access.account (username, name, role, password, active) values ($1, $2, $3, $4, true) returning id',
            [username, name, role, hash],
          )
          .catch((error: { code?: string }) => {
            throw error.code === '23505' ? usernameTaken() : error;
          });
        await audit(tx, { action: 'account-made', purpose: `${username} ${role}` });
        return { id: rows[0]!.id, password: given ? null : password };
      });
    },
  );

  app.patch(
    '/api/accounts/:id',
    { schema: { params: Id, body: AccountChange, response: { 200: AccountList } } },
    async (request) => {
      requireRole(request, 'security');
      const { id } = request.params;
      const { password, ...plain } = request.body;
      if (id === request.principal.account && (plain.role !== undefined || plain.active !== undefined))
        throw badRequest(
          'own-account',
          '不能修改自己账号的角色或状态，请由另一位安全管理员操作',
          'another security administrator must change the role or state of your own account',
        );
      // Column names come from this list and never from the request.
      const values = { ...plain, ...(password ? { password: await hashPassword(password) } : {}) };
      const changes = CHANGEABLE.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
      if (changes.length === 0) throw badRequest('nothing-to-change', '没有要修改的内容', 'there is nothing to change');
      const answer = await asPrincipal(pool, request.principal, async (tx) => {
        const { rows } = await tx.query<{ username: string }>(
          `update access.account set ${changes.map(([name], i) => `${name} = $${i + 2}`).join(', ')} where id = $1 returning username`,
          [id, ...changes.map(([, value]) => value)],
        );
        if (!rows[0]) throw notFound('没有这个账号', 'there is no such account');
        const said = changes.map(([name, value]) => (name === 'password' ? name : `${name}=${value}`)).join(' ');
        await audit(tx, { action: 'account-changed', purpose: `${rows[0].username} ${said}` });
        return { accounts: await accountsOf(tx) };
      });
      if (changes.some(([name]) => name !== 'name')) await sessions.endAll(id);
      return answer;
    },
  );

  app.post(
    '/api/accounts/:id/keys',
    { schema: { params: Id, body: NewKey, response: { 200: MadeKey } } },
    async (request, reply) => {
      requireRole(request, 'security');
      const { title, expiresAt } = request.body;
      const { key, id, secretHash } = makeApiKey();
      reply.header('cache-control', 'no-store');
      await asPrincipal(pool, request.principal, async (tx) => {
        await tx
          .query(
            'insert into access.api_key (id, secret_hash, account_id, title, expires_at) values ($1, $2, $3, $4, $5)',
            [id, secretHash, request.params.id, title, expiresAt ?? null],
          )
          .catch((error: { code?: string }) => {
            throw error.code === '23503' ? notFound('没有这个账号', 'there is no such account') : error;
          });
        await audit(tx, { action: 'key-made', purpose: `${id} ${title}` });
      });
      return { id, apiKey: key };
    },
  );

  app.delete(
    '/api/accounts/:id/keys/:key',
    { schema: { params: KeyId, response: { 200: AccountList } } },
    async (request) => {
      requireRole(request, 'security');
      const { id, key } = request.params;
      return asPrincipal(pool, request.principal, async (tx) => {
        const { rowCount } = await tx.query(
          'update access.api_key set revoked_at = now() where id = $1 and account_id = $2 and revoked_at is null',
          [key, id],
        );
        if (rowCount === 0) throw notFound('没有这个有效密钥', 'there is no such key in force');
        await audit(tx, { action: 'key-revoked', purpose: key });
        return { accounts: await accountsOf(tx) };
      });
    },
  );
}

const usernameTaken = () =>
  new Problem(409, 'username-taken', {
    zh: '用户名已被使用，请换一个',
    en: 'this user name is taken; choose another',
  });

async function accountsOf(tx: Db): Promise<AccountList['accounts']> {
  const { rows } = await tx.query<AccountList['accounts'][number]>(
    `select a.id, a.username, a.name, a.role, a.active, to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
       (select count(*) from access.session s where s.account_id = a.id and s.expires_at > now()) as sessions,
       coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'usedAt', k.used_at,
           'expiresAt', k.expires_at, 'revoked', k.revoked_at is not null) order by k.created_at)
         from access.api_key k where k.account_id = a.id), '[]') as keys
     from access.account a order by a.id`,
  );
  return rows;
}
