import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom, starRing } from '../zones/random-polygons.ts';
import { addWithin } from './cover.ts';
import { type MultiPolygonCoordinates, Shape } from './shape.ts';
import { Sites } from './sites.ts';

const COLUMNS = Int32Array.of(0, 1);

/** Sites with one record of weight `n` each: on a fine lattice, so that many share edges and corners of zones. */
function sitesAt(points: readonly (readonly [number, number])[], before: number): Sites {
  const sites = new Sites(2, 1);
  const all = points.map(([x, y]) => ({ x, y }));
  for (const { x, y } of all.slice(0, before)) sites.add(sites.append(x, y), COLUMNS, Float64Array.of(1, 1), 2);
  sites.build();
  for (const { x, y } of all.slice(before)) sites.add(sites.at(x, y), COLUMNS, Float64Array.of(1, 1), 2);
  return sites;
}

const counted = (sites: Sites, shape: Shape) => {
  const out = new Float64Array(3);
  addWithin(sites, shape, out);
  return out[0]!;
};

const place = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
const points = fc.uniqueArray(place, { minLength: 1, maxLength: 300, selector: ([x, y]) => x * 100 + y });
const degrees = ([x, y]: readonly [number, number]) => [116 + x / 64, 39 + y / 64] as const;

describe('the cover counts as asking every site does', () => {
  test('for sites there from the start and sites that came later', () => {
    fc.assert(
      fc.property(points, fc.nat(), fc.array(place, { minLength: 3, maxLength: 12 }), (list, cut, corners) => {
        const at = list.map(degrees);
        const sites = sitesAt(at, cut % (at.length + 1));
        const ring = [...corners, corners[0]!].map((corner) => [...degrees(corner)]);
        const shape = new Shape([[ring]]);
        expect(counted(sites, shape)).toBe(at.filter(([x, y]) => shape.contains(x, y)).length);
      }),
      { numRuns: 300 },
    );
  });

  test('for rough rings with thousands of edges in a cell, and with a hole', () => {
    const random = randomFrom(5);
    const at = Array.from({ length: 5_000 }, () => [116 + random(), 39 + random()] as const);
    const sites = sitesAt(at, 4_000);
    for (const rough of [0.02, 0.5, 0.95]) {
      const shell = starRing([116.5, 39.5], 0.5, 1_500, rough, random);
      const hole = starRing([116.5, 39.5], 0.02, 200, 0.3, random);
      for (const parts of [[[shell]], [[shell, hole]]] as MultiPolygonCoordinates[]) {
        const shape = new Shape(parts);
        expect(counted(sites, shape)).toBe(at.filter(([x, y]) => shape.contains(x, y)).length);
      }
    }
  });

  test('after every record was taken away again', () => {
    const random = randomFrom(6);
    const at = Array.from({ length: 2_000 }, () => [116 + random() / 100, 39 + random() / 100] as const);
    const sites = sitesAt(at, 1_000);
    for (const [x, y] of at) sites.add(sites.at(x, y), COLUMNS, Float64Array.of(-1, -1), 2);
    expect(sites.size).toBe(2_000);
    expect(sites.nodeCounts.every((n) => n === 0)).toBe(true);
  });
});
