import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './deps.ts';
import { notFound, Problem } from './errors.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.pbf': 'application/x-protobuf',
};
const COMPRESSED = /^(text|application\/(json|wasm|x-protobuf)|image\/svg)/;

/**
 * No script but our own files, nothing from elsewhere, no frame around us. Inline styles are Ant Design's; workers and
 * images out of blobs are MapLibre's. `ws:` is named for browsers whose 'self' leaves out WebSockets.
 */
const CONTENT_SECURITY = [
  "default-src 'self'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer; a route that has set one itself (the API documents) keeps its own. */
export function secureHeaders(app: App, publicUrl: string): void {
  const headers: Record<string, string> = {
    'content-security-policy': CONTENT_SECURITY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=()',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}

interface File {
  body: Buffer;
  type: string;
  etag: string;
  immutable: boolean;
  gzipped?: Promise<Buffer>;
}

/**
 * The built client of `folder` from memory. Only names that were there at the start are served, so no path of a request
 * ever reaches the file system. Hashed assets never change; every other path of the client is its one page.
 */
export function serveClient(app: App, folder: string): void {
  const files = filesOf(folder);
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = decodeURI(request.url.split('?')[0]!);
    if (path === '/api' || path.startsWith('/api/')) throw notFound();
    // A page of the client has no dot in its name; a file that is not there is an error and not the page.
    const page = !basename(path).includes('.');
    const file = files.get(path) ?? (page ? files.get('/index.html') : undefined);
    if (file) return send(request, reply, file);
    if (!page || files.size > 0) throw notFound();
    throw new Problem(503, 'client-not-built', {
      zh: '客户端尚未构建，请运行 npm run build 后重新启动',
      en: 'the map client is not built; run `npm run build` and start again',
    });
  };
  app.get('/', { schema: { hide: true } }, serve);
  app.get('/*', { schema: { hide: true } }, serve);
}

async function send(request: FastifyRequest, reply: FastifyReply, file: File): Promise<FastifyReply> {
  reply
    .header('etag', file.etag)
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  reply.type(file.type);
  const accepted = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!accepted || !COMPRESSED.test(file.type)) return reply.send(file.body);
  file.gzipped ??= promisify(gzip)(file.body);
  return reply.header('content-encoding', 'gzip').send(await file.gzipped);
}

/** Every file of the folder by its URL path. */
function filesOf(folder: string): Map<string, File> {
  const files = new Map<string, File>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const at = join(entry.parentPath, entry.name);
    const body = readFileSync(at);
    const path = `/${relative(folder, at).split(sep).join('/')}`;
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    files.set(path, { body, type, etag, immutable: path.startsWith('/assets/') });
  }
  return files;
}
