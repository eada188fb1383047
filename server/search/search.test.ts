import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import { PERSON_READERS, ROLES, type Role } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { layBlock } from '../../test/block.ts';
import { signIn } from '../../test/sign-in.ts';
import type { SearchResults } from './schema.ts';

let server: TestServer;
let idOf: (dataset: string, key: string) => Promise<number>;
const sessions = new Map<Role, object>();

beforeAll(async () => {
  server = await testServer();
  idOf = await layBlock(server.db.pool);
  for (const role of ROLES) sessions.set(role, await signIn(server.db.pool, role));
});
afterAll(() => server.close());

const ask = (role: Role, q: string, more = '') =>
  server.app.inject({
    url: `/api/search?q=${encodeURIComponent(q)}${more}`,
    headers: sessions.get(role) as Record<string, string>,
  });
const search = async (q: string, more = '', role: Role = 'public'): Promise<SearchResults> =>
  (await ask(role, q, more)).json();
const found = async (q: string, more = '') =>
  (await search(q, more)).groups.map((g) => [g.dataset, g.results[0]!.title, g.results[0]!.match]);
const persons = (role: Role, body: object) =>
  server.app.inject({
    method: 'POST',
    url: '/api/search/persons',
    payload: body,
    headers: sessions.get(role) as Record<string, string>,
  });

describe('a search finds', () => {
  const A1 = '示范市东湖区中山路12号湖滨花园1号楼1单元';
  test.each([
    ['91990101MA0000001Y', ['legal-entities', '湖滨软件有限公司', 'code']],
    // O for 0, I for 1, lower case and a blank: repaired, because the check character then holds.
    ['91990101maOOOOO0 Iy', ['legal-entities', '湖滨软件有限公司', 'code']],
    ['990101', ['regions', '东湖区', 'code']],
    ['东湖超市', ['legal-entities', '东湖超市', 'exact']],
    ['湖滨软件', ['legal-entities', '湖滨软件有限公司', 'prefix']],
    ['软件有限', ['legal-entities', '湖滨软件有限公司', 'contains']],
    ['湖斌软件有限公司', ['legal-entities', '湖滨软件有限公司', 'similar']],
    ['hbrj', ['legal-entities', '湖滨软件有限公司', 'pinyin']],
    ['hubinruanjian', ['legal-entities', '湖滨软件有限公司', 'pinyin']],
    ['第一中学', ['places', '示范市第一中学', 'contains']],
    ['中山路 1号楼', ['addresses', A1, 'contains']],
    ['东湖区中山路十二号', ['addresses', A1, 'contains']],
    ['中山路１２号１幢1单元', ['addresses', A1, 'contains']],
    ['湖滨花园9号楼', ['addresses', A1, 'similar']],
    ['湖滨花园1栋一单元502室', ['addresses', A1, 'contains']],
  ])('%s', async (q, expected) => expect(await found(q)).toContainEqual(expected));

  test('a coordinate in either order', async () => {
    for (const q of ['117.2,31.5', '31.5N 117.2E'])
      expect((await search(q)).groups).toEqual([
        expect.objectContaining({
          dataset: 'coordinate',
          results: [expect.objectContaining({ id: 0, lonLat: [117.2, 31.5] })],
        }),
      ]);
  });
  test('nothing, and says so with no groups', async () => expect((await search('没有这样的东西')).groups).toEqual([]));
  test('signs that mean something in SQL as themselves', async () => {
    for (const q of ["'", '%', '_', '\\', '100%', "'; drop table data.regions --", '%%%%'])
      expect([q, await search(q)]).toEqual([q, expect.objectContaining({ groups: [] })]);
  });
});

test('among equals the nearer comes first, with its distance; types narrow', async () => {
  const near = async (at: string) => (await search('湖滨花园1号楼', `&near=${at}&types=addresses`)).groups;
  const [west] = await near('117.2,31.2001');
  const [east] = await near('117.2005,31.2001');
  expect(west!.results.map((r) => r.title.slice(-3))).toEqual(['1单元', '2单元']);
  expect(east!.results.map((r) => r.title.slice(-3))).toEqual(['2单元', '1单元']);
  expect(west!.results[0]!.distance).toBeLessThan(15);
  expect(west!.dataset).toBe('addresses');
  expect((await ask('public', '中山', '&near=31,x')).json()).toMatchObject({ status: 400, code: 'near' });
});

describe('persons', () => {
  test('are in no answer of GET, whoever asks, and their numbers are refused there', async () => {
    for (const role of ROLES) {
      for (const q of ['张三丰', 'zsf', 'zhangsanfeng', '13800002222', '钱多多']) {
        const reply = await ask(role, q);
        expect(reply.statusCode).toBe(200);
        expect(reply.json().groups.map((g: { dataset: string }) => g.dataset)).not.toContain('population');
        expect(reply.json().groups).toEqual([]);
      }
      expect((await ask(role, '990101198003070010')).json()).toMatchObject({ status: 400, code: 'person-search' });
    }
  });

  test('are found by whole values by who may, masked to the role, one audit entry each', async () => {
    for (const role of ROLES) {
      const reply = await persons(role, { q: '990101198003070010', purpose: '核实', caseNumber: 'C1' });
      if (!PERSON_READERS.includes(role)) {
        expect([role, reply.statusCode]).toEqual([role, role === 'public' ? 401 : 403]);
        continue;
      }
      const [group] = (reply.json() as SearchResults).groups;
      expect(group!.results).toHaveLength(1);
      expect(group!.results[0]!.title).toBe(role === 'lookup' ? '张三丰' : '张**');
      expect(reply.body).not.toContain('990101198003070010');
      const { rows } = await server.db.pool.query(
        'select account, action, subject, purpose, case_number, fields from access.audit order by id desc limit 1',
      );
      expect(rows[0]).toEqual({
        account: `test-${role}`,
        action: 'search',
        subject: await idOf('population', '张三丰'),
        purpose: '核实',
        case_number: 'C1',
        fields: ['id_number'],
      });
    }
  });

  test('by name, narrowed by birth date or region; never by a part of a value', async () => {
    const count = async (body: object) => (await persons('dispatcher', body)).json().groups[0]?.results.length ?? 0;
    expect(await count({ q: '李四娘' })).toBe(1);
    expect(await count({ name: '李四娘', birthDate: '1982-01-05' })).toBe(1);
    expect(await count({ name: '李四娘', birthDate: '1982-01-06' })).toBe(0);
    expect(await count({ name: '李四娘', regionCode: '990101' })).toBe(1);
    expect(await count({ name: '李四娘', regionCode: '990102' })).toBe(0);
    expect(await count({ phone: '138 0000 2222' })).toBe(4);
    for (const part of ['李', '李%', '1380000', '99010119800307'])
      expect([part, await count({ q: part })]).toEqual([part, 0]);
    for (const body of [{}, { birthDate: '1982-01-05' }, { idNumber: '123' }, { regionCode: '990101' }])
      expect((await persons('dispatcher', body)).json()).toMatchObject({ code: 'person-query' });
  });

  test('are not found when it cannot be written down', async () => {
    await server.db.pool.query('alter table access.audit add constraint broken check (id < 0) not valid');
    try {
      const reply = await persons('lookup', { q: '张三丰' });
      expect(reply.statusCode).toBe(500);
      expect(reply.body).not.toMatch(/张|990101/);
    } finally {
      await server.db.pool.query('alter table access.audit drop constraint broken');
    }
  });
});

test('role by dataset: a search answers from the datasets the role reads, and no others', async () => {
  await server.db.pool.query(
    `insert into data.units (code, name, kind, station, pinyin, geom)
     values ('F1', '湖滨消防一车', 'fire', '湖滨站', 'hbxfyc', st_setsrid(st_makepoint(117.2, 31.2), 4490))`,
  );
  for (const role of ROLES) {
    const groups = (await search('湖滨', '&near=117.2,31.2', role)).groups.map((g) => g.dataset).sort();
    const expected = DATASETS.filter((d) => (d.readers as readonly Role[]).includes(role)).map((d) => d.id as string);
    expect(groups, role).toEqual(
      ['addresses', 'buildings', 'legal-entities', 'parcels', 'regions', 'units'].filter((id) => expected.includes(id)),
    );
  }
});
