import { area, booleanPointInPolygon, distance } from '@turf/turf';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { destination } from '../map/geodesy.ts';
import { dragHandle, handles, hazardShape, polar } from './hazard-shape.ts';

const lonLat = fc.tuple(fc.double({ min: 70, max: 135, noNaN: true }), fc.double({ min: 5, max: 53, noNaN: true }));

it('goes out and comes back the same way', () => {
  fc.assert(
    fc.property(
      lonLat,
      fc.double({ min: 10, max: 50_000, noNaN: true }),
      fc.double({ min: 0, max: 359.9, noNaN: true }),
      (from, metres, bearing) => {
        const back = polar(from, destination(from, metres, bearing));
        expect(back.metres).toBeCloseTo(metres, 3);
        expect(Math.abs(((back.bearing - bearing + 540) % 360) - 180)).toBeLessThan(0.01);
      },
    ),
  );
});

it('draws a circle of the radius asked for', () => {
  const center: [number, number] = [116.4, 39.9];
  for (const corner of hazardShape(center, { kind: 'circle', radius: 500 }).coordinates[0]!) {
    expect(distance(center, corner, { units: 'meters' })).toBeCloseTo(500, 1);
  }
});

it('draws the wedge downwind, in one outline that holds the circle too', () => {
  fc.assert(
    fc.property(
      lonLat,
      fc.integer({ min: 50, max: 1000 }),
      fc.integer({ min: 1001, max: 8000 }),
      fc.integer({ min: 0, max: 360 }),
      fc.integer({ min: 5, max: 180 }),
      (center, radius, reach, windFrom, angle) => {
        const shape = hazardShape(center, { kind: 'wedge', radius, distance: reach, windFrom, angle });
        expect(booleanPointInPolygon(destination(center, reach * 0.99, windFrom + 180), shape)).toBe(true);
        expect(booleanPointInPolygon(destination(center, radius * 0.98, windFrom), shape)).toBe(true);
        expect(booleanPointInPolygon(destination(center, radius * 1.02, windFrom), shape)).toBe(false);
        // A shape wound the wrong way, or crossing itself, would not have the area of sector and circle together.
        const want = Math.PI * ((reach ** 2 * angle) / 360 + (radius ** 2 * (360 - angle)) / 360);
        expect(area(shape) / want).toBeGreaterThan(0.97);
        expect(area(shape) / want).toBeLessThan(1.03);
      },
    ),
  );
});

it('follows a dragged handle: the rim sets the radius, the arc sets distance and wind', () => {
  const center: [number, number] = [116.4, 39.9];
  const wedge = { kind: 'wedge', radius: 200, distance: 1500, windFrom: 315, angle: 60 } as const;
  expect(dragHandle(center, wedge, 'radius', destination(center, 312, 315))).toEqual({ ...wedge, radius: 310 });
  const turned = dragHandle(center, wedge, 'reach', destination(center, 2210, 90));
  expect(turned).toEqual({ ...wedge, distance: 2200, windFrom: 270 });
  expect(dragHandle(center, wedge, 'reach', handles(center, wedge).reach!)).toEqual(wedge);
});
