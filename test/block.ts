import type pg from 'pg';

/**
 * One city block, invented: four levels of regions, a parcel with a building of two entrances, a household of three, a
 * neighbour, two firms, a school and the street's economy. Returns ids by their codes.
 */
export async function layBlock(pool: pg.Pool): Promise<(dataset: string, key: string) => Promise<number>> {
  const box = (w: number, s: number, e: number, n: number) => `st_multi(st_makeenvelope(${w}, ${s}, ${e}, ${n}, 4490))`;
  const point = (lon: number, lat: number) => `st_setsrid(st_makepoint(${lon}, ${lat}), 4490)`;
  const citizens = {
    head: '990101198003070010',
    spouse: '990101198201050029',
    child: '990101201006150037',
    neighbour: '990101195512120043',
  };
  await pool.query(`
insert into etl.batch (dataset, file, file_hash, fingerprint, bytes, as_of, options, status, created_by)
  values ('population', '公安局_人口_2026-10.csv', 'h', 'f', 1, '2026-10-31', '{}', 'committed', 'test');
insert into data.regions (code, name, level, parent_code, status, geom, since) values
  ('990100000000', '示范市', 'city', null, 'current', ${box(117, 31, 118, 32)}, '2026-01-01'),
  ('990101000000', '东湖区', 'district', '990100000000', 'current', ${box(117, 31, 117.5, 31.5)}, '2026-01-01'),
  ('990101001000', '中山路街道', 'street', '990101000000', 'current', ${box(117.1, 31.1, 117.3, 31.3)}, '2026-01-01'),
  ('990101001001', '湖滨社区', 'community', '990101001000', 'current', ${box(117.19, 31.19, 117.21, 31.21)}, '2026-01-01');
insert into data.parcels (code, name, land_use, geom) values ('P1', '湖滨花园用地', '07', ${box(117.199, 31.199, 117.202, 31.202)});
insert into data.buildings (code, name, use, floors, parcel_code, geom) values
  ('B1', '湖滨花园1号楼', 'residential', 18, 'P1', ${box(117.2, 31.2, 117.2004, 31.2002)});
insert into data.addresses (code, full_text, region_code, road, number, compound, building, entrance, building_code, pinyin, geom) values
  ('A1', '示范市东湖区中山路12号湖滨花园1号楼1单元', '990101001001', '中山路', '12号', '湖滨花园', '1号楼', '1单元', 'B1', 'sfsdhqzsl12hhbhy1hl1dy', ${point(117.2001, 31.2001)}),
  ('A2', '示范市东湖区中山路12号湖滨花园1号楼2单元', '990101001001', '中山路', '12号', '湖滨花园', '1号楼', '2单元', 'B1', 'sfsdhqzsl12hhbhy1hl2dy', ${point(117.2003, 31.2001)});
insert into data.places (code, name, kind, phone, pinyin, geom) values
  ('S1', '示范市第一中学', 'school', '0551-1234567', 'sfsdyzx', ${point(117.2005, 31.2005)});
insert into data.economy (region_code, indicator, period, value, unit) values
  ('990101000000', 'gdp', '2026-08', 118.5, '亿元'), ('990101000000', 'gdp', '2026-09', 120.25, '亿元'),
  ('990100000000', 'gdp', '2026-09', 900, '亿元');
insert into data.legal_entities (credit_code, name, kind, industry, status, employees, capital, representative, phone, address, region_code, address_id, place_level, place_method, place_confidence, pinyin, geom)
  select c, n, 'company', i, 'active', 40, 500, '钱多多', '13900001111', '中山路12号湖滨花园1号楼1单元', '990101001001', a.id, 'entrance', 'exact', 1, p, a.geom
  from data.addresses a, (values ('91990101MA0000001Y', '湖滨软件有限公司', '6513', 'hbrjyxgs'), ('91990101MA00000035', '东湖超市', '5212', 'dhcs')) v (c, n, i, p)
  where a.code = 'A1';
insert into data.population (id_number, name, sex, birth_date, household_no, household_role, phone, address, region_code, address_id, place_level, place_method, place_confidence, geom, batch_id, line, since)
  select c, n, s, b::date, h, r, '13800002222', '湖滨花园1号楼1单元501', '990101001001', a.id, 'entrance', 'normalised', 0.98, a.geom, 1, l, '2026-10-31'
  from (values
    ('${citizens.head}', '张三丰', 'male', '1980-03-07', 'H1', 'head', 'A1', 2),
    ('${citizens.spouse}', '李四娘', 'female', '1982-01-05', 'H1', 'spouse', 'A1', 3),
    ('${citizens.child}', '张小明', 'male', '2010-06-15', 'H1', 'child', 'A1', 4),
    ('${citizens.neighbour}', '王奶奶', 'female', '1955-12-12', 'H2', 'head', 'A2', 5)
  ) v (c, n, s, b, h, r, ac, l) join data.addresses a on a.code = v.ac;`);
  const keys: Record<string, string> = {
    population: 'name',
    legal_entities: 'name',
    economy: 'period',
  };
  return async (dataset, key) => {
    const { rows } = await pool.query<{ id: number }>(
      `select id from data.${dataset} where ${keys[dataset] ?? 'code'} = $1 order by id limit 1`,
      [key],
    );
    return rows[0]!.id;
  };
}
