import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Chromium as Debian ships it, drawing WebGL in software; it asks nothing of any other host. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Watch {
  /** Errors on the console and uncaught ones in the page. */
  errors: string[];
  /** Requests to any host but the platform's. */
  foreign: string[];
}

/** A page that remembers every console error and every foreign request. */
export async function openPage(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<{ page: Page; watch: Watch }> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', baseURL: url });
  const page = await context.newPage();
  const watch: Watch = { errors: [], foreign: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') watch.errors.push(message.text());
  });
  page.on('pageerror', (error) => watch.errors.push(String(error)));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (!['data:', 'blob:'].includes(asked.protocol) && asked.host !== new URL(url).host)
      watch.foreign.push(request.url());
  });
  return { page, watch };
}

/** With SIKU_SCREENS=1 the journey renews the pictures of the README. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder =
    process.env.SIKU_SCREENS === '1'
      ? join(import.meta.dirname, '../../docs/screens')
      : join(process.env.SIKU_HOME ?? '.siku', 'screens');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
