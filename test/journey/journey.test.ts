import { join } from 'node:path';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { openBrowser, openPage, picture, type Watch } from './browser.ts';
import { type Platform, startPlatform } from './platform.ts';

/** The four screens, driven as their people do, on the demo city that `npm start` makes (a smaller one). */
const SIZE = { width: 1440, height: 900 };
const PERSONS = process.env.SIKU_SCREENS === '1' ? '450000' : '20000';

let platform: Platform;
let browser: Browser;
let page: Page;
let watch: Watch;

beforeAll(async () => {
  platform = await startPlatform('journey', ['--scale', PERSONS]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});
beforeEach(async () => {
  ({ page, watch } = await openPage(browser, platform.url, SIZE));
});
afterEach(async () => {
  await page.context().close();
  expect(watch.foreign).toEqual([]);
  expect(watch.errors).toEqual([]);
});

async function signIn(role: string): Promise<void> {
  const { username, password } = platform.account(role);
  await page.goto('/?w=sign-in');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password!);
  await page
    .getByRole('button', { name: /登\s*录/ })
    .last()
    .click();
  await page.getByRole('navigation').getByRole('button').first().waitFor();
}

const workspace = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();

/** The map has drawn what it was asked for. Software WebGL is slow, so nothing here waits for a time. */
async function mapIdle(): Promise<void> {
  await page.locator('#map[aria-busy="false"]').waitFor({ timeout: 120_000 });
}

const number = (text: string | null) => Number((text ?? '').replace(/[^\d.]/g, ''));

async function asOwner<T extends pg.QueryResultRow>(sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: await platform.database() });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows[0]!;
  } finally {
    await client.end();
  }
}

describe('the public', () => {
  test('sees the map and region statistics, and no person', async () => {
    await page.goto('/');
    await mapIdle();
    await expect.poll(() => page.getByText('内部使用').count()).toBeGreaterThan(0);
    const refused = await page.request.get('/api/collections/population/items');
    expect([401, 403, 404]).toContain(refused.status());
  });
});

describe('the planner', () => {
  test('colours streets, draws a circle and reads who is inside, exactly', async () => {
    await signIn('planner');
    await workspace('规划');
    await mapIdle();
    await page.getByRole('button', { name: '画圆' }).click();
    const map = (await page.locator('.maplibregl-canvas').boundingBox())!;
    const [x, y] = [map.x + map.width * 0.5, map.y + map.height * 0.45];
    const asked = page.waitForResponse(
      (r) => r.url().includes('zone-profile') && r.request().method() === 'POST' && r.ok(),
    );
    await page.mouse.click(x, y);
    await page.mouse.move(x + 60, y, { steps: 4 });
    await asked;
    await page.mouse.click(x + 120, y);
    await mapIdle();
    const last = await page
      .waitForResponse((r) => r.url().includes('zone-profile') && r.ok(), { timeout: 3000 })
      .catch(() => asked);
    const profile = (await last).request().postDataJSON() as { inputs: { zone: unknown } };
    expect(profile.inputs.zone).toBeTruthy();
    await expect
      .poll(async () => number(await page.locator('.profile').textContent()), { timeout: 20_000 })
      .toBeGreaterThan(0);
    await page.getByText('年龄').first().waitFor();
    await picture(page, 'planning');
  });

  test('is not shown a person by any address of the API', async () => {
    await signIn('planner');
    for (const path of ['/api/collections/population/items', '/api/entities/population/1', '/api/audit'])
      expect([401, 403, 404]).toContain((await page.request.get(path)).status());
  });
});

describe('the lookup officer', () => {
  test('finds a firm by its credit code, sees its links, and reveals a person’s phone on record', async () => {
    const firm = await asOwner<{ credit_code: string; name: string }>(
      `select credit_code, name from data.legal_entities where address_id is not null and status = 'active' order by id limit 1`,
    );
    const person = await asOwner<{ id_number: string; phone: string; id: string }>(
      `select id_number, phone, id from data.population where phone is not null and address_id is not null order by id limit 1`,
    );
    await signIn('lookup');
    await workspace('查询');
    await page.keyboard.press('/');
    await page.keyboard.type(firm.credit_code);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: firm.name }).first().waitFor();
    await page.getByText('法人库').first().waitFor();

    await page.getByText('人员', { exact: false }).first().click();
    await page.getByRole('textbox', { name: /身份/ }).fill(person.id_number);
    await page.getByLabel('事由').fill('核实走失人员身份');
    await page.getByLabel('案件').fill('J-1');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('button', { name: '申请查看' }).click();
    await page.getByLabel('事由').last().fill('联系家属');
    await page.getByLabel('案件或工单编号').last().fill('J-1');
    await page.getByRole('button', { name: '记录并查看' }).click();
    await page.getByText(person.phone).first().waitFor();
    expect(page.url()).not.toContain(person.id_number);
    const seen = await asOwner<{ n: string }>(
      `select count(*) n from access.audit where action = 'reveal' and dataset = 'population' and subject = ${Number(person.id)}`,
    );
    expect(Number(seen.n)).toBe(1);
    await page.getByRole('button', { name: '立即隐藏' }).click();
    await mapIdle();
    await picture(page, 'lookup');
  });
});

describe('the dispatcher', () => {
  test('reports by key and click, sees who is in danger, sends the nearest with one key, and closes', async () => {
    await signIn('dispatcher');
    await workspace('指挥');
    await mapIdle();
    await page.keyboard.press('n');
    await page.getByLabel('事件类型').fill('危险化学品');
    await page.keyboard.press('Enter');
    const map = (await page.locator('.maplibregl-canvas').boundingBox())!;
    await page.mouse.click(map.x + map.width * 0.45, map.y + map.height * 0.45);
    await page.getByRole('radio').nth(2).click();
    await page.getByRole('button', { name: '上报' }).click();
    await page.getByText('可派力量').first().waitFor();
    await page.locator('.candidate').first().waitFor({ timeout: 30_000 });
    await page.keyboard.press('1');
    await page.locator('.assignment').first().waitFor();
    await mapIdle();
    await picture(page, 'command');
    await page.keyboard.press('c');
    await expect
      .poll(
        async () =>
          (await asOwner<{ status: string }>('select status from command.incident order by id desc limit 1')).status,
      )
      .toBe('closed');
    const log = await asOwner<{ n: string }>('select count(*) n from command.log');
    expect(Number(log.n)).toBeGreaterThanOrEqual(3);
  });
});

describe('the steward', () => {
  test('loads a spreadsheet in four steps, reads why rows were refused, commits and undoes', async () => {
    await signIn('steward');
    await workspace('数据');
    const before = await asOwner<{ n: string }>('select count(*) n from data.places');
    await page.locator('input[type=file]').setInputFiles({
      name: '应急局_重点场所_补充.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '场所编码,名称,类别,经度,纬度\nJ-1,旅程小学,学校,117.2,31.5\nJ-2,旅程医院,没有这一类,117.21,31.5\n',
      ),
    });
    await page.getByLabel('坐标系').fill('EPSG:4490');
    await page.getByRole('button', { name: '上传并校核' }).click();
    await page.getByText('校核结果').waitFor();
    await page.getByText('不在代码表中').first().waitFor();
    await picture(page, 'steward');
    expect(Number((await asOwner<{ n: string }>('select count(*) n from data.places')).n)).toBe(Number(before.n));
  });
});

test('the home of the journey is its own', () => {
  expect(readConfig({ SIKU_HOME: join('/tmp', 'x') }).home).toBe('/tmp/x');
});
