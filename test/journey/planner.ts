import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { circleOf } from '../../server/zones/geodesy.ts';
import { picture } from './browser.ts';
import { type Desk, number } from './desk.ts';

type Input = { circle?: { center: [number, number]; radius: number }; coordinates?: number[][][] };
const INSIDE =
  'select count(*) from data.population where ST_Intersects(geom, ST_SetSRID(ST_GeomFromGeoJSON($1), 4490))';

/** @param level the smallest regions of the city that have shapes */
export function planner(desk: Desk, level: 'street' | 'district' = 'street'): void {
  test('colours the regions, draws a circle, reads who is inside to the last person, and takes it home', async () => {
    const { page } = desk;
    await desk.signIn('planner', '规划');
    await desk.mapIdle();

    const legend = page.locator('.legend-layer', { hasText: '人口密度' });
    // The map is idle before it hears of the figures, and again when they are drawn.
    await legend.locator('.legend-count').first().waitFor();
    await desk.mapIdle();
    const counts = (await legend.locator('.legend-count').allTextContents()).map(number);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(
      await desk.count(`select count(*) from data.regions where level = $1 and status = 'current'`, [level]),
    );
    const ink = await legend.locator('.legend-chip').last().getAttribute('style');
    expect(await desk.pixelsOf(ink!)).toBeGreaterThan(200);

    const asked: Input[] = [];
    page.on('request', (request) => {
      if (request.url().includes('zone-profile')) asked.push(request.postDataJSON().inputs.zone as Input);
    });
    await page.getByRole('button', { name: '画圆' }).click();
    const [x, y] = await desk.onMap(0.5, 0.46);
    await page.mouse.click(x, y);
    await page.mouse.move(x + 40, y, { steps: 3 });
    await page.mouse.click(x + 70, y);
    await page.getByRole('heading', { name: /圆形范围/ }).waitFor();
    await page
      .getByRole('img', { name: /人口.*年龄/ })
      .or(page.getByText('人口：按年龄'))
      .first()
      .waitFor();

    // Each answer on the screen is of the zone asked last, once nothing is under way any more.
    const shown = async () => {
      await page.locator('.profile .totals dd button').first().hover();
      return number(await page.getByRole('tooltip').last().textContent());
    };
    const inside = async () => {
      const { center, radius } = asked.at(-1)!.circle!;
      const coordinates = circleOf(center, radius);
      return desk.count(INSIDE, [JSON.stringify({ type: 'MultiPolygon', coordinates })]);
    };
    await expect.poll(async () => (await shown()) === (await inside()), { timeout: 20_000 }).toBe(true);
    const total = await shown();
    expect(total).toBeGreaterThan(0);
    await desk.mapIdle();
    await picture(page, 'planning');

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出画像' }).click();
    await page.getByText('画像（XLSX）').click();
    const workbook = unzipSync(readFileSync(await (await downloading).path()));
    expect(strFromU8(workbook['xl/worksheets/sheet1.xml']!)).toContain(`<v>${total}</v>`);
  });

  test('draws a polygon whose count is that of the database, and reads a region by its code', async () => {
    const { page } = desk;
    await desk.signIn('planner', '规划');
    await desk.mapIdle();
    let zone: Input | undefined;
    page.on('request', (request) => {
      if (request.url().includes('zone-profile')) zone = request.postDataJSON().inputs.zone as Input;
    });
    await page.getByRole('button', { name: '画多边形' }).click();
    const corners = [
      [0.42, 0.36],
      [0.6, 0.38],
      [0.52, 0.58],
    ] as const;
    const points: [number, number][] = [];
    for (const [x, y] of corners) points.push(await desk.onMap(x, y));
    for (const point of points) await page.mouse.click(...point);
    await page.keyboard.press('Shift+Enter');
    await page.mouse.click(...points[0]!);
    await page.getByRole('heading', { name: '手绘多边形' }).waitFor();
    const first = page.locator('.profile .totals dd button').first();
    await expect
      .poll(
        async () => {
          await first.hover();
          const shown = number(await page.getByRole('tooltip').last().textContent());
          const { coordinates } = zone!;
          return shown > 0 && shown === (await desk.count(INSIDE, [JSON.stringify({ type: 'Polygon', coordinates })]));
        },
        { timeout: 20_000 },
      )
      .toBe(true);
  });

  test('is not shown a person by any address of the API', async () => {
    await desk.signIn('planner', '规划');
    for (const path of ['/api/collections/population/items', '/api/entities/population/1', '/api/audit'])
      expect([401, 403, 404]).toContain((await desk.page.request.get(path)).status());
  });
}
