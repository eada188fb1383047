import { describe, expect, test } from 'vitest';
import { crsOf, detectCrs } from './crs.ts';
import { admitGeometry } from './geometry.ts';

const lonLat = (crs: string, x: number, y: number) => {
  const out: [number, number] = [0, 0];
  crsOf(crs).toLonLat(x, y, out);
  return out;
};

describe('coordinates come out as published', () => {
  // PROJ 9: 30.5 N 114.3 E is N 3375580.000, E 528799.742 in EPSG:4547 and E 38528799.742 in EPSG:4526.
  test.each(['EPSG:4547', 'urn:ogc:def:crs:EPSG::4547', 'http://www.opengis.net/def/crs/EPSG/0/4547'])('%s', (name) => {
    const [lon, lat] = lonLat(name, 528799.742, 3375580.0);
    expect(lon).toBeCloseTo(114.3, 7);
    expect(lat).toBeCloseTo(30.5, 7);
  });
  test('zones of three degrees with their number, of six without', () => {
    expect(lonLat('EPSG:4526', 38528799.742, 3375580.0)[0]).toBeCloseTo(114.3, 7);
    expect(lonLat('EPSG:4508', 500000, 3375580.0)[0]).toBeCloseTo(111, 9);
  });
  // Vectors of gcoord's README.
  test('GCJ-02 and BD-09', () => {
    for (const [name, x, y] of [
      ['GCJ-02', 116.41023240747266, 39.915670251113426],
      ['BD-09', 116.41661560068297, 39.92196580126834],
    ] as const) {
      const [lon, lat] = lonLat(name, x, y);
      expect(Math.hypot(lon - 116.403988, lat - 39.914266)).toBeLessThan(2e-6);
    }
  });
  test('old datums are refused: the only public way to CGCS2000 is none', () => {
    for (const code of [4214, 4610, 2382, 21418])
      expect(() => crsOf(`EPSG:${code}`)).toThrow(expect.objectContaining({ code: 'crs-ballpark' }));
  });
});

describe('without a declaration', () => {
  test('degrees and eastings with their zone are recognised, in either order', () => {
    expect(detectCrs([[116.4, 39.9]]).id).toBe('EPSG:4490');
    expect(detectCrs([[39529000, 3375580]]).id).toBe('EPSG:4527');
    expect(detectCrs([[3375580, 39529000]]).id).toBe('EPSG:4527');
    expect(detectCrs([[20529000, 3375580]]).id).toBe('EPSG:4498');
  });
  test('an easting without its zone is asked for', () => {
    expect(() => detectCrs([[528799, 3375580]])).toThrow(expect.objectContaining({ code: 'crs-needed' }));
  });
});

describe('a geometry is admitted', () => {
  const extent = [116, 39, 117, 41] as const;
  const degrees = crsOf('EPSG:4490');
  const ring = [
    [116.1, 39.1],
    [116.2, 39.1],
    [116.2, 39.2],
    [116.1, 39.1],
  ];
  const admit = (geometry: object, kind: 'Point' | 'MultiPolygon' | 'LineString', crs = degrees) =>
    admitGeometry(geometry as never, kind, crs, extent);

  test('when it lies in the city, or does with its axes turned', () => {
    expect(admit({ type: 'Point', coordinates: [116.4, 39.9] }, 'Point')).toMatchObject({ swapped: false });
    const turned = admit({ type: 'Point', coordinates: [39.9, 116.4] }, 'Point');
    expect(turned).toMatchObject({ swapped: true });
    expect(turned).toMatchObject({
      hex: (admit({ type: 'Point', coordinates: [116.4, 39.9] }, 'Point') as { hex: string }).hex,
    });
    expect(admit({ type: 'Point', coordinates: [4416800, 39448700] }, 'Point', crsOf('EPSG:4527'))).toMatchObject({
      swapped: true,
    });
  });
  test.each([
    [{ type: 'Point', coordinates: [0, 0] }, 'Point', 'outside-extent'],
    [{ type: 'Point', coordinates: [Number.NaN, 39.9] }, 'Point', 'geometry-invalid'],
    [{ type: 'Point', coordinates: [] }, 'Point', 'geometry-invalid'],
    [{ type: 'Polygon', coordinates: [ring.slice(0, 3)] }, 'MultiPolygon', 'geometry-invalid'],
    [{ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [116.3, 39.3]]] }, 'MultiPolygon', 'geometry-invalid'],
    [{ type: 'MultiPolygon', coordinates: 5 }, 'MultiPolygon', 'geometry-invalid'],
    [{ type: 'Polygon', coordinates: [[1, 2]] }, 'MultiPolygon', 'geometry-invalid'],
    [{ type: 'Polygon', coordinates: [] }, 'MultiPolygon', 'geometry-missing'],
    [
      {
        type: 'LineString',
        coordinates: [
          [116.1, 39.1],
          [116.1, 39.1],
        ],
      },
      'LineString',
      'geometry-invalid',
    ],
    [{ type: 'Polygon', coordinates: [ring] }, 'Point', 'geometry-type'],
    [{ type: 'GeometryCollection', geometries: [] }, 'Point', 'geometry-type'],
  ] as const)('and %j is not', (geometry, kind, reject) => {
    expect(admit(geometry, kind)).toEqual({ reject });
  });
});
