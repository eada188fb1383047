import { ckmeans } from 'simple-statistics';

export const METHODS = ['quantile', 'natural', 'equal', 'deviation', 'pretty', 'manual'] as const;
export type Method = (typeof METHODS)[number];

/**
 * Inner class limits, ascending and without doubles: k limits make k + 1 classes. A limit belongs to the class below
 * it (value <= limit), so equal values always share a class. Fewer classes than asked for come out where the values
 * do not allow more.
 */
export function breaksOf(
  values: readonly number[],
  method: Method,
  classes: number,
  manual: readonly number[] = [],
): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  if (method === 'manual') return tidy(manual, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  if (low === high) return [];
  return tidy(RULES[method](sorted, classes), low, high);
}

type Rule = (sorted: number[], classes: number) => number[];

const RULES: Record<Exclude<Method, 'manual'>, Rule> = {
  /** Equal numbers of regions a class; ties are kept together in the lower one. */
  quantile: (sorted, n) =>
    Array.from({ length: n - 1 }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / n) - 1]!),
  /** Optimal one-dimensional k-means (Wang and Song 2011): what planners call Jenks. */
  natural: (sorted, n) => {
    const different = new Set(sorted).size;
    return ckmeans(sorted, Math.min(n, different))
      .slice(0, -1)
      .map((cluster) => cluster.at(-1)!);
  },
  equal: (sorted, n) => {
    const [low, high] = [sorted[0]!, sorted.at(-1)!];
    return Array.from({ length: n - 1 }, (_, i) => low + ((high - low) * (i + 1)) / n);
  },
  /** One standard deviation a class, laid evenly around the mean. */
  deviation: (sorted, n) => {
    const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
    const spread = Math.sqrt(sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sorted.length);
    return Array.from({ length: n - 1 }, (_, i) => mean + (i + 1 - n / 2) * spread);
  },
  /** Round limits: 1, 2, 2.5 or 5 times a power of ten, nearest to the number of classes asked for. */
  pretty: (sorted, n) => {
    const [low, high] = [sorted[0]!, sorted.at(-1)!];
    const raw = (high - low) / n;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 2.5, 5, 10]
      .map((f) => f * power)
      .reduce((best, s) => (Math.abs((high - low) / s - n) < Math.abs((high - low) / best - n) ? s : best));
    const first = Math.floor(low / step) + 1;
    const last = Math.ceil(high / step) - 1;
    // Multiplied, not added up: 0.1 + 0.2 would leave its dust in the legend.
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      Number(((first + i) * step).toPrecision(12)),
    );
  },
};

/** Ascending, different, and with something on both sides. */
function tidy(breaks: readonly number[], low: number, high: number): number[] {
  return [...new Set(breaks.filter((b) => Number.isFinite(b) && b >= low && b < high))].sort((a, b) => a - b);
}

/** The class of a value: how many limits lie below it. */
export function classOf(value: number, breaks: readonly number[]): number {
  let at = 0;
  while (at < breaks.length && value > breaks[at]!) at++;
  return at;
}

/** How many values each class holds. */
export function countsOf(values: readonly number[], breaks: readonly number[]): number[] {
  const counts = new Array<number>(breaks.length + 1).fill(0);
  for (const value of values) counts[classOf(value, breaks)]!++;
  return counts;
}

/** A histogram of equally wide bins from the lowest to the highest value. */
export function histogramOf(values: readonly number[], bins: number): { low: number; high: number; counts: number[] } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const counts = new Array<number>(bins).fill(0);
  for (const value of values)
    counts[high === low ? 0 : Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]!++;
  return { low, high, counts };
}

/** Moves one limit between its neighbours; it can meet neither. */
export function moveBreak(breaks: readonly number[], index: number, to: number, low: number, high: number): number[] {
  const hair = (high - low) / 1000;
  const floor = (index > 0 ? breaks[index - 1]! : low) + hair;
  const roof = (index < breaks.length - 1 ? breaks[index + 1]! : high) - hair;
  if (floor > roof) return [...breaks];
  return breaks.map((b, i) => (i === index ? Math.min(roof, Math.max(floor, to)) : b));
}
