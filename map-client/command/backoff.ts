/** Milliseconds to wait before the nth attempt (from 1): 1 s doubling to 15 s, spread by a fifth so that a hall of desks does not knock at once. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(15_000, 1000 * 2 ** Math.min(10, attempt - 1));
  return Math.round(full * (0.8 + 0.4 * random()));
}
