import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { hazardZone } from './hazard.ts';
import type { Hazard } from './schema.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const metres = fc.double({ min: 10, max: 50_000, noNaN: true });
const hazards: fc.Arbitrary<Hazard> = fc.oneof(
  fc.record({ kind: fc.constant('circle' as const), radius: metres }),
  fc.record({
    kind: fc.constant('wedge' as const),
    radius: metres,
    distance: metres,
    windFrom: fc.double({ min: 0, max: 360, noNaN: true }),
    angle: fc.double({ min: 5, max: 180, noNaN: true }),
  }),
);
const places = fc.tuple(fc.double({ min: 73, max: 135, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true }));

test('a zone is a valid polygon whose edge lies where PostGIS would put it', async () => {
  await fc.assert(
    fc.asyncProperty(places, hazards, async (place, hazard) => {
      const { rows } = await db.pool.query<{ valid: boolean; ccw: boolean; near: number; far: number; holds: boolean }>(
        `select st_isvalid(z) as valid, st_ispolygonccw(z) as ccw, st_intersects(z, p) as holds,
           (select min(st_distance(p::geography, d.geom::geography)) from st_dumppoints(z) d) as near,
           (select max(st_distance(p::geography, d.geom::geography)) from st_dumppoints(z) d) as far
         from (select st_setsrid(st_geomfromgeojson($1), 4490) as z, st_setsrid(st_makepoint($2, $3), 4490) as p) s`,
        [JSON.stringify(hazardZone(place, hazard)), ...place],
      );
      const { valid, ccw, holds, near, far } = rows[0]!;
      expect({ valid, ccw, holds }).toEqual({ valid: true, ccw: true, holds: true });
      const reach = hazard.kind === 'wedge' ? Math.max(hazard.radius, hazard.distance) : hazard.radius;
      // GeoJSON text keeps every digit here; PostGIS reads 4490 as its own ellipsoid, a hair from WGS 84.
      expect(Math.abs(near - hazard.radius)).toBeLessThan(0.01);
      expect(Math.abs(far - reach)).toBeLessThan(0.01);
    }),
    { numRuns: 60 },
  );
});

test('a wedge lies downwind: a south wind drives it north', () => {
  const { coordinates } = hazardZone([113, 34], {
    kind: 'wedge',
    radius: 100,
    distance: 3000,
    windFrom: 180,
    angle: 40,
  });
  const lats = coordinates[0]!.map((p) => p[1]!);
  expect(Math.max(...lats) - 34).toBeGreaterThan(0.026);
  expect(34 - Math.min(...lats)).toBeLessThan(0.001);
});
