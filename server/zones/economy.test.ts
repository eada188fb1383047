import { expect, test } from 'vitest';
import { latestPeriod, sumOf, yearOf } from './economy.ts';

const months = (year: string, from: number, to: number, value: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, i) => [`${year}-${String(from + i).padStart(2, '0')}`, value] as [string, number],
  );

test('a year stands as it was published, or as the sum of its twelve months', () => {
  const figures = new Map([['2021', 100], ...months('2022', 1, 12, 2), ...months('2023', 1, 11, 2)]);
  expect(['2021', '2022', '2023'].map((year) => yearOf(figures, year))).toEqual([100, 24, null]);
  expect(latestPeriod([figures])).toMatchObject({ name: '2022' });
  expect(sumOf(figures, latestPeriod([new Map([['2021', 100]])])!)).toBe(100);
});

test('without a year that all regions have, the latest months count, and without months the latest year', () => {
  const run = latestPeriod([new Map([['2024', 9], ...months('2025', 11, 12, 1)]), new Map(months('2025', 12, 12, 1))])!;
  expect(run).toEqual({ name: '2025-11..2025-12', months: ['2025-11', '2025-12'] });
  expect(latestPeriod([new Map([['2001', 5]]), new Map([['2011', 6]])])).toMatchObject({ name: '2011' });
  expect(latestPeriod([])).toBeNull();
});
