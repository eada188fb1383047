import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type TestServer, testServer } from '../../test/app.ts';
import { signIn } from '../../test/sign-in.ts';
import { decodeFrame, encodeFrame, type PositionFrame } from './frame-layout.ts';

let server: TestServer;
let partner: Record<string, string>;
let dispatcher: Record<string, string>;

beforeAll(async () => {
  server = await testServer();
  await server.db.pool.query(
    `insert into data.units (code, name, kind, station, geom)
     select 'X' || n, '郑消' || n, 'fire_engine', '一站', st_setsrid(st_makepoint(113.6 + n * 0.01, 34.7), 4490)
     from generate_series(1, 5) n`,
  );
  partner = (await signIn(server.db.pool, 'partner')) as Record<string, string>;
  dispatcher = (await signIn(server.db.pool, 'dispatcher')) as Record<string, string>;
  await until(async () => (await units()).length === 5);
});
afterAll(() => server.close());

const units = async () => (await server.app.inject({ url: '/api/units', headers: dispatcher })).json();
const unit = async (code: string) => (await units()).find((u: { code: string }) => u.code === code);
const send = async (...reports: object[]) => {
  const reply = await server.app.inject({ method: 'POST', url: '/api/positions', headers: partner, payload: reports });
  expect(reply.statusCode).toBe(200);
  return reply.json();
};
const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString();
async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('positions in', () => {
  test('are taken by the clock of the source: a late fix completes the track and does not move the unit back', async () => {
    const receipt = await send(
      { unit: 'X1', lon: 113.612, lat: 34.7, speed: 40, heading: -90, fixedAt: at(10) },
      { unit: 'X1', lon: 113.61, lat: 34.7, speed: 36, heading: 90, fixedAt: at(20) },
    );
    expect(receipt).toEqual({ received: 2, stored: 2, latest: 2, teleports: 0, refused: [] });
    const late = await send({ unit: 'X1', lon: 113.6, lat: 34.7, fixedAt: at(60) });
    expect(late).toMatchObject({ stored: 1, latest: 0 });
    expect(await unit('X1')).toMatchObject({ lonLat: [113.612, 34.7], heading: 270, speed: 40, status: 'available' });
    const track = (await server.app.inject({ url: '/api/units/X1/track', headers: dispatcher })).json();
    expect(track.geometry.coordinates).toEqual([
      [113.6, 34.7],
      [113.61, 34.7],
      [113.612, 34.7],
    ]);
    expect(track.temporalGeometry.datetimes).toHaveLength(3);
  });

  test('are stored once however often they are sent, and refused one by one with the reason', async () => {
    const fix = { unit: 'X2', lon: 113.62, lat: 34.7, fixedAt: at(5) };
    expect(await send(fix, fix)).toMatchObject({ received: 2, stored: 1 });
    expect(await send(fix)).toMatchObject({ stored: 0 });
    const { stored, refused } = await send(
      { unit: 'nobody', lon: 113, lat: 34, fixedAt: at(0) },
      { unit: 'X2', lon: 213, lat: 34, fixedAt: at(0) },
      { unit: 'X2', lon: 113.62, lat: 34.7, fixedAt: 'yesterday' },
      { unit: 'X2', lon: 113.62, lat: 34.7, fixedAt: at(-3600) },
      { unit: 'X2', lon: 113.62, lat: 34.7, fixedAt: at(40 * 86_400) },
      { unit: 'X2', lon: 113.6201, lat: 34.7, fixedAt: at(1) },
    );
    expect(stored).toBe(1);
    expect(refused.map((r: { code: string; index: number }) => [r.index, r.code])).toEqual([
      [0, 'unknown-unit'],
      [1, 'no-such-place'],
      [2, 'no-such-time'],
      [3, 'clock-ahead'],
      [4, 'too-old'],
    ]);
  });

  test('too far to have been driven are kept with a flag, until three agree', async () => {
    await send({ unit: 'X3', lon: 113.63, lat: 34.7, fixedAt: at(100) });
    expect(await send({ unit: 'X3', lon: 114.63, lat: 34.7, fixedAt: at(90) })).toMatchObject({
      stored: 1,
      teleports: 1,
    });
    expect((await unit('X3')).lonLat).toEqual([113.63, 34.7]);
    await send({ unit: 'X3', lon: 114.631, lat: 34.7, fixedAt: at(80) });
    expect(await send({ unit: 'X3', lon: 114.632, lat: 34.7, fixedAt: at(70) })).toMatchObject({ latest: 1 });
    expect((await unit('X3')).lonLat).toEqual([114.632, 34.7]);
  });

  test('are for those who may: the public and a planner may not send them', async () => {
    const payload = [{ unit: 'X1', lon: 1, lat: 1, fixedAt: at(0) }];
    expect((await server.app.inject({ method: 'POST', url: '/api/positions', payload })).statusCode).toBe(401);
    const headers = (await signIn(server.db.pool, 'planner')) as Record<string, string>;
    expect((await server.app.inject({ method: 'POST', url: '/api/positions', payload, headers })).statusCode).toBe(403);
    expect((await server.app.inject({ url: '/api/units/X1/track', headers })).statusCode).toBe(403);
  });

  test('days are dropped whole', async () => {
    await send({ unit: 'X4', lon: 113.64, lat: 34.7, fixedAt: at(5 * 86_400) });
    const { rows } = await server.db.pool.query<{ n: number }>('select live.drop_before(current_date - 3) as n');
    expect(rows[0]!.n).toBe(1);
    const left = await server.db.pool.query(`select from live.position where unit = 'X4'`);
    expect(left.rowCount).toBe(0);
  });
});

describe('positions out', () => {
  test('a frame reads as it was written', () => {
    const frame: PositionFrame = {
      whole: true,
      roster: 7,
      sequence: 42,
      time: 1_790_000_000_123,
      run: 4_000_000_000,
      rows: [
        {
          slot: 3,
          age: 12,
          lon: 113.6123456,
          lat: -34.7654321,
          speed: 61,
          heading: 270,
          status: 'en-route',
          left: false,
        },
        { slot: 65_535, age: 65_535, lon: -180, lat: 85, speed: null, heading: null, status: 'off-duty', left: true },
      ],
    };
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  test('a screen gets its view, then what moves in it, and hears of what leaves', async () => {
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.app.server.address() as AddressInfo;
    const url = `ws://127.0.0.1:${port}/api/positions`;
    const stranger = new WebSocket(url);
    const [refusal] = (await once(stranger, 'unexpected-response').catch((e) => [e])) as [{ statusCode?: number }];
    expect(refusal.statusCode ?? 401).toBe(401);

    const socket = new WebSocket(url, { headers: { cookie: dispatcher.cookie! } });
    const frames: PositionFrame[] = [];
    socket.on('message', (data: Buffer) => frames.push(decodeFrame(data)));
    await once(socket, 'open');
    const here = await unit('X5');
    await send({ unit: 'X5', lon: 113.65, lat: 34.7, speed: 30, fixedAt: at(30) });
    socket.send(JSON.stringify({ bbox: [113.645, 34.69, 113.655, 34.71] }));
    await until(() => frames.length > 0);
    expect(frames[0]).toMatchObject({ whole: true, rows: [{ slot: here.slot, lon: 113.65, speed: 30, left: false }] });
    await send({ unit: 'X5', lon: 113.652, lat: 34.7, fixedAt: at(20) });
    await until(() => frames.length > 1);
    expect(frames[1]).toMatchObject({ whole: false, rows: [{ slot: here.slot, lon: 113.652 }] });
    await send({ unit: 'X5', lon: 113.665, lat: 34.7, fixedAt: at(1) });
    await until(() => frames.length > 2);
    expect(frames[2]!.rows).toMatchObject([{ slot: here.slot, left: true }]);
    expect(frames[2]!.sequence).toBeGreaterThan(frames[1]!.sequence);
    socket.close();
  });
});
