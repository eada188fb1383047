import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { signIn } from '../../test/sign-in.ts';
import { asPrincipal } from '../db/pool.ts';
import type { Batch, QuarantinePage } from './schema.ts';

let server: TestServer;
const sessions = new Map<Role, Record<string, string>>();
beforeAll(async () => {
  server = await testServer();
  for (const role of ['steward', 'planner'] as const)
    sessions.set(role, (await signIn(server.db.pool, role)) as Record<string, string>);
});
afterAll(() => server.close());

const ask = (role: Role | null, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  server.app.inject({ method, url, payload, headers: role ? sessions.get(role) : {} });

/** Uploads and waits until the check is over. */
async function upload(text: string, role: Role | null = 'steward') {
  const sent = await server.app.inject({
    method: 'POST',
    url: `/api/loads?dataset=places&filename=${encodeURIComponent('重点场所.csv')}&asOf=2026-10-01`,
    payload: Buffer.from(text),
    headers: { ...(role ? sessions.get(role) : {}), 'content-type': 'application/octet-stream' },
  });
  if (sent.statusCode !== 202) return { sent, batch: null as never };
  for (;;) {
    const batch: Batch = (await ask(role, 'GET', `/api/loads/${sent.json<Batch>().id}`)).json();
    if (batch.status === 'failed' || (batch.status === 'checked' && batch.progress === null && compared(batch)))
      return { sent, batch };
    await sleep(20);
  }
}
const compared = ({ result }: Batch) =>
  !!result && result.added + result.changed + result.unchanged === result.accepted;

const FILE = `场所编码,名称,类别,经度,纬度,说明
P1,第一小学,学校,117.2,31.2,
P2,第二小学,学校,117.21,31.21,"=HYPERLINK(""http://x"")"
P3,某处,飞船,117.2,31.2,"=1+1"
`;

describe('a file sent by the web', () => {
  test('is checked, compared, committed and undone, and each step tells what it did', async () => {
    const { batch } = await upload(FILE);
    expect(batch).toMatchObject({
      status: 'checked',
      datasetTitle: { zh: '重点场所' },
      file: '重点场所.csv',
      asOf: '2026-10-01',
      crs: 'EPSG:4490',
      encoding: 'utf-8',
      result: { read: 3, accepted: 2, quarantined: 1, added: 2, placed: { point: 2 } },
    });
    expect(batch.mapping).toContainEqual({ column: '经度', field: 'lon' });
    const counted = async () => (await server.db.pool.query('select count(*) as n from data.places')).rows[0].n;
    expect(await counted()).toBe(0);
    const committed = await ask('steward', 'POST', `/api/loads/${batch.id}/commit`, {});
    expect(committed.json()).toMatchObject({ batch: batch.id, added: 2 });
    expect(await counted()).toBe(2);
    expect((await ask('steward', 'POST', `/api/loads/${batch.id}/commit`, {})).json()).toMatchObject({
      code: 'not-checked',
    });
    expect((await ask('steward', 'DELETE', `/api/loads/${batch.id}`)).json()).toMatchObject({ code: 'still-standing' });
    const undone = await ask('steward', 'POST', `/api/loads/${batch.id}/undo`);
    expect(undone.json()).toMatchObject({ removed: 2, restored: 0, returned: 0 });
    expect(await counted()).toBe(0);
    const { loads } = (await ask('steward', 'GET', '/api/loads?dataset=places')).json<{ loads: Batch[] }>();
    expect(loads[0]).toMatchObject({ id: batch.id, status: 'undone' });
  });

  test('gives back what it refused, with reasons, and no formula runs in the download', async () => {
    const { batch } = await upload(FILE);
    const page: QuarantinePage = (await ask('steward', 'GET', `/api/loads/${batch.id}/quarantine`)).json();
    expect(page.rows).toMatchObject([
      {
        line: 4,
        cells: ['P3', '某处', '飞船', '117.2', '31.2', '=1+1'],
        reasons: [{ column: '类别', code: 'not-in-list' }],
      },
    ]);
    expect(page.byReason).toMatchObject([{ code: 'not-in-list', count: 1, text: { zh: expect.any(String) } }]);
    const sent = await ask('steward', 'GET', `/api/loads/${batch.id}/rows/3`);
    expect(sent.json()).toMatchObject({
      line: 3,
      cells: ['P2', '第二小学', '学校', '117.21', '31.21', '=HYPERLINK("http://x")'],
    });
    expect((await ask('steward', 'GET', `/api/loads/${batch.id}/rows/99`)).json()).toMatchObject({ code: 'no-row' });
    const csv = await ask('steward', 'GET', `/api/loads/${batch.id}/quarantine?f=csv`);
    expect(csv.headers['content-disposition']).toContain('attachment');
    expect(csv.body).toContain("P3,某处,飞船,117.2,31.2,'=1+1,4,");
    expect((await ask('steward', 'DELETE', `/api/loads/${batch.id}`)).statusCode).toBe(204);
    expect((await ask('steward', 'GET', `/api/loads/${batch.id}`)).statusCode).toBe(404);
  });

  test('that is no table of the dataset fails and says what it lacks', async () => {
    const { batch } = await upload('a,b\n1,2\n');
    expect(batch).toMatchObject({ status: 'failed', error: { zh: expect.stringContaining('场所编码') } });
  });

  test('is the steward’s alone', async () => {
    expect((await upload(FILE, null)).sent.statusCode).toBe(401);
    expect((await upload(FILE, 'planner')).sent.statusCode).toBe(403);
    for (const path of ['/api/loads', '/api/loads/1', '/api/loads/1/quarantine'])
      expect((await ask('planner', 'GET', path)).statusCode).toBe(403);
    const asRole = (role: Role, sql: string) =>
      asPrincipal(server.db.pool, { role, account: null, name: '' }, (tx) => tx.query(sql));
    await expect(asRole('planner', 'select etl.may_load()')).rejects.toThrow(/permission denied/);
    await expect(asRole('steward', 'delete from etl.quarantine')).rejects.toThrow(/permission denied/);
  });
});
