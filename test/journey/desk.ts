import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser, openPage, picture, type Watch } from './browser.ts';
import { type Platform, startPlatform } from './platform.ts';

const SIZE = { width: 1440, height: 900 };
/** The pictures of the README show the whole demo city; the test asks the same of a small one. */
export const PERSONS = process.env.SIKU_SCREENS === '1' ? '450000' : '20000';

/** How much of a fill covers the grey map under it. */
const FILL = 0.78;

/** One platform and one browser for the journey, and a fresh page for each person who sits down. */
export class Desk {
  platform!: Platform;
  browser!: Browser;
  page!: Page;
  watch!: Watch;

  /** Where the map opens, as a link says it (`zoom,lat,lon`); the whole city when empty. */
  readonly view: string;

  /** @param start the platform of another city; the demo city's when left out */
  constructor(start = () => startPlatform('journey', ['--scale', PERSONS]), view = '') {
    this.view = view;
    beforeAll(async () => {
      this.platform = await start();
      this.browser = await openBrowser();
    });
    afterAll(async () => {
      await this.browser?.close();
      await this.platform?.stop();
    });
    beforeEach(async () => {
      ({ page: this.page, watch: this.watch } = await openPage(this.browser, this.platform.url, SIZE));
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await picture(this.page, `failed-${task.id}`);
      await this.page.context().close();
      expect(this.watch.foreign).toEqual([]);
      expect(this.watch.errors).toEqual([]);
    });
  }

  /** Through the form, as a person does; the workspace of that person's work opens. */
  async signIn(role: string, opens: string): Promise<void> {
    const { username, password } = this.platform.account(role);
    const { page } = this;
    await page.goto(`/?w=sign-in${this.view && `&v=${this.view}`}`);
    await page.getByLabel('账号').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(password!);
    await page.getByRole('button', { name: '登录', exact: true }).last().click();
    await page.locator('.rail [aria-current=page]', { hasText: opens }).waitFor();
  }

  /** The map has drawn what it was asked for. Software WebGL is slow, so nothing here waits for a time. */
  async mapIdle(): Promise<void> {
    await this.page.locator('#map[aria-busy="false"]').waitFor({ timeout: 120_000 });
  }

  /** A point of the map that no panel covers, as shares of what can be seen. */
  async onMap(x: number, y: number): Promise<[number, number]> {
    const map = (await this.page.locator('#map').boundingBox())!;
    const edge = async (panel: string, fallback: number, of: 'left' | 'right') => {
      const box = await this.page
        .locator(`.panel-${panel}[data-open=true]`)
        .boundingBox({ timeout: 500 })
        .catch(() => null);
      return box ? (of === 'right' ? box.x + box.width : box.x) : fallback;
    };
    const left = await edge('left', map.x, 'right');
    const right = await edge('right', map.x + map.width, 'left');
    return [left + (right - left) * x, map.y + map.height * y];
  }

  /** Pixels of the map drawn in about this colour, as they are on the screen. */
  async pixelsOf(rgb: string): Promise<number> {
    // As text: the tests are typed without a browser's globals.
    return this.page.evaluate<number>(`(() => {
      const canvas = document.querySelector('#map canvas');
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      const ink = '${rgb}'.match(/\\d+/g).map(Number).slice(0, 3);
      let found = 0;
      for (let i = 0; i < data.length; i += 4)
        if (ink.every((c, k) => Math.abs(c * ${FILL} + 240 * ${1 - FILL} - data[i + k]) < 14)) found++;
      return found;
    })()`);
  }

  /** One row of the database, asked past every screen. */
  async row<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T> {
    const client = new pg.Client({ connectionString: await this.platform.database() });
    await client.connect();
    try {
      return (await client.query<T>(sql, values)).rows[0]!;
    } finally {
      await client.end();
    }
  }

  /** A count, asked past every screen. */
  async count(sql: string, values: unknown[] = []): Promise<number> {
    return Number((await this.row<{ n: string }>(`select (${sql}) n`, values)).n);
  }
}

export const number = (text: string | null) => Number((text ?? '').replace(/[^\d.]/g, ''));
