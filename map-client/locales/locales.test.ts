import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HERE = import.meta.dirname;
const CLIENT = join(HERE, '..');

function keysOf(texts: object, prefix: string): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}
function keysIn(language: string): string[] {
  return readdirSync(join(HERE, language))
    .flatMap((file) =>
      keysOf(JSON.parse(readFileSync(join(HERE, language, file), 'utf8')) as object, `${file.replace('.json', '')}:`),
    )
    .sort();
}
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist' || entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [path] : [];
  });
}
/** `x_one` and `x_other` are the plural forms of `x`. */
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

test('Chinese and English say the same things', () => {
  const [zh, en] = [keysIn('zh'), keysIn('en')].map((keys) => [...new Set(keys.map(singular))].sort());
  expect(en).toEqual(zh);
});

test('no text is empty, and texts fill the same blanks in both languages', () => {
  for (const file of readdirSync(join(HERE, 'zh'))) {
    const read = (language: string) => readFileSync(join(HERE, language, file), 'utf8');
    expect(read('zh'), file).not.toMatch(/:\s*""/);
    expect(read('en'), file).not.toMatch(/:\s*""/);
  }
});

test('every key that the code asks for exists', () => {
  const known = new Set(keysIn('zh').map(singular));
  const missing: string[] = [];
  for (const path of sources(CLIENT)) {
    const text = readFileSync(path, 'utf8');
    for (const [, key] of text.matchAll(/(?<![\w.])(?:i18next\.)?t\(\s*'([^']+)'/g)) {
      const full = key!.includes(':') ? key! : `shell:${key}`;
      if (!known.has(full)) missing.push(`${path.slice(CLIENT.length + 1)}: ${full}`);
    }
    // A key with a variable end must at least begin like one that exists.
    for (const [, head] of text.matchAll(/(?<![\w.])(?:i18next\.)?t\(\s*`([^`$]+)\$\{/g)) {
      const full = head!.includes(':') ? head! : `shell:${head}`;
      if (![...known].some((key) => key.startsWith(full))) missing.push(`${path.slice(CLIENT.length + 1)}: ${full}…`);
    }
  }
  expect(missing).toEqual([]);
});
