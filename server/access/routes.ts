import type { FastifyReply, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Type } from 'typebox';
import { loadedCity } from '../city.ts';
import { asPrincipal, inTransaction, type Principal, PUBLIC } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { Problem } from '../errors.ts';
import { FirstAdministrator } from './account-schema.ts';
import { accountRoutes } from './accounts.ts';
import { ApiKeys } from './api-keys.ts';
import { countAttempt, forgiveAttempts } from './attempts.ts';
import { audit } from './audit.ts';
import { auditPage } from './audit-page.ts';
import { enrolFirstAdministrator, hasAdministrator } from './first-administrator.ts';
import { checkOrigin, identifyRequests, sessionCookie } from './identify.ts';
import { verifyPassword } from './password.ts';
import { requireRole } from './require-role.ts';
import { AuditPage, Session, SignIn } from './schema.ts';
import { Sessions } from './sessions.ts';
import { csrfOf } from './tokens.ts';
import { ROLE_TITLES, WORKSPACES } from './workspaces.ts';

/** Who asks (for every route registered afterwards), sign-in and sign-out, and the audit for the auditor. */
export function accessRoutes(app: App, deps: { pool: pg.Pool; publicUrl: string }): void {
  const { pool, publicUrl } = deps;
  const sessions = new Sessions(pool);
  identifyRequests(app, { publicUrl, sessions, keys: new ApiKeys(pool) });
  accountRoutes(app, { pool, sessions });

  app.get('/api/session', { schema: { response: { 200: Session } } }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return sessionOf(pool, request.principal, request.sessionToken);
  });

  app.post('/api/session', { schema: { body: SignIn, response: { 200: Session } } }, async (request, reply) => {
    checkOrigin(request, publicUrl);
    const principal = await signIn(pool, request, reply);
    if (request.sessionToken) await sessions.end(request.sessionToken);
    const token = await sessions.open(principal.account!);
    reply.header('set-cookie', sessionCookie(publicUrl, token)).header('cache-control', 'no-store');
    return sessionOf(pool, principal, token);
  });

  app.post(
    '/api/session/first',
    { schema: { body: FirstAdministrator, response: { 200: Session } } },
    async (request, reply) => {
      checkOrigin(request, publicUrl);
      // Guessing the code is slowed like guessing a password.
      await countedAttempt(pool, 'first-administrator', request, reply);
      const principal = await enrolFirstAdministrator(pool, request.body);
      await forgiveAttempts(pool, 'first-administrator', request.ip);
      const token = await sessions.open(principal.account!);
      reply.header('set-cookie', sessionCookie(publicUrl, token)).header('cache-control', 'no-store');
      return sessionOf(pool, principal, token);
    },
  );

  app.delete('/api/session', { schema: { response: { 200: Session } } }, async (request, reply) => {
    if (request.sessionToken) {
      await asPrincipal(pool, request.principal, (tx) => audit(tx, { action: 'sign-out' }));
      await sessions.end(request.sessionToken);
    }
    reply.header('set-cookie', sessionCookie(publicUrl, null)).header('cache-control', 'no-store');
    return sessionOf(pool, PUBLIC, null);
  });

  const page = {
    after: Type.Optional(Type.Integer({ minimum: 1, description: 'entries older than this id' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  };
  const query = Type.Object({
    ...page,
    dataset: Type.Optional(Type.String({ maxLength: 100 })),
    subject: Type.Optional(Type.Integer({ minimum: 1 })),
    account: Type.Optional(Type.String({ maxLength: 100 })),
  });
  app.get('/api/audit', { schema: { querystring: query, response: { 200: AuditPage } } }, async (request) => {
    requireRole(request, 'auditor');
    return asPrincipal(pool, request.principal, (tx) => auditPage(tx, request.query));
  });

  const subject = Type.Object({ dataset: Type.String({ maxLength: 100 }), id: Type.Integer({ minimum: 1 }) });
  app.get(
    '/api/audit/subjects/:dataset/:id',
    { schema: { params: subject, querystring: Type.Object(page), response: { 200: AuditPage } } },
    async (request) => {
      requireRole(request, 'auditor');
      const { dataset, id } = request.params;
      return asPrincipal(pool, request.principal, (tx) => auditPage(tx, { ...request.query, dataset, subject: id }));
    },
  );
}

async function sessionOf(pool: pg.Pool, principal: Principal, token: string | null): Promise<Session> {
  return {
    signedIn: principal.account !== null,
    name: principal.name,
    role: principal.role,
    roleTitle: ROLE_TITLES[principal.role],
    workspaces: WORKSPACES[principal.role],
    csrf: token && csrfOf(token),
    awaitsAdministrator: principal.account === null && !(await hasAdministrator(pool)),
    city: await loadedCity(pool),
  };
}

/** @throws Problem 401 when name and password do not belong together (as slowly as when they do), 429 after many */
async function signIn(
  pool: pg.Pool,
  request: FastifyRequest<{ Body: SignIn }>,
  reply: FastifyReply,
): Promise<Principal> {
  const username = request.body.username.trim().toLowerCase();
  await countedAttempt(pool, username, request, reply);
  const { rows } = await pool.query<Principal & { password: string | null }>(
    'select id as account, name, role, password from access.account where username = $1 and active',
    [username],
  );
  const found = rows[0];
  const right = await verifyPassword(request.body.password, found?.password ?? null);
  await inTransaction(pool, async (tx) => {
    await tx.query(`select set_config('siku.account', $1, true)`, [String(found?.account ?? '')]);
    await audit(tx, { action: right ? 'sign-in' : 'sign-in-failed' });
  });
  if (!right || !found)
    throw new Problem(401, 'wrong-credentials', {
      zh: '用户名或密码不正确，请核对后重试',
      en: 'the user name or the password is not right; check both and try again',
    });
  await forgiveAttempts(pool, username, request.ip);
  return { role: found.role, account: found.account, name: found.name };
}

async function countedAttempt(
  pool: pg.Pool,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  try {
    await countAttempt(pool, name, request.ip);
  } catch (error) {
    if (error instanceof Problem) reply.header('retry-after', String(error.extra.retryAfter));
    throw error;
  }
}
