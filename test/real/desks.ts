import { expect, test } from 'vitest';
import { picture } from '../journey/browser.ts';
import { type Desk, number } from '../journey/desk.ts';
import type { Beijing } from './beijing.ts';

/** A hospital of the list: its address is real, and no file says where it is. */
export function hospitals(desk: Desk): void {
  test('finds a hospital by part of its name, without a place on the map, and its district', async () => {
    const { page } = desk;
    await desk.signIn('lookup', '查询');
    await page.keyboard.press('/');
    await page.keyboard.type('协和医院');
    await page.getByRole('option', { name: '北京协和医院' }).first().waitFor();
    await page.keyboard.press('Enter');
    const card = page.getByRole('article', { name: '中国医学科学院北京协和医院' });
    await card.getByText('东城区帅府园1号').first().waitFor();
    await card.locator('.relation', { hasText: '东城区' }).first().waitFor();
    await picture(page, 'beijing-hospital');
  });
}

/** The refused rows of Beijing, as a steward finds them. */
export function quarantine(desk: Desk, beijing: Beijing): void {
  test('sees every batch of the city, and why rows of the population were refused', async () => {
    const { page } = desk;
    const files = Object.entries(beijing.truth.files);
    await desk.signIn('steward', '数据');
    await page.locator('.batch-row').first().waitFor();
    expect(await page.locator('.batch-row').count()).toBe(files.length);
    const [population, held] = files.find(([, file]) => file.dataset === 'population')!;
    const row = page.locator('.batch-row', { hasText: population });
    expect(number(await row.locator('.warn').textContent())).toBe(held.quarantined);
    await row.click();
    const panel = page.getByRole('article', { name: /批次/ });
    await panel.getByText('待校核', { exact: true }).first().waitFor();
    const first = beijing.truth.defects
      .filter((d) => d.file === population && d.expected.startsWith('quarantine'))
      .reduce((a, b) => (a.line < b.line ? a : b));
    await panel
      .locator('.quarantine-scroll th', { hasText: String(first.line) })
      .first()
      .waitFor();
    expect(await panel.locator('.quarantine-scroll .reason').count()).toBeGreaterThan(0);
    await picture(page, 'beijing-steward');
  });
}
