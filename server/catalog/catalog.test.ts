import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());
const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers });

test('the landing page leads machines and people to everything', async () => {
  const { links } = (await get('/api')).json();
  for (const { href } of links) {
    const { pathname, search } = new URL(href);
    const reply = await get(pathname + search);
    expect([href, reply.statusCode < 400]).toEqual([href, true]);
  }
  const html = await get('/api', { accept: 'text/html' });
  expect(html.headers['content-type']).toContain('text/html');
  expect(html.body).toContain('/api/collections/places');
});

test('the API describes every route of itself', async () => {
  const { paths } = (await get('/api/openapi.json')).json();
  for (const path of ['/api/layers', '/api/collections/{id}/items', '/api/tiles/{layers}/{z}/{x}/{y}', '/api/catalog'])
    expect(paths).toHaveProperty([path, 'get']);
});

test('the documentation page needs no other host', async () => {
  const page = await get('/api/docs/');
  expect(page.statusCode).toBe(200);
  const asked = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((m) => m[1]!);
  expect(asked.length).toBeGreaterThan(2);
  for (const url of asked) {
    expect(url).not.toMatch(/^(https?:)?\/\//);
    expect([url, (await get(new URL(url, 'http://x/api/docs/').pathname)).statusCode]).toEqual([url, 200]);
  }
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
});

test('the catalogue tells the public that persons are held, and nothing of them', async () => {
  const { features } = (await get('/api/catalog')).json();
  const population = features.find((f: { id: string }) => f.id === 'population').properties;
  expect(population).toMatchObject({ readable: false, count: null, fields: [], sharing: 'conditional' });
  const places = features.find((f: { id: string }) => f.id === 'places').properties;
  expect(places).toMatchObject({ readable: true, count: 0 });
  expect(places.fields.map((f: { name: string }) => f.name)).not.toContain('phone');
});
