import { expect, test } from 'vitest';
import { Shape } from '../frame/shape.ts';
import { crossingOf, TANGLED } from './crossing.ts';
import { randomFrom, starRing } from './random-polygons.ts';

test('a ring is crossed where two of its edges pass one another, and only there', () => {
  const random = randomFrom(3);
  for (const [vertices, rough] of [
    [40, 0.5],
    [60, 0.9],
    [800, 0.05],
    [3_000, 0.6],
  ] as const) {
    const ring = starRing([116, 39], 0.1, vertices, rough, random);
    expect(crossingOf(new Shape([[ring]]))).toBeNull();
    // One vertex thrown across to beyond the other side: its edges must pass the ring on their way out.
    const thrown = ring.map((point, i) => (i === 1 ? [116 - 30 * (point[0] - 116), 39 - 30 * (point[1] - 39)] : point));
    const at = crossingOf(new Shape([[thrown]]));
    expect(at).not.toBeNull();
    const [x, y] = at as [number, number];
    expect(Math.hypot(x - 116, y - 39)).toBeLessThan(0.2);
  }
});

test('touching is no crossing: a hole at its shell, a ring in a vertex of its own, parts side by side', () => {
  const shell = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
  ];
  const hole = [
    [0, 2],
    [2, 3],
    [2, 1],
    [0, 2],
  ];
  const eight = [
    [0, 0],
    [2, 2],
    [4, 0],
    [4, 4],
    [2, 2],
    [0, 4],
    [0, 0],
  ];
  const next = [
    [4, 0],
    [8, 0],
    [8, 4],
    [4, 4],
    [4, 0],
  ];
  for (const parts of [[[shell, hole]], [[eight]], [[shell], [next]]]) expect(crossingOf(new Shape(parts))).toBeNull();
  expect(
    crossingOf(
      new Shape([
        [
          shell,
          [
            [3, 1],
            [5, 2],
            [3, 3],
            [3, 1],
          ],
        ],
      ]),
    ),
  ).toEqual([4, 1.5]);
});

test('a comb of 2,000 long teeth is answered, one of 20,000 is given back', () => {
  const comb = (vertices: number) => {
    const ring = Array.from({ length: vertices }, (_, i) =>
      i % 2 === 0 ? [117 + i * 1e-6, 31.4] : [117.1 + i * 1e-6, 31.6],
    );
    return new Shape([[[...ring, [118, 31], [117, 31], ring[0]!]]]);
  };
  expect(crossingOf(comb(2_000))).toBeNull();
  expect(crossingOf(comb(20_000))).toBe(TANGLED);
});
