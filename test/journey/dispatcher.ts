import { expect, test } from 'vitest';
import { picture } from './browser.ts';
import { type Desk, number } from './desk.ts';

export function dispatcher(desk: Desk): void {
  test('reports by keys and one click, sees who is in danger, sends the nearest with one key, and closes', async () => {
    const { page } = desk;
    await desk.signIn('dispatcher', '指挥');
    await desk.mapIdle();
    await page.keyboard.press('n');
    await page.getByLabel('事件类型').fill('危险化学品泄漏');
    await page.keyboard.press('Enter');
    await page.mouse.click(...(await desk.onMap(0.52, 0.42)));
    await page.getByRole('button', { name: '上报' }).click();
    await page.locator('.incident-head').waitFor();

    await page.keyboard.press('z');
    await page.getByText('下风向扇形').click();
    await page.getByRole('button', { name: '确定范围' }).click();
    const affected = page.locator('.affected-figure[data-main] b');
    const inZone = `select count(*) from data.population p, command.incident i
      where ST_Intersects(p.geom, i.zone) and i.id = (select max(id) from command.incident)`;
    await expect
      .poll(async () => number(await affected.getAttribute('title')) - (await desk.count(inZone)), { timeout: 20_000 })
      .toBe(0);
    expect(await desk.count(inZone)).toBeGreaterThan(0);

    const nearest = page.locator('.candidate').first();
    await nearest.waitFor({ timeout: 30_000 });
    const name = await nearest.locator('.candidate-name').textContent();
    await page.keyboard.press('1');
    const sent = page.locator('.assignment', { hasText: name! });
    await sent.waitFor();
    const { unit } = await desk.row<{ unit: string }>('select unit from command.assignment order by id desc limit 1');
    const at = () =>
      desk.row<{ lon: number; lat: number }>(
        'select lon, lat from live.position where unit = $1 order by fixed_at desc limit 1',
        [unit],
      );
    const stood = await at();
    await page.locator('.assignment[data-status="en-route"]', { hasText: name! }).waitFor({ timeout: 60_000 });
    await expect.poll(async () => JSON.stringify(await at()), { timeout: 60_000 }).not.toBe(JSON.stringify(stood));
    await page.keyboard.press('1');
    await expect.poll(() => page.locator('.assignment').count(), { timeout: 20_000 }).toBe(2);
    await desk.mapIdle();
    await picture(page, 'command');

    await page.keyboard.press('c');
    await expect
      .poll(
        async () =>
          (await desk.row<{ status: string }>('select status from command.incident order by id desc limit 1')).status,
      )
      .toBe('closed');
    const said = await desk.row<{ kinds: string[] }>('select array_agg(kind order by id) kinds from command.log');
    expect(said.kinds.length).toBeGreaterThanOrEqual(5);
    await expect(desk.row('delete from command.log')).rejects.toThrow();
    await expect(desk.row(`update command.log set account = 'nobody'`)).rejects.toThrow();
  });
}
