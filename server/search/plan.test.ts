import { afterAll, beforeAll, expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { asPrincipal, PUBLIC } from '../db/pool.ts';
import { readQuery } from './query.ts';
import { searchable } from './search.ts';
import { matching } from './statement.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  // Enough doors that reading them all is dearer than any index.
  await db.pool.query(`
    insert into data.addresses (code, full_text, region_code, pinyin, geom)
    select 'X' || i, '示范市东湖区' || (array['解放', '中山', '人民', '建设', '长江'])[1 + i % 5] || '路' || i % 400 || '号' || i % 97 || '号楼',
      '990101001001', 'sfsdhq' || (array['jfl', 'zsl', 'rml', 'jsl', 'cjl'])[1 + i % 5] || i % 400 || 'h' || i % 97 || 'hl',
      st_setsrid(st_makepoint(117 + i % 1000 / 1000.0, 31 + i % 777 / 777.0), 4490)
    from generate_series(1, 20000) i`);
  await db.pool.query('vacuum analyze data.addresses');
});
afterAll(() => db.drop());

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

test.each([
  ['中山路12号', null],
  ['中山路12号', [117.3, 31.4]],
  ['中山路12号9号楼', null],
  ['中山', [117.3, 31.4]],
  ['中山', null],
  ['示范市', [117.3, 31.4]],
  ['zsl12h', null],
  ['zhongshanlu', [117.3, 31.4]],
  ['X77', null],
] as const)('%s near %s: a role’s search reads addresses by an index, never all of them', async (text, near) => {
  const addresses = searchable(DATASETS, PUBLIC).filter((dataset) => dataset.id === 'addresses');
  const question = { role: 'public', query: readQuery(text), limit: 10, near: near && ([...near] as [number, number]) };
  const { sql, params } = matching(addresses, question)!;
  const { rows } = await asPrincipal(db.pool, PUBLIC, (tx) => tx.query(`explain (format json) ${sql}`, params));
  const plan = nodes(rows[0]['QUERY PLAN'][0].Plan);
  expect(plan.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])).toEqual([]);
});
