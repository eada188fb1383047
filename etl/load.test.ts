import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenCheck } from '../datasets/fields/citizen-id.ts';
import { DATASETS } from '../datasets/index.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { loadFile, undo } from './load.ts';
import { quarantineRows, quarantineSummary } from './quarantine.ts';

let db: TestDatabase;
let home: string;
beforeAll(async () => {
  db = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'siku-etl-'));
  await db.pool.query(`insert into siku.setting values ('city', '{"extent":[116,39,117,40.5],"asOf":"2026-10-31"}')`);
  await load('regions', 'regions.csv', REGIONS);
  await load('addresses', 'addresses.csv', ADDRESSES);
});
afterAll(async () => {
  await db.drop();
  await rm(home, { recursive: true });
});

const REGIONS = `区划代码,名称,级别,上级代码,状态,承继区划代码,geometry
990100000000,示范市,市,,现行,,"POLYGON((116 39,117 39,117 40,116 40,116 39))"
990101000000,东城区,区,990100000000,现行,,"POLYGON((116 39,117 39,117 40,116 40,116 39))"
990101001000,河沿街道,街道,990101000000,现行,,"POLYGON((116 39,117 39,117 40,116 40,116 39))"
990101001001,安定社区,社区,990101001000,现行,,"POLYGON((116 39,117 39,117 40,116 40,116 39))"
990101001002,新桥社区,社区,990101001000,现行,,"POLYGON((116 39,117 39,117 40,116 40,116 39))"
990101001900,老庙社区,社区,990101001000,已撤销,990101001001,
990101001901,合并社区,社区,990101001000,已撤销,990101001001;990101001002,
`;
const ADDRESSES = `地址编码,标准地址,社区代码,街路巷,门牌号,小区,楼号,单元,经度,纬度
A1,示范市东城区河沿街道人民路12号阳光花园3号楼2单元,990101001001,人民路,12号,阳光花园,3号楼,2单元,116.4,39.9
A2,示范市东城区河沿街道人民路12号阳光花园3号楼1单元,990101001001,人民路,12号,阳光花园,3号楼,1单元,116.4001,39.9
A3,示范市东城区河沿街道人民路20号,990101001002,人民路,20号,,,,116.41,39.91
`;
const id = (n: number) => {
  const first = `99010119900101${String(n).padStart(3, '0')}`;
  return first + citizenCheck(first);
};
const HEADER = '公民身份号码,姓名,性别,出生日期,居住地址,社区代码';

async function load(dataset: string, name: string, content: string | Buffer, options: object = {}) {
  const file = join(home, name);
  await writeFile(file, content);
  return loadFile(db.pool, DATASETS, { dataset, file, home, ...options });
}

describe('a file of persons', () => {
  const rows = [
    `${id(1)},张三,男,1990-01-01,示范市东城区人民路12号阳光花园3幢二单元501室,990101001001`,
    `${id(2)},李四,女,19900101,人民路20号,990101001002`,
    `${id(3)},王五,男,1990/1/1,无名路999号,990101001900`, // a retired community with one successor
    `${id(5)},赵六,男,1990-01-01,人民路20号,990101001901`, // one that was split
    `${id(4)},钱七,女,1991-01-01,人民路20号,990101001002`, // birth date against the id
    `${id(1)},张三,男,1990-01-01,人民路20号,990101001002`, // twice
    `${id(7).slice(0, 17)}?,孙八,男,1990-01-01,,990101001002`,
    `${id(9)},周九,男,1990-01-01,990101001002`, // a cell is missing
    `${id(11)},"吴,十",,,"人民路
20号",990101001002`, // sex and birth date follow from the id
  ];
  const file = `${HEADER}\n${rows.join('\n')}\n`;

  test('is read strictly as GB18030, checked, placed, and what is refused says why', async () => {
    const result = await load('population', 'p1.csv', iconv.encode(file, 'gb18030'));
    expect(result).toMatchObject({ read: 9, accepted: 4, quarantined: 5, added: 4, changed: 0, removed: 0 });
    expect(result.repaired).toMatchObject({ 'region-successor': 1, 'from-citizen-id': 2, 'date-format': 2 });
    expect(result.placed).toEqual({ entrance: 1, number: 2, community: 1 });
    const batch = await db.pool.query('select encoding, header from etl.batch where id = $1', [result.batch]);
    expect(batch.rows[0]).toEqual({ encoding: 'gb18030', header: HEADER.split(',') });
    const { byReason } = await quarantineSummary(db.pool, result.batch);
    expect(Object.fromEntries(byReason.map((r) => [r.code, r.count]))).toEqual({
      'region-retired-split': 1,
      'birth-date-mismatch': 1,
      'duplicate-key': 1,
      'citizen-id-shape': 1,
      'ragged-row': 1,
      required: 1,
    });
    const refused = await quarantineRows(db.pool, result.batch, 0, 10);
    expect(refused.map((row) => row.line)).toEqual([5, 6, 7, 8, 9]);
    expect(refused[0]!.cells.join(',')).toBe(rows[3]);
    const placed = await db.pool.query(
      `select p.place_level, a.code, st_x(p.geom) as x from data.population p join data.addresses a on a.id = p.address_id where p.name = '张三'`,
    );
    expect(placed.rows).toEqual([{ place_level: 'entrance', code: 'A1', x: 116.4 }]);
    const community = await db.pool.query(
      `select place_level, geom, region_code from data.population where name = '王五'`,
    );
    expect(community.rows).toEqual([{ place_level: 'community', geom: null, region_code: '990101001001' }]);
  });

  test('the same again writes nothing', async () => {
    const before = await db.pool.query('select count(*) as n from log.change');
    const result = await load('population', 'p1.csv', iconv.encode(file, 'gb18030'));
    expect(result).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 4 });
    expect((await db.pool.query('select count(*) as n from log.change')).rows).toEqual(before.rows);
  });

  test('the same again is known by its hash, until what it is placed on changes', async () => {
    const again = () => load('population', 'p1.csv', iconv.encode(file, 'gb18030'), { skipIfStanding: true });
    expect(await again()).toMatchObject({ skipped: true, added: 0, changed: 0, removed: 0, unchanged: 4 });
    await db.pool.query("update data.addresses set geom = geom where code = 'A3'");
    expect((await again()).skipped).toBeUndefined();
    expect((await again()).skipped).toBe(true);
  });

  test('a later one changes, removes and adds; undo brings the table back to the byte', async () => {
    const all = `select * from data.population order by id`;
    const before = await db.pool.query(all);
    const history = await db.pool.query('select count(*) as n from history.population');
    const next = [rows[0], rows[1]!.replace('李四', '李思'), rows[4], `${id(13)},新人,男,1990-01-01,,990101001002`];
    const result = await load('population', 'p2.csv', `${HEADER}\n${next.join('\n')}`, {
      asOf: '2026-11-30',
      force: true,
    });
    expect(result).toMatchObject({ added: 1, changed: 1, removed: 2, unchanged: 1 });
    const day = async () =>
      (await db.pool.query(`select day from siku.reference where dataset = 'population'`)).rows[0].day;
    expect(await day()).toBe('2026-11-30');
    const undone = await undo(db.pool, DATASETS, result.batch);
    expect(undone).toMatchObject({ removed: 1, restored: 1, returned: 2 });
    expect((await db.pool.query(all)).rows).toEqual(before.rows);
    expect((await db.pool.query('select count(*) as n from history.population')).rows).toEqual(history.rows);
    expect(await day()).toBe('2026-10-31');
  });

  test('undo refuses while a later batch or an edit stands on the batch, and says which', async () => {
    const one = await load('population', 'p5.csv', `${HEADER}\n${[0, 1, 2, 8].map((r) => rows[r]).join('\n')}\n`);
    const two = await load('population', 'p6.csv', `${HEADER}\n${[0, 1, 2, 8].map((r) => rows[r]).join('\n')}`, {
      force: true,
    });
    await expect(undo(db.pool, DATASETS, one.batch)).rejects.toMatchObject({
      code: 'later-batches',
      extra: { batches: [two.batch] },
    });
    await undo(db.pool, DATASETS, two.batch);
    const first = await db.pool.query(
      `select id from etl.batch where dataset = 'population' and status = 'committed' order by id`,
    );
    for (const { id } of first.rows.slice(1).reverse()) await undo(db.pool, DATASETS, id);
    await db.pool.query(`update data.population set phone = '13900000000' where name = '张三'`);
    await expect(undo(db.pool, DATASETS, first.rows[0].id)).rejects.toMatchObject({
      code: 'later-edits',
      extra: { edited: 1 },
    });
  });

  test('a snapshot that would remove most of the records stops and asks', async () => {
    const short = `${HEADER}\n${rows[0]}`;
    await expect(load('population', 'p3.csv', short)).rejects.toMatchObject({ code: 'guard-removals' });
    expect((await db.pool.query('select count(*) as n from data.population')).rows[0].n).toBe(4);
  });
});

test('a file without a required column is refused before a row is read, and says which', async () => {
  await expect(load('population', 'p4.csv', `姓名,性别\n张三,男\n`)).rejects.toMatchObject({
    code: 'missing-columns',
    extra: { missing: ['id_number', 'birth_date', 'region_code'] },
  });
});
