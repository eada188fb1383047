import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';
import { principalOf, signIn } from '../../test/sign-in.ts';
import { makeApiKey } from '../access/api-keys.ts';
import type { Assignment, Incident, Unit } from '../command/schema.ts';
import { Drive } from './drive.ts';

let server: TestServer;
let child: ChildProcess | undefined;
let headers: Record<string, string>;
let errors = '';

beforeAll(async () => {
  server = await testServer();
  const { pool } = server.db;
  await pool.query(
    `insert into data.roads (code, name, class, oneway, speed, from_node, to_node, geom)
     select 'r' || n, '环路', 'primary', true, 60, 'n' || n, 'n' || (n + 1) % 12,
       st_setsrid(st_makeline(st_makepoint(113.6 + 0.0015 * cosd(n * 30), 34.7 + 0.0015 * sind(n * 30)),
         st_makepoint(113.6 + 0.0015 * cosd((n + 1) * 30), 34.7 + 0.0015 * sind((n + 1) * 30))), 4490)
     from generate_series(0, 11) n`,
  );
  await pool.query(
    `insert into data.units (code, name, kind, station, geom) values
     ('P1', '巡一', 'police_car', '所', st_setsrid(st_makepoint(113.6015, 34.7), 4490)),
     ('F1', '消一', 'fire_engine', '站', st_setsrid(st_makepoint(113.5985, 34.7), 4490))`,
  );
  headers = (await signIn(pool, 'dispatcher')) as Record<string, string>;
  const { account } = await principalOf(pool, 'partner');
  const { key, id, secretHash } = makeApiKey();
  await pool.query('insert into access.api_key (id, secret_hash, account_id, title) values ($1, $2, $3, $4)', [
    id,
    secretHash,
    account,
    'simulator',
  ]);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo;
  child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'simulator.ts'), '--url', `http://127.0.0.1:${port}`, '--pace', '5'],
    {
      env: { ...process.env, SIKU_API_KEY: key },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  child.stderr!.on('data', (text) => {
    errors += text;
  });
});
afterAll(async () => {
  child?.kill('SIGTERM');
  await server.close();
});

async function ask<T>(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<T> {
  const reply = await server.app.inject({ method, url, payload, headers });
  expect(reply.statusCode, reply.body).toBeLessThan(300);
  return reply.json() as T;
}
const units = async () => new Map((await ask<Unit[]>('GET', '/api/units')).map((unit) => [unit.code, unit]));
async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) {
    if (errors) throw new Error(errors);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('units report, drive to where they are sent and come home', async () => {
  await until(async () => [...(await units()).values()].every((unit) => unit.lonLat !== null));
  const incident = await ask<Incident>('POST', '/api/incidents', {
    what: 'building-fire',
    lonLat: [113.6, 34.7015],
    level: 4,
  });
  const { id } = await ask<Assignment>('POST', `/api/incidents/${incident.id}/assignments`, { unit: 'F1' });
  const orders = () => ask<Assignment[]>('GET', '/api/assignments');
  await until(async () => (await orders()).find((order) => order.id === id)?.status === 'arrived');
  const [order] = await orders();
  expect(order!.enRouteAt).not.toBeNull();
  await until(async () => (await units()).get('F1')!.lonLat![1] > 34.7014);
  expect((await ask<Incident>('GET', `/api/incidents/${incident.id}`)).status).toBe('on-scene');
  await ask('PATCH', `/api/incidents/${incident.id}`, { status: 'closed' });
  await until(async () => (await units()).get('F1')!.lonLat![1] < 34.7003);
}, 90_000);

test('a drive keeps the speed of each road', () => {
  const drive = new Drive({
    engine: 'graph',
    seconds: 0,
    metres: 0,
    geometry: {
      type: 'LineString',
      coordinates: [
        [113.6, 34.7],
        [113.61, 34.7],
        [113.62, 34.7],
      ],
    },
    steps: [
      { text: { zh: '', en: '' }, metres: 915, seconds: 91.5, lonLat: [113.6, 34.7] },
      { text: { zh: '', en: '' }, metres: 915, seconds: 45.75, lonLat: [113.61, 34.7] },
    ],
  });
  expect(drive.seconds).toBeCloseTo(137.4, 0);
  expect(drive.at(45).speed).toBeCloseTo(36, 0);
  expect(drive.at(45).lonLat[0]).toBeCloseTo(113.605, 3);
  expect(drive.at(120)).toMatchObject({ heading: 90, done: false });
  expect(drive.at(500)).toMatchObject({ lonLat: [113.62, 34.7], speed: 0, done: true });
});
