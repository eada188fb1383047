import { expect, test } from 'vitest';
import { type Region, Regions } from './regions.ts';
import { Shape } from './shape.ts';

const square = (x: number) =>
  new Shape([
    [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  ]);
const region = (digits: string, level: string, shape: Shape | null, current = true): Region => ({
  id: Number(digits),
  code: digits.padEnd(12, '0'),
  digits,
  name: digits,
  level,
  current,
  area: shape && 1,
  shape,
  holds: [],
});

test('a region without a shape is held by the smallest one with a shape above it', () => {
  const regions = new Regions([
    region('1101', 'city', null),
    region('110101', 'district', square(0)),
    region('110101001', 'street', null),
    region('110101001001', 'community', null),
    region('110102', 'district', square(1)),
    region('110102001', 'street', square(1)),
    region('110102001001', 'community', null),
    region('110109', 'district', square(2), false),
    region('110109001', 'street', null),
  ]);
  expect(Object.fromEntries(regions.all.flatMap((r) => (r.holds.length > 0 ? [[r.digits, r.holds]] : [])))).toEqual({
    110101: [110101000000, 110101001000, 110101001001],
    110102: [110102000000],
    110102001: [110102001000, 110102001001],
  });
  expect(regions.touching(square(0.5)).map((r) => r.digits)).toEqual(['110101', '110102', '110102001']);
});
