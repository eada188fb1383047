import { expect, test } from 'vitest';
import { compareFaults, districtCounts } from '../seeded-faults.ts';
import type { Beijing } from './beijing.ts';

/** Every row of the files is a record or in quarantine with its reason. */
export function records(beijing: Beijing): void {
  test('each district has the persons and firms its files held, less what quarantine explains', async () => {
    const { pool, truth } = beijing;
    const persons = await districtCounts(pool, 'population');
    const entities = await districtCounts(pool, 'legal_entities');
    expect(truth.districts).toHaveLength(16);
    for (const d of truth.districts) {
      expect(persons.get(d.code.slice(0, 6)), d.name).toBe(d.persons.accepted);
      expect(entities.get(d.code.slice(0, 6)), d.name).toBe(d.entities.accepted);
    }
  });

  test('each file’s rows are all accounted for', async () => {
    const { rows } = await beijing.pool.query<{ file: string; read: number; accepted: number; quarantined: number }>(
      `select file, (result ->> 'read')::int as read, (result ->> 'accepted')::int as accepted,
              (result ->> 'quarantined')::int as quarantined from etl.batch where status = 'committed' order by id`,
    );
    expect(rows).toHaveLength(Object.keys(beijing.truth.files).length);
    for (const { file, read, accepted, quarantined } of rows) {
      const held = beijing.truth.files[file]!;
      expect({ file, read, quarantined }).toEqual({ file, read: held.rows, quarantined: held.quarantined });
      expect(accepted + quarantined, file).toBe(read);
    }
  });

  test('every seeded fault is found; of the real files only three hospital addresses need a blank removed', async () => {
    const { missed, unexpected } = await compareFaults(beijing.pool, beijing.truth);
    expect(missed).toEqual([]);
    expect(unexpected.filter((line) => !/医院\.csv:\d+ trimmed$/.test(line))).toEqual([]);
  });

  test('records with the codes of 崇文 and 宣武 stand in the districts these became part of', async () => {
    const { rows } = await beijing.pool.query<{ sent: string; n: number }>(
      `select sent, sum(cardinality(lines))::int as n from etl.repair where reason = 'region-successor' group by 1 order by 1`,
    );
    expect(rows.map((r) => r.sent)).toEqual(['110103000000', '110104000000']);
  });

  test('GDP stands as published: one observation a district and year', async () => {
    const { rows } = await beijing.pool.query<{ region_code: string; period: string; value: number }>(
      `select region_code, period, value from data.economy where indicator = 'gdp'`,
    );
    const found = new Map(rows.map((r) => [`${r.region_code} ${r.period}`, Number(r.value)]));
    const { years } = beijing.truth;
    expect(found.size).toBe(years.length);
    for (const y of years) expect(found.get(`${y.region} ${y.year}`)).toBe(y.value);
  });
}
