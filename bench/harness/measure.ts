import { cpus, totalmem } from 'node:os';

/** The value below which a share of the sorted values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Milliseconds of each of `times` runs, after `warm` that do not count. */
export async function timed(times: number, work: () => unknown, warm = 0): Promise<number[]> {
  const taken: number[] = [];
  for (let i = -warm; i < times; i++) {
    const started = performance.now();
    await work();
    if (i >= 0) taken.push(performance.now() - started);
  }
  return taken;
}

/** The same without a turn of the event loop in between: for work in memory. */
export function timedNow(times: number, work: () => unknown, warm = 0): number[] {
  const taken: number[] = [];
  for (let i = -warm; i < times; i++) {
    const started = performance.now();
    work();
    if (i >= 0) taken.push(performance.now() - started);
  }
  return taken;
}

/** Three significant digits, so that a table can be read. */
export const short = (value: number) =>
  value === 0 ? '0' : value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

/** Prints rows under headers, numbers to the right. */
export function printTable(headers: string[], rows: (string | number)[][]): void {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? short(cell) : cell)));
  const widths = headers.map((header, i) => Math.max(header.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: string[]) => row.map((cell, i) => cell.padStart(widths[i]!)).join('  ');
  console.log([line(headers), ...cells.map(line)].join('\n'));
}

export const machine = () =>
  `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;

/** A whole number from the command line, or the default. */
export function numberOption(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(`--${name}`);
  if (at < 0) return otherwise;
  const value = Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0`);
  return value;
}
