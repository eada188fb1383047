import type { StatisticValue } from '../../server/zones/schema.ts';

/** The cells of a statistic along one of its dimensions, other dimensions summed. Row-major as the server sends them. */
export function along(
  statistic: StatisticValue,
  dimension: string,
): { code: string; title: { zh: string; en: string }; value: number }[] {
  const at = statistic.dimensions.findIndex(({ id }) => id === dimension);
  const wanted = statistic.dimensions[at];
  if (!wanted) return [];
  const stride = statistic.dimensions.slice(at + 1).reduce((n, d) => n * d.categories.length, 1);
  const sums = wanted.categories.map(() => 0);
  statistic.cells.forEach((value, i) => {
    const category = Math.floor(i / stride) % wanted.categories.length;
    sums[category] = sums[category]! + value;
  });
  return wanted.categories.map((category, i) => ({ ...category, value: sums[i]! }));
}

/** Those who cannot leave on their own first: the sums of ages below 15 and from 65 on. */
export function byNeed(persons: StatisticValue): { children: number; elderly: number } {
  const bands = along(persons, 'age_band');
  const from = (code: string) => Number.parseInt(code, 10);
  return {
    children: bands.filter(({ code }) => from(code) < 15).reduce((sum, { value }) => sum + value, 0),
    elderly: bands.filter(({ code }) => from(code) >= 65).reduce((sum, { value }) => sum + value, 0),
  };
}
