import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../test/app.ts';
import { signIn } from '../../test/sign-in.ts';
import type { Assignment, Incident, IncidentLog, Ranking } from './schema.ts';

let server: TestServer;
let headers: Record<string, string>;
let partner: Record<string, string>;

/** A street west to east with a unit at every kilometre, and a school, a hospital and a shelter beside it. */
beforeAll(async () => {
  server = await testServer();
  const { pool } = server.db;
  await pool.query(
    `insert into data.roads (code, name, class, oneway, speed, from_node, to_node, geom)
     select 'r' || n, '望江大道', 'primary', false, 60, 'n' || n, 'n' || n + 1,
       st_setsrid(st_makeline(st_makepoint(113.6 + n * 0.01, 34.7), st_makepoint(113.61 + n * 0.01, 34.7)), 4490)
     from generate_series(0, 19) n`,
  );
  await pool.query(
    `insert into data.units (code, name, kind, station, geom)
     select 'U' || n, '消' || n, case when n % 2 = 0 then 'fire_engine' else 'ambulance' end, '站',
       st_setsrid(st_makepoint(113.6 + n * 0.01, 34.7), 4490) from generate_series(0, 19) n`,
  );
  await pool.query(
    `insert into data.places (code, name, kind, capacity, geom) values
     ('s', '实验小学', 'school', 900, st_setsrid(st_makepoint(113.6501, 34.7005), 4490)),
     ('h', '市一院', 'hospital', 500, st_setsrid(st_makepoint(113.70, 34.70), 4490)),
     ('t', '体育公园', 'shelter', 3000, st_setsrid(st_makepoint(113.60, 34.70), 4490))`,
  );
  headers = (await signIn(pool, 'dispatcher')) as Record<string, string>;
  partner = (await signIn(pool, 'partner')) as Record<string, string>;
  for (;;) {
    const reply = await server.app.inject({ url: '/api/isochrone?lon=113.65&lat=34.7&minutes=5' });
    const { length } = (await ask<unknown[]>('GET', '/api/units')) ?? [];
    if (reply.statusCode === 200 && length === 20) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
});
afterAll(() => server.close());

async function call(method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, payload?: object, extra: object = {}) {
  return server.app.inject({ method, url, payload, headers: { ...headers, ...extra } });
}
async function ask<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  extra: object = {},
): Promise<T> {
  const reply = await call(method, url, payload, extra);
  expect(reply.statusCode, reply.body).toBeLessThan(300);
  return reply.json() as T;
}
const report = (more: object = {}) =>
  ask<Incident>('POST', '/api/incidents', {
    what: 'building-fire',
    lonLat: [113.649, 34.7],
    level: 3,
    place: '望江大道 1 号',
    ...more,
  });
const assign = (id: number, unit: string) => ask<Assignment>('POST', `/api/incidents/${id}/assignments`, { unit });
const get = (id: number) => ask<Incident>('GET', `/api/incidents/${id}`);
const patch = (id: number, body: object) => ask<Incident>('PATCH', `/api/incidents/${id}`, body);
const undo = (id: number) => ask<Incident>('POST', `/api/incidents/${id}/undo`, {});
const logOf = (id: number) => ask<IncidentLog>('GET', `/api/incidents/${id}/log`);
const unit = async (code: string) =>
  (await ask<{ code: string; status: string; incident: number | null }[]>('GET', '/api/units')).find(
    (u) => u.code === code,
  )!;

describe('from the call to the close', () => {
  test('an incident runs its course, and the log tells it', async () => {
    const incident = await report();
    expect(incident).toMatchObject({ status: 'reported', whatTitle: { zh: '建筑火灾' }, version: 1 });
    expect(incident.number).toMatch(/^\d{8}-\d{3}$/);
    expect(incident.clocks.map((c) => [c.id, (Date.parse(c.due) - Date.parse(incident.reportedAt)) / 60_000])).toEqual([
      ['written', 60],
    ]);
    const { candidates } = await ask<Ranking>('GET', `/api/incidents/${incident.id}/ranking?kinds=fire_engine`);
    expect(candidates[0]).toMatchObject({ unit: 'U4', seconds: expect.any(Number) });
    expect(candidates[0]!.reason.zh).toMatch(/^最近：沿望江大道 1 分 2 秒，0.8 公里；没有实时位置，按驻地计算$/);

    const sent = await assign(incident.id, 'U4');
    expect(sent).toMatchObject({ unit: 'U4', status: 'assigned', etaSeconds: 62 });
    expect(await unit('U4')).toMatchObject({ status: 'assigned', incident: incident.id });
    expect((await get(incident.id)).status).toBe('dispatched');

    // The crew's terminal, with the key of another system.
    const orders = (await server.app.inject({ url: '/api/assignments?active=true', headers: partner })).json();
    expect(orders).toMatchObject([{ id: sent.id, lonLat: [113.649, 34.7], place: '望江大道 1 号' }]);
    for (const status of ['en-route', 'arrived', 'arrived']) {
      const reply = await server.app.inject({
        method: 'PATCH',
        url: `/api/assignments/${sent.id}`,
        headers: partner,
        payload: { status },
      });
      expect(reply.statusCode, reply.body).toBe(200);
    }
    const refused = await server.app.inject({
      method: 'PATCH',
      url: `/api/assignments/${sent.id}`,
      headers: partner,
      payload: { status: 'released' },
    });
    expect(refused.statusCode).toBe(403);
    expect(await get(incident.id)).toMatchObject({ status: 'on-scene', assignments: [{ status: 'arrived' }] });
    expect((await unit('U4')).status).toBe('on-scene');

    await ask('POST', `/api/incidents/${incident.id}/clocks/written`, {});
    await patch(incident.id, { status: 'controlled' });
    const closed = await patch(incident.id, { status: 'closed' });
    expect(closed).toMatchObject({ status: 'closed', assignments: [{ status: 'released' }] });
    expect(await unit('U4')).toMatchObject({ status: 'available', incident: null });
    expect((await logOf(incident.id)).map((entry) => entry.text.zh)).toEqual([
      '接报：建筑火灾（较大），望江大道 1 号',
      '派遣 消4，预计 1 分钟到达',
      '消4 出动途中',
      '消4 已到场',
      '书面初报已完成',
      '事件已控制',
      '事件已结束，1 个力量归队',
    ]);
  });

  test('the hazard zone answers who and what is affected, and where help is', async () => {
    const { id } = await report({ what: 'hazchem-leak', level: 2 });
    expect((await call('GET', `/api/incidents/${id}/affected`)).json()).toMatchObject({ code: 'no-hazard-zone' });
    const hazard = { kind: 'wedge', radius: 200, distance: 2000, windFrom: 180, angle: 60 };
    const incident = await ask<Incident>('PUT', `/api/incidents/${id}/zone`, { hazard });
    expect(incident).toMatchObject({ hazard, zone: { type: 'Polygon' } });
    const affected = await ask<Record<string, { code: string; metres: number }[]>>(
      'GET',
      `/api/incidents/${id}/affected`,
    );
    expect(affected.inside).toMatchObject([{ code: 's', metres: expect.any(Number) }]);
    expect(affected.hospitals!.map((p) => p.code)).toEqual(['h']);
    expect(affected.shelters!.map((p) => p.code)).toEqual(['t']);
    // Other incidents' zones may close roads; the unit beyond them has no way.
    const other = await report({ lonLat: [113.62, 34.7] });
    const { candidates } = await ask<Ranking>('GET', `/api/incidents/${other.id}/ranking?avoidZones=true`);
    expect(candidates.find((c) => c.unit === 'U8')).toMatchObject({
      seconds: null,
      reason: { zh: expect.stringContaining('无路可达') },
    });
  });
});

describe('orders', () => {
  test('of a hundred at once for one unit, one succeeds', async () => {
    const incidents = await Promise.all(Array.from({ length: 10 }, () => report()));
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        call('POST', `/api/incidents/${incidents[i % 10]!.id}/assignments`, { unit: 'U10' }),
      ),
    );
    expect(replies.filter((r) => r.statusCode === 201)).toHaveLength(1);
    expect(replies.filter((r) => r.json().code === 'unit-busy')).toHaveLength(99);
    const { rows } = await server.db.pool.query(`select from command.assignment where unit = 'U10'`);
    expect(rows).toHaveLength(1);
  });

  test('repeated with one key are done once, together or later', async () => {
    const body = { what: 'gas-leak', lonLat: [113.66, 34.7], level: 3 };
    const key = { 'idempotency-key': 'call-17' };
    const replies = await Promise.all(Array.from({ length: 5 }, () => call('POST', '/api/incidents', body, key)));
    expect(new Set(replies.map((r) => r.json().id)).size).toBe(1);
    const other = await call('POST', '/api/incidents', { ...body, level: 4 }, key);
    expect(other.json()).toMatchObject({ status: 422, code: 'key-reused' });
  });

  test('meant for an older version are refused with the newer one', async () => {
    const { id, version } = await report();
    const stale = { 'if-match': `"${version}"` };
    const first = await call('PATCH', `/api/incidents/${id}`, { level: 2 }, stale);
    expect(first.headers.etag).toBe(`"${version + 1}"`);
    const second = await call('PATCH', `/api/incidents/${id}`, { level: 1 }, stale);
    expect(second.json()).toMatchObject({ status: 412, code: 'changed-meanwhile', version: version + 1 });
    expect((await get(id)).clocks.map((c) => c.id)).toEqual(['phone', 'written']);
  });

  test('out of order, to nowhere, or by somebody else are refused in words', async () => {
    const { id } = await report();
    expect((await call('PATCH', `/api/incidents/${id}`, { status: 'controlled' })).json()).toMatchObject({
      status: 409,
      code: 'wrong-step',
      detail: { zh: '当前为“已接报”，不能改为“已控制”' },
    });
    expect((await call('POST', `/api/incidents/${id}/assignments`, { unit: 'nobody' })).json().code).toBe(
      'unknown-unit',
    );
    expect((await call('GET', '/api/incidents/999999')).statusCode).toBe(404);
    expect((await call('POST', '/api/incidents', { what: 'party', lonLat: [0, 0], level: 1 })).json().code).toBe(
      'unknown-incident-type',
    );
    expect((await server.app.inject({ url: '/api/incidents' })).statusCode).toBe(401);
    const planner = (await signIn(server.db.pool, 'planner')) as Record<string, string>;
    expect((await server.app.inject({ url: '/api/incidents', headers: planner })).statusCode).toBe(403);
  });
});

describe('taking back', () => {
  test('goes back step by step, newest first, to the report', async () => {
    const { id } = await report();
    const hazard = { kind: 'circle', radius: 300 };
    await patch(id, { hazard });
    const { id: assignment } = await assign(id, 'U12');
    await ask('PATCH', `/api/assignments/${assignment}`, { status: 'en-route' });
    await ask('PATCH', `/api/assignments/${assignment}`, { status: 'arrived' });
    await patch(id, { status: 'closed' });

    expect(await undo(id)).toMatchObject({
      status: 'on-scene',
      closedAt: null,
      assignments: [{ status: 'arrived', releasedAt: null }],
    });
    expect(await unit('U12')).toMatchObject({ status: 'on-scene', incident: id });
    expect(await undo(id)).toMatchObject({
      status: 'dispatched',
      assignments: [{ status: 'en-route', arrivedAt: null }],
    });
    expect(await undo(id)).toMatchObject({ assignments: [{ status: 'assigned', enRouteAt: null }] });
    expect(await undo(id)).toMatchObject({ status: 'reported', assignments: [{ status: 'cancelled' }] });
    expect(await unit('U12')).toMatchObject({ status: 'available', incident: null });
    expect(await undo(id)).toMatchObject({ hazard: null, zone: null });
    expect((await call('POST', `/api/incidents/${id}/undo`, {})).json().code).toBe('nothing-to-undo');
    expect((await logOf(id)).at(-1)!.text.zh).toBe('撤销：危险区变更');
  });

  test('a close does not call back a unit that works elsewhere by now', async () => {
    const { id } = await report();
    await assign(id, 'U14');
    await patch(id, { status: 'closed' });
    const other = await report();
    await assign(other.id, 'U14');
    expect(await undo(id)).toMatchObject({ status: 'dispatched', assignments: [{ status: 'released' }] });
    expect(await unit('U14')).toMatchObject({ incident: other.id });
    expect((await logOf(id)).at(-1)!.text.zh).toContain('U14 已另有任务，未恢复');
  });
});

describe('rights in the database', () => {
  const as = (role: string, sql: string) =>
    server.db.pool.query(`begin; set local role siku_${role}; ${sql}; rollback`).then(
      () => 'done',
      async (error: { code: string }) => {
        await server.db.pool.query('rollback');
        return error.code;
      },
    );
  test('nobody changes the log, not even its owner; only the desk reads incidents', async () => {
    expect(await as('dispatcher', `insert into command.log (incident_id, account, kind) values (1, 'x', 'note')`)).toBe(
      '42501',
    );
    expect(await as('dispatcher', 'delete from command.log')).toBe('42501');
    expect(await as('planner', 'select * from command.incident')).toBe('42501');
    expect(await as('partner', 'select note from command.incident')).toBe('42501');
    expect(await as('partner', `update command.assignment set status = 'cancelled' where id = 1`)).toBe('42501');
    await expect(server.db.pool.query('update command.log set kind = kind')).rejects.toThrow('append-only');
  });
});
