import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCoordinate } from './coordinates.ts';

const CITY = [116.5, 30.9, 117.9, 32.5] as const;

test.each([
  ['117.2,31.5', [117.2, 31.5]],
  ['31.5 117.2', [117.2, 31.5]],
  ['31.5，117.2', [117.2, 31.5]],
  ['31.5N 117.2E', [117.2, 31.5]],
  ['N31.5, E117.2', [117.2, 31.5]],
  ['lat: 31.5 lon: 117.2', [117.2, 31.5]],
  ['北纬31°30′ 东经117°12′', [117.2, 31.5]],
  ['东经117度12分0秒，北纬31度30分0秒', [117.2, 31.5]],
  [`31°30'00"N 117°12'00"E`, [117.2, 31.5]],
  ['33.9S 151.2E', [151.2, -33.9]],
  ['151.2,-33.9', [151.2, -33.9]],
])('%s', (text, expected) => {
  const [lon, lat] = readCoordinate(text, CITY)!;
  expect(lon).toBeCloseTo(expected[0]!, 9);
  expect(lat).toBeCloseTo(expected[1]!, 9);
});

test.each([
  '中山路12号',
  '12',
  '117.2',
  '1172 315',
  '31.5N 30N',
  '200,100',
  '12-3-501',
  '31°75′N 117°E',
  '117.2,31.5 号',
  '',
])('not a coordinate: %s', (text) => expect(readCoordinate(text, CITY)).toBeNull());

test('either order of a place in the city is read as that place, in degrees or in minutes and seconds', () => {
  const tenth = (value: number) => Math.round(value * 36_000) / 36_000;
  const dms = (value: number) => {
    const tenths = Math.round(value * 36_000);
    return `${Math.floor(tenths / 36_000)}°${Math.floor((tenths % 36_000) / 600)}′${((tenths % 600) / 10).toFixed(1)}″`;
  };
  fc.assert(
    fc.property(
      fc.double({ min: CITY[0], max: CITY[2], noNaN: true }).map(tenth),
      fc.double({ min: CITY[1], max: CITY[3], noNaN: true }).map(tenth),
      (lon, lat) => {
        for (const text of [
          `${lon.toFixed(7)},${lat.toFixed(7)}`,
          `${lat.toFixed(7)} ${lon.toFixed(7)}`,
          `${dms(lat)}N ${dms(lon)}E`,
          `${dms(lon)} ${dms(lat)}`,
        ]) {
          const read = readCoordinate(text, CITY)!;
          expect(read[0]).toBeCloseTo(lon, 6);
          expect(read[1]).toBeCloseTo(lat, 6);
        }
      },
    ),
  );
});
