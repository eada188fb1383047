import { expect, test } from 'vitest';
import { layersInUrl, touchedTiles } from './live.ts';

test('a touched cell reaches its ancestors and, past zoom 14, its children', () => {
  const tiles = touchedTiles([[13500, 6200]], 12, 15)!.map((t) => `${t.z}/${t.x}/${t.y}`);
  expect(tiles.sort()).toEqual(
    [
      '12/3375/1550',
      '13/6750/3100',
      '14/13500/6200',
      '15/27000/12400',
      '15/27000/12401',
      '15/27001/12400',
      '15/27001/12401',
    ].sort(),
  );
});

test('neighbours share their ancestors, and too many cells mean everything', () => {
  expect(
    touchedTiles(
      [
        [2, 2],
        [3, 3],
      ],
      13,
      13,
    ),
  ).toHaveLength(1);
  const many = Array.from({ length: 2000 }, (_, i) => [i, i] as const);
  expect(touchedTiles(many, 10, 15)).toBeNull();
});

test('reads the layers of a source from its address', () => {
  expect(layersInUrl('/api/tiles/roads,water?live=true')).toEqual(['roads', 'water']);
  expect(layersInUrl('http://host/api/tiles/places/{z}/{x}/{y}.mvt?v=3')).toEqual(['places']);
  expect(layersInUrl('/other')).toEqual([]);
});
