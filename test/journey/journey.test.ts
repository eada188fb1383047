import { describe, expect, test } from 'vitest';
import { Desk } from './desk.ts';
import { dispatcher } from './dispatcher.ts';
import { lookupOfficer } from './lookup-officer.ts';
import { planner } from './planner.ts';
import { processesOf } from './platform.ts';
import { steward } from './steward.ts';

/**
 * The four screens driven as their people do, on the demo city that `npm start` makes (a smaller one). Nobody may see
 * an error on the console or ask another host for anything.
 */
const desk = new Desk();

describe('the public', () => {
  test('sees the map and figures of regions, and no person', async () => {
    const { page } = desk;
    await page.goto('/');
    await desk.mapIdle();
    await page.getByText('内部使用').first().waitFor();
    await page.getByText('登录后可以自由画范围').waitFor();
    expect(await page.locator('.rail-item[aria-current]').allTextContents()).toEqual(['规划']);
    for (const path of ['/api/collections/population/items', '/api/entities/population/1', '/api/audit'])
      expect([401, 403, 404]).toContain((await page.request.get(path)).status());
  });
});
describe('the planner', () => planner(desk));
describe('the lookup officer', () => lookupOfficer(desk));
describe('the dispatcher', () => dispatcher(desk));
describe('the steward', () => steward(desk));

describe('Ctrl-C', () => {
  test('leaves nothing running', async () => {
    const { home } = desk.platform;
    if (process.platform === 'linux') expect(processesOf(home).length).toBeGreaterThan(2);
    await desk.page.goto('about:blank');
    await desk.platform.stop();
    expect(processesOf(home)).toEqual([]);
    await expect(fetch(desk.platform.url)).rejects.toThrow();
  });
});
