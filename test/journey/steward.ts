import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { picture } from './browser.ts';
import type { Desk } from './desk.ts';

const LON = 117.2003;
const LAT = 31.5009;
const STANDING = `select md5(string_agg(t::text, chr(10) order by id)) h from data.places t`;

export function steward(desk: Desk): void {
  test('loads the new list of places in four steps, reads why rows were refused, commits, and takes it back', async () => {
    const { page } = desk;
    // The bureau's next list: all that stood, one school more, and one row with a kind nobody knows.
    const city = join(desk.platform.home, 'demo-city');
    const stood = readFileSync(
      join(city, readdirSync(city).find((file) => file.includes('重点场所'))!),
      'utf8',
    ).trimEnd();
    const list = [
      stood,
      `JN00001,旅程小学,学校,小学,900,,,,,${LON},${LAT}`,
      'JN00002,旅程驿站,没有这一类,,,,,,,117.21,31.5',
    ].join('\r\n');
    const before = await desk.row<{ h: string }>(STANDING);

    await desk.signIn('steward', '数据');
    await page.getByRole('button', { name: '载入文件' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: '应急局_重点场所_2026-11.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list),
    });
    await page.getByLabel('坐标系').fill('EPSG:4490');
    await page.getByLabel('坐标系').press('Escape');
    await page.getByRole('button', { name: '上传并校核' }).click();
    await page.getByRole('heading', { name: '校核结果' }).waitFor();
    expect(await page.locator('.mapping td.mapped').allTextContents()).toEqual(
      expect.arrayContaining(['名称', '类别', '经度', '纬度']),
    );
    await page.locator('.quarantine-scroll tr', { hasText: '旅程驿站' }).getByText('不在代码表中').waitFor();
    await page.locator('.counts div', { hasText: '新增' }).getByText('+1', { exact: true }).waitFor();
    expect(await desk.row(STANDING)).toEqual(before);
    await page.locator('.quarantine-scroll').scrollIntoViewIfNeeded();
    await picture(page, 'steward');

    await page.getByRole('button', { name: '入库', exact: true }).click();
    await page.getByText(/已入库，用时/).waitFor();
    const place = await desk.row<{ id: string; batch_id: string }>(
      `select id, batch_id from data.places where code = 'JN00001'`,
    );
    expect(Number(place.batch_id)).toBeGreaterThan(0);
    expect(await namesInTile(desk)).toContain('旅程小学');

    await page.getByRole('button', { name: '撤销本批次' }).click();
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText(/已撤销：移除 1 条/).waitFor();
    expect(await desk.row(STANDING)).toEqual(before);
    expect(await namesInTile(desk)).not.toContain('旅程小学');
  });
}

/** What the map's tile at the new place holds now. */
async function namesInTile({ page }: Desk): Promise<unknown[]> {
  const z = 15;
  const col = Math.floor(((LON + 180) / 360) * 2 ** z);
  const sine = Math.sin((LAT * Math.PI) / 180);
  const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
  const answer = await page.request.get(`/api/collections/places/tiles/WebMercatorQuad/${z}/${row}/${col}`);
  expect(answer.ok()).toBe(true);
  const layer = new VectorTile(new PbfReader(await answer.body())).layers.places;
  return layer ? Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties.name) : [];
}
