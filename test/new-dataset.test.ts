import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATASETS, inLoadingOrder, readDatasets } from '../datasets/index.ts';
import { loadFile } from '../etl/load.ts';
import { type TestServer, testServer } from './app.ts';
import { signIn } from './sign-in.ts';

const datasetsFolder = join(import.meta.dirname, '../datasets');

/** The README's promise: one folder with one file is a new dataset, everywhere. */
const DECLARATION = `
import { defineDataset } from '${datasetsFolder}/dataset.ts';
import { integer } from '${datasetsFolder}/fields/number.ts';
import { code, text } from '${datasetsFolder}/fields/text.ts';
import { EVERYONE } from '${datasetsFolder}/roles.ts';

export default defineDataset({
  id: 'charging-stations',
  theme: 'framework',
  title: { zh: '充电站', en: 'Charging stations' },
  description: { zh: '公共充电站', en: 'Public charging stations' },
  source: { zh: '发展和改革委', en: 'Development and Reform Commission' },
  sharing: 'unconditional',
  updateCycle: 'quarterly',
  geometry: 'Point',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '编号', en: 'Code' }, required: true },
    name: { type: text, title: { zh: '名称', en: 'Name' }, required: true },
    piles: { type: integer, title: { zh: '充电桩数', en: 'Chargers' } },
  },
  placement: { by: 'geometry' },
  delivery: 'snapshot',
  readers: EVERYONE,
  statistics: { charging_piles: { title: { zh: '充电桩', en: 'Chargers' }, measure: { sum: 'coalesce(t.piles, 0)' } } },
  search: { title: 'name', texts: ['name'], exact: ['code'] },
  tiles: [{
    id: 'charging-stations', title: { zh: '充电站', en: 'Charging stations' }, group: 'framework',
    minzoom: 8, maxzoom: 15, properties: ['name', 'piles'], legend: { shape: 'circle', color: '#2e8b6b' },
  }],
});
`;

const FILE = `编号,名称,充电桩数,经度,纬度
C1,东站充电站,12,117.201,31.501
C2,西站充电站,8,117.100,31.502
C3,坏数据站,很多,117.150,31.503
`;

let server: TestServer;
let batch: number;
let sequence: number;
let headers: OutgoingHttpHeaders;
beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'siku-datasets-'));
  mkdirSync(join(root, 'charging-stations'));
  writeFileSync(join(root, 'charging-stations/dataset.ts'), DECLARATION);
  writeFileSync(join(root, '充电站.csv'), FILE);
  const datasets = inLoadingOrder([...DATASETS, ...(await readDatasets(root))]);
  server = await testServer(datasets);
  const result = await loadFile(server.db.pool, datasets, {
    dataset: 'charging-stations',
    file: join(root, '充电站.csv'),
    crs: 'EPSG:4490',
    asOf: '2026-10-31',
    home: root,
    by: 'test',
  });
  expect(result).toMatchObject({ read: 3, accepted: 2, quarantined: 1, added: 2 });
  batch = result.batch;
  headers = await signIn(server.db.pool, 'planner');
  const { rows } = await server.db.pool.query('select log.reached() as sequence');
  sequence = rows[0].sequence;
});
afterAll(() => server.close());

describe('a dataset that is one folder', () => {
  test('keeps what it cannot read, with the reason', async () => {
    const { rows } = await server.db.pool.query('select line, reasons from etl.quarantine where batch_id = $1', [
      batch,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].line).toBe(4);
    expect(JSON.stringify(rows[0].reasons)).toContain('not-a-number');
  });

  test('counts in a zone profile', async () => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/processes/zone-profile/execution',
      headers,
      payload: {
        inputs: {
          zone: { circle: { center: [117.2, 31.5], radius: 1000 } },
          statistics: ['charging_piles'],
          minSequence: sequence,
        },
      },
    });
    expect(reply.json().statistics).toMatchObject([{ id: 'charging_piles', total: 12 }]);
  });

  test('is an OGC collection', async () => {
    const items = (await server.app.inject('/api/collections/charging-stations/items?piles=12')).json();
    expect(items.features.map((f: { properties: { name: string } }) => f.properties.name)).toEqual(['东站充电站']);
  });

  test('is found by name and by pinyin initials', async () => {
    for (const q of ['东站', 'dzcdz']) {
      const found = (await server.app.inject(`/api/search?q=${encodeURIComponent(q)}`)).json();
      expect(JSON.stringify(found.groups)).toContain('东站充电站');
    }
  });

  test('is a layer with a legend, and its tiles hold the records', async () => {
    const layers = (await server.app.inject('/api/layers')).json();
    expect(JSON.stringify(layers)).toContain('charging-stations');
    const tile = await server.app.inject('/api/tiles/charging-stations/8/211/104.mvt');
    expect(tile.statusCode).toBe(200);
    expect(tile.rawPayload.includes('东站充电站')).toBe(true);
  });

  test('has a profile of its own', async () => {
    const { rows } = await server.db.pool.query("select id from data.charging_stations where code = 'C2'");
    const profile = (await server.app.inject(`/api/entities/charging-stations/${rows[0].id}`)).json();
    expect(profile.record).toMatchObject({ title: '西站充电站', source: { batch, line: 3 } });
  });
});
