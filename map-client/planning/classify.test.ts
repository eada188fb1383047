import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breaksOf, classOf, countsOf, histogramOf, METHODS, moveBreak } from './classify.ts';

const numbers = fc.array(fc.oneof(fc.integer({ min: -50, max: 1000 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
  minLength: 1,
  maxLength: 300,
});

describe('every method', () => {
  const automatic = METHODS.filter((m) => m !== 'manual');
  test('puts every value into exactly one class, keeps ties together and leaves no more classes than asked for', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(...automatic), fc.integer({ min: 2, max: 9 }), (values, method, n) => {
        const breaks = breaksOf(values, method, n);
        expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
        expect(new Set(breaks).size).toBe(breaks.length);
        if (method !== 'pretty') expect(breaks.length).toBeLessThan(n);
        const counts = countsOf(values, breaks);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
        // The outermost classes are never empty: the limits lie between lowest and highest.
        expect(counts[0]).toBeGreaterThan(0);
        expect(counts.at(-1)).toBeGreaterThan(0);
      }),
    );
  });
});

test('quantile keeps the seven equal values in one class', () => {
  const values = [1, 2, 5, 5, 5, 5, 5, 5, 5, 9];
  const breaks = breaksOf(values, 'quantile', 4);
  expect(breaks).toEqual([5]);
  expect(countsOf(values, breaks)).toEqual([9, 1]);
});

test('quantile splits twelve different values into four threes', () => {
  const values = Array.from({ length: 12 }, (_, i) => i * i);
  expect(countsOf(values, breaksOf(values, 'quantile', 4))).toEqual([3, 3, 3, 3]);
});

test('natural breaks fall into the gaps', () => {
  const values = [1, 2, 3, 40, 41, 42, 90, 91];
  expect(breaksOf(values, 'natural', 3)).toEqual([3, 42]);
});

test('standard deviations lie around the mean: with an even number of classes the mean is a limit', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  expect(breaksOf(values, 'deviation', 4)).toEqual([3, 5, 7]);
  expect(breaksOf(values, 'deviation', 3)).toEqual([4, 6]);
});

test('pretty limits are round and free of floating dust', () => {
  expect(breaksOf([3, 97], 'pretty', 5)).toEqual([20, 40, 60, 80]);
  expect(breaksOf([0.02, 0.48], 'pretty', 5)).toEqual([0.1, 0.2, 0.3, 0.4]);
});

test('a region of one value, or none, has one class or none', () => {
  expect(breaksOf([7, 7, 7], 'natural', 5)).toEqual([]);
  expect(breaksOf([], 'equal', 5)).toEqual([]);
  expect(breaksOf([Number.NaN, 7], 'equal', 5)).toEqual([]);
});

test('a limit belongs to the class below it', () => {
  expect([9, 10, 10.1].map((v) => classOf(v, [10]))).toEqual([0, 0, 1]);
});

test('a dragged limit stops short of its neighbours', () => {
  expect(moveBreak([10, 20, 30], 1, 95, 0, 100)).toEqual([10, 29.9, 30]);
  expect(moveBreak([10, 20, 30], 0, -5, 0, 100)).toEqual([0.1, 20, 30]);
});

test('the histogram loses no value', () => {
  const { counts } = histogramOf([0, 1, 2, 3, 10], 5);
  expect(counts).toEqual([2, 2, 0, 0, 1]);
});
