import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { DATASETS } from '../index.ts';
import { migrate } from './migrate.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

test('migrating again does nothing', async () => {
  const client = await db.pool.connect();
  expect(await migrate(client, DATASETS)).toEqual([]);
  client.release();
});

describe('a statement on a dataset table', () => {
  const place =
    "insert into data.places (code, name, kind, geom) values ('p1', '一中', 'school', 'SRID=4490;POINT(116.4 39.9)')";

  test('leaves a log entry with its cell, the replaced version, and a sequence in commit order', async () => {
    await db.pool.query(place);
    await db.pool.query("update data.places set name = '第一中学' where code = 'p1'");
    await db.pool.query("delete from data.places where code = 'p1'");
    const log = await db.pool.query('select seq, op, row_count, ids, cells from log.change order by seq');
    expect(log.rows.map((r) => [r.op, r.row_count])).toEqual([
      ['insert', 1],
      ['update', 1],
      ['delete', 1],
    ]);
    expect(log.rows.map((r) => r.seq)).toEqual([...log.rows.map((r) => r.seq)].sort((a, b) => a - b));
    const x = Math.floor(((116.4 + 180) / 360) * 16384);
    expect(Math.floor(log.rows[0].cells[0] / 16384)).toBe(x);
    const history = await db.pool.query('select name, until_op from history.places order by until');
    expect(history.rows).toEqual([
      { name: '一中', until_op: 'update' },
      { name: '第一中学', until_op: 'delete' },
    ]);
  });

  test('that is rolled back leaves nothing', async () => {
    const before = await db.pool.query('select log.reached() as seq');
    const client = await db.pool.connect();
    await client.query('begin');
    await client.query(place);
    await client.query('rollback');
    client.release();
    const after = await db.pool.query('select log.reached() as seq');
    expect(after.rows).toEqual(before.rows);
  });
});

describe('rights', () => {
  const see = async (role: string, sql: string) => {
    const client = await db.pool.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('role', $1, true)", [`siku_${role}`]);
      return (await client.query(sql)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  beforeAll(() =>
    db.pool.query(
      "insert into data.population (id_number, name, sex, birth_date, phone, region_code) values ('990101199001010018', '张三丰', 'male', '1990-01-01', '13800000000', '990101001001')",
    ),
  );

  test('no role reads a table itself', async () => {
    for (const role of ['public', 'planner', 'lookup', 'steward', 'auditor'])
      await expect(see(role, 'select * from data.population')).rejects.toThrow(/permission denied/);
  });
  test('a planner has no view of persons', async () => {
    await expect(see('planner', 'select * from as_planner.population')).rejects.toThrow();
  });
  test('a lookup officer sees the name, and the id number masked', async () => {
    const rows = await see('lookup', 'select name, id_number, phone from as_lookup.population');
    expect(rows).toEqual([{ name: '张三丰', id_number: '990101********0018', phone: '138****0000' }]);
  });
  test('a dispatcher sees the name masked', async () => {
    expect(await see('dispatcher', 'select name, birth_date from as_dispatcher.population')).toEqual([
      { name: '张**', birth_date: '1990-**-**' },
    ]);
  });
});
