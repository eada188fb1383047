import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from './deps.ts';
import { problemOf, sendProblem } from './errors.ts';
import { secureHeaders, serveClient } from './static.ts';

let app: App;
const folder = mkdtempSync(join(tmpdir(), 'client-'));

function serving(dist: string): App {
  const made = Fastify() as unknown as App;
  made.setErrorHandler((error, _request, reply) => sendProblem(reply, problemOf(error)));
  secureHeaders(made, 'https://city.example');
  serveClient(made, dist);
  return made;
}
beforeAll(() => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>四库</title>');
  writeFileSync(join(folder, 'dist/.built-from'), 'secret');
  writeFileSync(join(folder, 'dist/assets/index-abc.js'), 'let a = 1;'.repeat(100));
  app = serving(join(folder, 'dist'));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test('hashed assets are kept for ever, compressed and answered by 304; the page is asked for each time', async () => {
  const asset = await app.inject({ url: '/assets/index-abc.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(asset.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
  });
  expect(gunzipSync(asset.rawPayload).toString()).toContain('let a = 1;');
  const again = await app.inject({
    url: '/assets/index-abc.js',
    headers: { 'if-none-match': String(asset.headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  for (const url of ['/', '/planning', '/lookup?x=1', '/index.html']) {
    const page = await app.inject(url);
    expect([url, page.statusCode, page.headers['cache-control']]).toEqual([url, 200, 'no-cache']);
    expect(page.body).toContain('四库');
  }
});

test('nothing but the files of the client is served, whatever the path', async () => {
  for (const url of [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//etc/passwd.txt',
    '/.built-from',
    '/assets/none.js',
    '/api/none',
    '/%00.js',
    '/%2e%2e%2fsecret.txt',
  ]) {
    const reply = await app.inject(url);
    expect([url, reply.statusCode]).toEqual([url, 404]);
    expect(reply.body).not.toContain('secret');
  }
});

test('every answer carries the headers that keep foreign script and frames out', async () => {
  for (const url of ['/', '/assets/index-abc.js', '/api/none']) {
    const { headers } = await app.inject(url);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|\*|https?:/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
    });
  }
});

test('a client that was not built says how to build it', async () => {
  const empty = serving(join(folder, 'nothing'));
  expect((await empty.inject('/')).json()).toMatchObject({ status: 503, code: 'client-not-built' });
  await empty.close();
});
