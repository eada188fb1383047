import { expect, test } from 'vitest';
import { latest } from './latest.ts';

/** Requests that answer when told to. */
function line() {
  const open: { question: number; signal: AbortSignal; resolve: (n: number) => void; reject: (e: unknown) => void }[] =
    [];
  const answers: number[] = [];
  const failures: number[] = [];
  const busy: boolean[] = [];
  const send = (question: number, signal: AbortSignal) =>
    new Promise<number>((resolve, reject) => {
      open.push({ question, signal, resolve, reject });
    });
  const told = {
    answer: (q: number) => answers.push(q),
    failed: (q: number) => failures.push(q),
    busy: (b: boolean) => busy.push(b),
  };
  return { open, answers, failures, busy, send, told };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('sends the first and the last of a drag, one at a time', async () => {
  const l = line();
  const drag = latest(l.send, l.told);
  for (const q of [1, 2, 3, 4]) drag.ask(q);
  expect(l.open.map((o) => o.question)).toEqual([1]);
  l.open[0]!.resolve(1);
  await turn();
  expect(l.open.map((o) => o.question)).toEqual([1, 4]);
  l.open[1]!.resolve(4);
  await turn();
  expect(l.answers).toEqual([1, 4]);
  expect(l.busy.at(-1)).toBe(false);
});

test('a slow question is given up for a newer one, and its late answer is not shown', async () => {
  const l = line();
  const drag = latest(l.send, l.told, 0);
  drag.ask(1);
  drag.ask(2);
  expect(l.open[0]!.signal.aborted).toBe(true);
  l.open[1]!.resolve(2);
  await turn();
  l.open[0]!.resolve(1);
  await turn();
  expect(l.answers).toEqual([2]);
});

test('a failure is told once and the drag goes on', async () => {
  const l = line();
  const drag = latest(l.send, l.told);
  drag.ask(1);
  drag.ask(2);
  l.open[0]!.reject(new Error('away'));
  await turn();
  l.open[1]!.resolve(2);
  await turn();
  expect(l.failures).toEqual([1]);
  expect(l.answers).toEqual([2]);
});

test('what was stopped stays silent', async () => {
  const l = line();
  const drag = latest(l.send, l.told);
  drag.ask(1);
  drag.stop();
  l.open[0]!.resolve(1);
  await turn();
  expect(l.answers).toEqual([]);
});
