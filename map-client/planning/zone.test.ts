import { expect, test, vi } from 'vitest';

vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('addEventListener', () => {});
vi.stubGlobal('navigator', { language: 'zh-CN' });
vi.stubGlobal('matchMedia', () => ({ matches: false }));
vi.stubGlobal('document', { documentElement: {} });

const { crosses, zoneOf } = await import('./zone.ts');

test('a bow tie crosses itself, a square does not, a line has no area', () => {
  expect(
    crosses([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]),
  ).toBe(false);
  expect(
    crosses([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ]),
  ).toBe(true);
  expect(
    crosses([
      [0, 0],
      [1, 0],
      [2, 0],
    ]),
  ).toBe(true);
});

test('while it is drawn a crossing ring is not asked about; finished, the server shall say where it crosses', () => {
  const points: [number, number][] = [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
  ];
  expect(zoneOf({ kind: 'polygon', points, done: false })).toBeNull();
  expect(zoneOf({ kind: 'polygon', points, done: true })).not.toBeNull();
});

test('a pointer resting on the last corner adds no corner', () => {
  const points: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 1],
  ];
  expect(zoneOf({ kind: 'polygon', points, done: false })).toEqual({
    kind: 'polygon',
    ring: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  });
});
