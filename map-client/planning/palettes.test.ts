import { expect, test } from 'vitest';
import { colorsOf, luminance, PALETTE_NAMES, PALETTES } from './palettes.ts';

test('every step of a sequential palette is darker than the one before, so lightness alone tells the order', () => {
  for (const name of PALETTE_NAMES.filter((n) => PALETTES[n].kind === 'sequential')) {
    const light = colorsOf(name, 7).map(luminance);
    for (let i = 1; i < light.length; i++) expect(light[i]! / light[i - 1]!, `${name} ${i}`).toBeLessThan(0.85);
  }
});

test('a diverging palette is lightest in its middle', () => {
  for (const name of PALETTE_NAMES.filter((n) => PALETTES[n].kind === 'diverging')) {
    const light = colorsOf(name, 5).map(luminance);
    expect(Math.max(...light)).toBe(light[2]);
  }
});

test('gives as many colours as classes, turned over in the dark', () => {
  expect(colorsOf('lake', 5)).toHaveLength(5);
  expect(colorsOf('lake', 5, true)).toEqual(colorsOf('lake', 5).reverse());
  expect(colorsOf('blue-orange', 5, true)).toEqual(colorsOf('blue-orange', 5));
  expect(colorsOf('lake', 1)).toHaveLength(1);
});
