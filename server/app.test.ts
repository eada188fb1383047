import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../test/app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

test('health asks the database', async () => {
  expect((await server.app.inject('/api/health')).json()).toEqual({ ok: true });
});

test('an unknown path is a problem in both languages, without a stack', async () => {
  const reply = await server.app.inject('/api/nothing');
  expect(reply.statusCode).toBe(404);
  expect(reply.headers['content-type']).toContain('application/problem+json');
  expect(reply.json()).toMatchObject({ code: 'not-found', detail: { zh: expect.any(String), en: expect.any(String) } });
});
