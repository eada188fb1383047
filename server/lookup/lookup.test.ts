import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import { ROLES, type Role, SIGHT } from '../../datasets/roles.ts';
import { type TestServer, testServer } from '../../test/app.ts';
import { layBlock } from '../../test/block.ts';
import { signIn } from '../../test/sign-in.ts';
import type { EntityProfile } from './schema.ts';

let server: TestServer;
let idOf: (dataset: string, key: string) => Promise<number>;
const sessions = new Map<Role, object>();

beforeAll(async () => {
  server = await testServer();
  idOf = await layBlock(server.db.pool);
  for (const role of ROLES) sessions.set(role, await signIn(server.db.pool, role));
});
afterAll(() => server.close());

const get = (role: Role, url: string, headers: object = {}) =>
  server.app.inject({ url, headers: { ...sessions.get(role), ...headers } as Record<string, string> });
const post = (role: Role, url: string, payload: object) =>
  server.app.inject({ method: 'POST', url, payload, headers: sessions.get(role) as Record<string, string> });
const profile = async (role: Role, type: string, id: number): Promise<EntityProfile> =>
  (await get(role, `/api/entities/${type}/${id}`)).json();
const field = (p: EntityProfile, name: string) => p.record.fields.find((f) => f.name === name);
const link = (p: EntityProfile, zh: string) => p.links.find(({ relation }) => relation.zh === zh);
const titles = (p: EntityProfile, zh: string) => link(p, zh)?.records.map((r) => r.title);
const entries = async () =>
  (
    await server.db.pool.query(
      'select account, action, dataset, subject, fields, purpose, case_number from access.audit order by id',
    )
  ).rows;

describe('the profile of a person', () => {
  test('shows household, address, building, parcel and regions, and where it all comes from', async () => {
    const p = await profile('lookup', 'population', await idOf('population', '张三丰'));
    expect(p.record.title).toBe('张三丰');
    expect(field(p, 'sex')).toMatchObject({ value: 'male', text: { zh: '男', en: 'Male' }, masked: false });
    expect(field(p, 'id_number')).toMatchObject({ value: '990101********0010', masked: true });
    expect(field(p, 'region_code')!.text).toEqual({ zh: '湖滨社区', en: '湖滨社区' });
    expect(p.record.place).toMatchObject({ level: 'entrance', method: 'normalised', lonLat: [117.2001, 31.2001] });
    expect(p.record.source).toMatchObject({ file: '公安局_人口_2026-10.csv', line: 2, department: { zh: '公安局' } });
    expect(titles(p, '同户人员')).toEqual(['李四娘', '张小明']);
    expect(titles(p, '标准地址')).toEqual(['示范市东湖区中山路12号湖滨花园1号楼1单元']);
    expect(titles(p, '建筑')).toEqual(['湖滨花园1号楼']);
    expect(titles(p, '宗地')).toEqual(['湖滨花园用地']);
    expect(titles(p, '行政区划')).toEqual(['湖滨社区', '中山路街道', '东湖区', '示范市']);
    expect(titles(p, '同楼法人')).toEqual(['湖滨软件有限公司', '东湖超市']);
    // Neighbours are a number: who asks for one person is not shown the whole building.
    expect(link(p, '同楼人口')).toMatchObject({ total: 3, records: [] });
  });

  test('is masked to the role, and every person in it is written to the audit with the reason', async () => {
    const id = await idOf('population', '张三丰');
    const before = (await entries()).length;
    const headers = { 'x-purpose': encodeURIComponent('走失人员协查'), 'x-case-number': 'A2026-11' };
    const p: EntityProfile = (await get('dispatcher', `/api/entities/population/${id}`, headers)).json();
    expect(p.record.title).toBe('张**');
    expect(field(p, 'address')).toMatchObject({ value: '******', masked: true });
    expect(titles(p, '同户人员')).toEqual(['李**', '张**']);
    const written = (await entries()).slice(before);
    expect(written.map((e) => [e.account, e.action, e.subject])).toEqual([
      ['test-dispatcher', 'look', id],
      ['test-dispatcher', 'list', await idOf('population', '李四娘')],
      ['test-dispatcher', 'list', await idOf('population', '张小明')],
    ]);
    expect(written[0]).toMatchObject({
      purpose: '走失人员协查',
      case_number: 'A2026-11',
      fields: expect.arrayContaining(['name']),
    });
  });

  test('is not shown when it cannot be written down', async () => {
    const id = await idOf('population', '张三丰');
    await server.db.pool.query('alter table access.audit add constraint broken check (id < 0) not valid');
    try {
      const reply = await get('lookup', `/api/entities/population/${id}`);
      expect(reply.statusCode).toBe(500);
      expect(reply.body).not.toContain('张三丰');
      expect(reply.body).not.toContain('constraint');
    } finally {
      await server.db.pool.query('alter table access.audit drop constraint broken');
    }
  });

  test('has a time line of what it held before, masked too', async () => {
    const id = await idOf('population', '王奶奶');
    await server.db.pool.query(
      `update data.population set phone = '13811113333', birth_date = '1955-12-13', since = '2026-11-01' where id = $1`,
      [id],
    );
    const seen = await profile('lookup', 'population', id);
    expect(seen.history).toHaveLength(1);
    expect(seen.history[0]).toMatchObject({ operation: 'update' });
    expect(seen.history[0]!.changed).toEqual([
      expect.objectContaining({ name: 'birth_date', value: '1955-12-12', masked: false }),
      expect.objectContaining({ name: 'phone', value: '138****2222', masked: true }),
    ]);
    const masked = await profile('steward', 'population', id);
    expect(masked.history[0]!.changed.map((f) => f.value)).not.toContain('1955-12-12');
  });
});

describe('the profile of', () => {
  test('an address lists its persons and firms to those who may read persons, and only the firms to others', async () => {
    const id = await idOf('addresses', 'A1');
    const p = await profile('lookup', 'addresses', id);
    expect(titles(p, '人口')).toEqual(['张三丰', '李四娘', '张小明']);
    expect(titles(p, '法人')).toHaveLength(2);
    const planner = await profile('planner', 'addresses', id);
    expect(link(planner, '人口')).toBeUndefined();
    expect(link(planner, '法人')!.total).toBe(2);
  });

  test('a building counts households by entrance and names no person', async () => {
    const id = await idOf('buildings', 'B1');
    const p = await profile('lookup', 'buildings', id);
    const counts = link(p, '标准地址')!.records.map((r) =>
      Object.fromEntries(
        r.fields.filter((f) => ['persons', 'households', 'entities'].includes(f.name)).map((f) => [f.name, f.value]),
      ),
    );
    expect(counts).toEqual([
      { persons: 3, households: 1, entities: 2 },
      { persons: 1, households: 1, entities: 0 },
    ]);
    expect(link(p, '人口')).toMatchObject({ total: 4, records: [] });
    expect(titles(p, '行政区划')).toEqual(['湖滨社区', '中山路街道', '东湖区', '示范市']);
    const open = await profile('public', 'buildings', id);
    expect(JSON.stringify(open)).not.toMatch(/persons|households|人口_|population/);
  });

  test('an entity has its industry in words and its neighbours in the building', async () => {
    const p = await profile('planner', 'legal-entities', await idOf('legal_entities', '湖滨软件有限公司'));
    expect(field(p, 'industry')!.text).toMatchObject({ zh: '信息传输、软件和信息技术服务业' });
    expect(titles(p, '同楼法人')).toEqual(['东湖超市']);
    expect(titles(p, '建筑')).toEqual(['湖滨花园1号楼']);
  });

  test('a parcel reaches its buildings and through them who is there', async () => {
    const p = await profile('planner', 'parcels', await idOf('parcels', 'P1'));
    expect(titles(p, '建筑')).toEqual(['湖滨花园1号楼']);
    expect(link(p, '法人')!.total).toBe(2);
  });

  test('a region has its chain, its parts, what it contains and its own latest figures', async () => {
    const p = await profile('steward', 'regions', await idOf('regions', '990101000000'));
    expect(titles(p, '上级行政区划')).toEqual(['示范市']);
    expect(titles(p, '下级行政区划')).toEqual(['中山路街道']);
    expect(link(p, '人口')).toMatchObject({ total: 4, records: [] });
    const figures = link(p, '宏观经济')!.records.map((r) => r.fields.find((f) => f.name === 'period')!.value);
    expect(figures).toEqual(['2026-09', '2026-08']);
  });

  test('a place without address has the nearest one and the regions around it', async () => {
    const p = await profile('public', 'places', await idOf('places', 'S1'));
    expect(titles(p, '最近标准地址')).toEqual(['示范市东湖区中山路12号湖滨花园1号楼2单元']);
    expect(titles(p, '行政区划')?.[0]).toBe('湖滨社区');
    expect(field(p, 'phone')).toBeUndefined();
    expect(p.record.source.file).toBeNull();
  });
});

test('role by dataset: a profile has exactly the fields its role may see, and no other role gets one', async () => {
  for (const dataset of DATASETS) {
    const { rows } = await server.db.pool.query<{ id: number }>(
      `select id from data.${dataset.id.replaceAll('-', '_')} limit 1`,
    );
    if (!rows[0]) continue;
    for (const role of ROLES) {
      const reply = await get(role, `/api/entities/${dataset.id}/${rows[0].id}`);
      if (!(dataset.readers as readonly Role[]).includes(role)) {
        expect([reply.statusCode, reply.json().code], `${role} ${dataset.id}`).toEqual(
          role === 'public' ? [401, 'sign-in'] : [403, 'forbidden'],
        );
        continue;
      }
      expect(reply.statusCode, `${role} ${dataset.id}: ${reply.body}`).toBe(200);
      const expected = Object.entries(dataset.fields).flatMap(([name, f]) => {
        const sight = SIGHT[role]['privacy' in f && f.privacy ? f.privacy : 'open'];
        // Masked without a way to mask it is hidden.
        return sight === 'hidden' || (sight === 'masked' && !f.type.mask) ? [] : [[name, sight === 'masked']];
      });
      expect(reply.json().record.fields.map((f: { name: string; masked: boolean }) => [f.name, f.masked])).toEqual(
        expected,
      );
    }
  }
});

describe('revealing a field', () => {
  const wish = { fields: ['id_number', 'phone'], purpose: '核实身份', caseNumber: 'B7' };

  test('gives the clear value to who may, with an entry of who, what and why', async () => {
    const id = await idOf('population', '李四娘');
    for (const role of ROLES) {
      const reply = await post(role, `/api/entities/population/${id}/reveal`, wish);
      if (role === 'lookup' || role === 'dispatcher') {
        expect(reply.json()).toEqual({
          auditId: expect.any(Number),
          values: { id_number: '990101198201050029', phone: '13800002222' },
        });
        const entry = (await entries()).at(-1);
        expect(entry).toEqual({
          account: `test-${role}`,
          action: 'reveal',
          dataset: 'population',
          subject: id,
          fields: wish.fields,
          purpose: '核实身份',
          case_number: 'B7',
        });
      } else expect(reply.statusCode, role).toBe(role === 'public' ? 401 : 403);
    }
  });

  test('needs a purpose, a case, a field of the record, and the record', async () => {
    const id = await idOf('population', '李四娘');
    const url = `/api/entities/population/${id}/reveal`;
    expect((await post('lookup', url, { ...wish, purpose: '   ' })).json()).toMatchObject({ code: 'reason-needed' });
    expect((await post('lookup', url, { fields: ['phone'] })).statusCode).toBe(400);
    for (const name of ['row_hash', 'geom', "phone' from data.population --", 'id'])
      expect((await post('lookup', url, { ...wish, fields: [name] })).statusCode).toBe(403);
    expect((await post('lookup', '/api/entities/population/999999/reveal', wish)).statusCode).toBe(404);
    expect((await post('lookup', '/api/entities/nothing/1/reveal', wish)).statusCode).toBe(404);
  });

  test('without the CSRF token of the session is refused', async () => {
    const { cookie } = sessions.get('lookup') as { cookie: string };
    const reply = await server.app.inject({
      method: 'POST',
      url: `/api/entities/population/${await idOf('population', '李四娘')}/reveal`,
      payload: wish,
      headers: { cookie },
    });
    expect(reply.json()).toMatchObject({ code: 'csrf' });
  });
});
