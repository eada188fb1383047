import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DATASETS } from '../../datasets/index.ts';
import { BUFFER, boundsOf, EXTENT, isTile, tileAt } from '../encode/grid.ts';
import { layersByRole, layersOf } from '../encode/layers.ts';
import type { Statement } from '../encode/statement.ts';
import { TileCache, Unwanted } from './cache.ts';
import { Lanes } from './lanes.ts';
import { TileVersions } from './versions.ts';

const places = layersByRole(layersOf(DATASETS)).public.get('places')!;
const roads = layersByRole(layersOf(DATASETS)).public.get('roads')!;
const cellOf = (lon: number, lat: number) => {
  const { x, y } = tileAt(lon, lat, 14);
  return x * 16384 + y;
};

describe('versions', () => {
  test('every tile that draws a point, in its buffer too, is touched when the point changes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 116, max: 118, noNaN: true }),
        fc.double({ min: 30, max: 40, noNaN: true }),
        fc.integer({ min: 0, max: 17 }),
        fc.integer({ min: -1, max: 1 }),
        fc.integer({ min: -1, max: 1 }),
        (lon, lat, z, dx, dy) => {
          const at = tileAt(lon, lat, z);
          const tile = { z, x: at.x + dx, y: at.y + dy };
          fc.pre(isTile(tile));
          const [w, s, e, n] = boundsOf(tile, BUFFER / EXTENT);
          fc.pre(lon >= w && lon <= e && lat >= s && lat <= n);
          const versions = new TileVersions(new Map([['places', 3]]));
          versions.touch('places', 7, [cellOf(lon, lat)]);
          expect(versions.of('places', tile)).toBe(7);
        },
      ),
    );
  });

  test('a change leaves far tiles and other datasets alone; one without cells touches all', () => {
    const versions = new TileVersions(new Map([['places', 3]]));
    versions.touch('places', 7, [cellOf(116.4, 39.9)]);
    expect(versions.of('places', tileAt(116.5, 39.9, 14))).toBe(3);
    expect(versions.of('roads', tileAt(116.4, 39.9, 14))).toBe(0);
    versions.touch('places', 9, null);
    expect(versions.of('places', tileAt(116.5, 39.9, 14))).toBe(9);
    versions.touch('places', 11, []);
    expect([versions.of('places', tileAt(116.5, 39.9, 14)), versions.last('places')]).toEqual([9, 11]);
  });
});

/** A cache whose statements are counted and answered when told. */
function watched() {
  const asked: Statement[] = [];
  const answers: (() => void)[] = [];
  const versions = new TileVersions(new Map());
  const cache = new TileCache({
    versions,
    lanes: new Lanes({ slow: 1, quick: 1 }),
    maxBytes: 10_000_000,
    withRights: (_permission, work) =>
      work(async (statement) => {
        asked.push(statement);
        await new Promise<void>((resolve) => answers.push(resolve));
        const parts = statement.text.match(/ mvt\d+/g)!.length;
        return [Object.fromEntries(Array.from({ length: parts }, (_, i) => [`mvt${i}`, Buffer.from([asked.length])]))];
      }),
  });
  const answer = async () => {
    while (answers.length === 0) await new Promise((resolve) => setImmediate(resolve));
    answers.shift()!();
  };
  return { cache, versions, asked, answer };
}
const TILE = tileAt(116.4, 39.9, 14);

describe('the cache', () => {
  test('makes a tile once for all who ask at the same time, and again only after a change', async () => {
    const { cache, versions, asked, answer } = watched();
    const both = Promise.all([cache.get([places], TILE), cache.get([places], TILE)]);
    await answer();
    const [a, b] = await both;
    expect([a === b, asked.length]).toEqual([true, 1]);
    expect(await cache.get([places], TILE)).toBe(a);
    versions.touch('places', 5, [cellOf(116.4, 39.9)]);
    const next = cache.get([places], TILE);
    await answer();
    expect([(await next).version, asked.length]).toEqual([5, 2]);
  });

  test('of a composite makes only the layer that changed', async () => {
    const { cache, versions, asked, answer } = watched();
    const first = cache.get([places, roads], TILE);
    await answer();
    await first;
    versions.touch('roads', 5, null);
    const second = cache.get([places, roads], TILE);
    await answer();
    await second;
    expect(asked[1]!.text).toContain('as_public.roads');
    expect(asked[1]!.text).not.toContain('as_public.places');
  });

  test('drops waiting work nobody wants, and does it for one who still does', async () => {
    const { cache, asked, answer } = watched();
    const other = { ...TILE, x: TILE.x + 1 };
    const busy = cache.get([places], TILE);
    let here = true;
    const left = cache.get([places], other, () => here);
    const stays = cache.get([places], other);
    here = false;
    const dropped = expect(left).rejects.toBeInstanceOf(Unwanted);
    await answer();
    await busy;
    await dropped;
    await answer();
    await stays;
    expect(asked.length).toBe(2);
  });

  test('low zooms do not hold up high ones', async () => {
    const { cache, asked, answer } = watched();
    const low = cache.get([roads], tileAt(116.4, 39.9, 8));
    const lower = cache.get([roads], tileAt(116.4, 39.9, 7));
    const high = cache.get([places], TILE);
    while (asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(asked.map((s) => s.text.includes('as_public.places'))).toEqual([false, true]);
    for (let i = 0; i < 3; i++) await answer();
    await Promise.all([low, lower, high]);
  });
});
