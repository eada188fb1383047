import type { FastifyRequest } from 'fastify';
import { type Principal, PUBLIC } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { Problem } from '../errors.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Sessions } from './sessions.ts';
import { csrfOf, sameText } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The token of the session this request came with, when it is a living one. */
    sessionToken: string | null;
  }
}

/** `__Host-` binds the cookie to this host over TLS; plain HTTP (a laptop, an isolated test bed) cannot have it. */
export const cookieName = (publicUrl: string) => (publicUrl.startsWith('https:') ? '__Host-siku' : 'siku');

export function sessionCookie(publicUrl: string, token: string | null): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName(publicUrl)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure}${token === null ? '; Max-Age=0' : ''}`;
}

function cookieOf(request: FastifyRequest, name: string): string | null {
  const found = (request.headers.cookie ?? '').split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1).trim() || null;
}

function keyOf(request: FastifyRequest): string | null {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string') return header;
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? null;
}

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Refuses a request that another site's page makes in the name of who is signed in here. A browser sends `Origin` with
 * every changing request and with every WebSocket; programs send none.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = origin === undefined || origin === new URL(publicUrl).origin || hostOf(origin) === host;
  if (own && site !== 'cross-site') return;
  throw new Problem(403, 'foreign-origin', {
    zh: '请求来自其他网站，已拒绝；请在本系统页面内操作',
    en: 'the request comes from another site and was refused; use the pages of this system',
  });
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Tells every request under `/api` who asks: an API key, else a session, else the public. Nothing outside `/api` depends
 * on it. A changing request of a session must carry its CSRF token; keys are never sent by a browser on its own.
 */
export function identifyRequests(app: App, deps: { publicUrl: string; sessions: Sessions; keys: ApiKeys }): void {
  const { publicUrl, sessions, keys } = deps;
  app.decorateRequest('sessionToken', null);
  app.addHook('onRequest', async (request) => {
    request.principal = PUBLIC;
    if (!request.url.startsWith('/api')) return;
    const key = keyOf(request);
    if (key !== null) {
      request.principal = (await keys.find(key)) ?? badKey();
      return;
    }
    const token = cookieOf(request, cookieName(publicUrl));
    const principal = token && (await sessions.find(token));
    if (!principal) return;
    const changing = CHANGING.has(request.method);
    if (changing || request.headers.upgrade) checkOrigin(request, publicUrl);
    // Signing in anew needs no token of the old session: the page that asks may not have it any more.
    const signingIn = request.method === 'POST' && request.routeOptions.url === '/api/session';
    if (changing && !signingIn) {
      const given = request.headers['x-csrf-token'];
      if (typeof given !== 'string' || !sameText(given, csrfOf(token)))
        throw new Problem(403, 'csrf', {
          zh: '页面已过期，请刷新后重试',
          en: 'this page is out of date: reload it and try again (header x-csrf-token)',
        });
    }
    request.principal = principal;
    request.sessionToken = token;
  });
  // What was answered to somebody is not kept by caches, unless a route has said how.
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.principal?.account !== null && request.principal && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'private, no-store');
    return payload;
  });
}

function badKey(): Principal {
  throw new Problem(401, 'bad-key', {
    zh: '接口密钥无效、已过期或已吊销，请向安全管理员申请新的密钥',
    en: 'this API key is unknown, expired or revoked; ask the security administrator for a new one',
  });
}
