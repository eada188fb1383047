import type { Geometry, Position } from 'geojson';
import type { GeometryKind } from '../../datasets/dataset.ts';
import type { ReasonCode } from '../../datasets/fields/field.ts';
import type { Crs } from './crs.ts';

/** More vertices than any honest feature has; PostGIS must not be asked about more. */
const MOST_VERTICES = 200_000;
/** Degrees by which a place may lie outside the extent's box (about 1 km): borders are not drawn to the metre. */
const MARGIN = 0.01;

export type Extent = readonly [west: number, south: number, east: number, north: number];

export type Admitted = { hex: string; swapped: boolean } | { reject: ReasonCode };

/**
 * Admits a geometry before PostGIS sees it: the declared kind, finite numbers, closed rings, not too many vertices,
 * inside the extent. Returns EWKB in hex, EPSG:4490. Coordinates that only fall inside the extent the other way round
 * are turned. Heights are dropped. Whether rings cross themselves is asked of PostGIS afterwards, for all at once.
 */
export function admitGeometry(geometry: Geometry, kind: GeometryKind, crs: Crs, extent: Extent | null): Admitted {
  const polygons = partsOf(geometry, kind);
  if (polygons === null) return { reject: 'geometry-type' };
  let vertices = 0;
  // A stranger's JSON: what should be a list may be anything.
  if (!Array.isArray(polygons)) return { reject: 'geometry-invalid' };
  if (polygons.length === 0) return { reject: 'geometry-missing' };
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return { reject: 'geometry-invalid' };
    for (const ring of rings) {
      if (!Array.isArray(ring) || !ring.every(Array.isArray)) return { reject: 'geometry-invalid' };
      vertices += ring.length;
      const least = kind === 'MultiPolygon' ? 4 : kind === 'LineString' ? 2 : 1;
      if (ring.length < least) return { reject: 'geometry-invalid' };
      for (const p of ring) if (!Number.isFinite(p[0]) || !Number.isFinite(p[1])) return { reject: 'geometry-invalid' };
      const [a, z] = [ring[0]!, ring.at(-1)!];
      if (kind === 'MultiPolygon' && (a[0] !== z[0] || a[1] !== z[1])) return { reject: 'geometry-invalid' };
      if (kind === 'LineString' && ring.every((p) => p[0] === a[0] && p[1] === a[1]))
        return { reject: 'geometry-invalid' };
    }
  }
  if (vertices > MOST_VERTICES) return { reject: 'geometry-too-large' };
  for (const swapped of [false, true]) {
    const placed = transformed(polygons, crs, swapped, extent);
    if (placed) return { hex: ewkb(placed, kind), swapped };
    if (!extent) return { reject: 'geometry-invalid' };
  }
  return { reject: 'outside-extent' };
}

/** Any kind as polygons of rings of positions; a point is one ring of one position. Null when it is not of the kind. */
function partsOf(geometry: Geometry, kind: GeometryKind): Position[][][] | null {
  switch (geometry.type) {
    case 'Point':
      return kind === 'Point' ? [[[geometry.coordinates]]] : null;
    case 'MultiPoint':
      return kind === 'Point' && geometry.coordinates.length === 1 ? [[geometry.coordinates]] : null;
    case 'LineString':
      return kind === 'LineString' ? [[geometry.coordinates]] : null;
    case 'MultiLineString':
      return kind === 'LineString' && geometry.coordinates.length === 1 ? [geometry.coordinates] : null;
    case 'Polygon':
      return kind === 'MultiPolygon' ? (geometry.coordinates.length === 0 ? [] : [geometry.coordinates]) : null;
    case 'MultiPolygon':
      return kind === 'MultiPolygon' ? geometry.coordinates : null;
    default:
      return null;
  }
}

/** In degrees of EPSG:4490, flat: polygons of rings of x, y, x, y. Null when any vertex is outside. */
function transformed(polygons: Position[][][], crs: Crs, swapped: boolean, extent: Extent | null): number[][][] | null {
  const at: [number, number] = [0, 0];
  const out: number[][][] = [];
  for (const rings of polygons) {
    const flatRings: number[][] = [];
    for (const ring of rings) {
      const flat: number[] = [];
      for (const p of ring) {
        if (swapped) crs.toLonLat(p[1]!, p[0]!, at);
        else crs.toLonLat(p[0]!, p[1]!, at);
        if (!isInside(at[0], at[1], extent)) return null;
        flat.push(at[0], at[1]);
      }
      flatRings.push(flat);
    }
    out.push(flatRings);
  }
  return out;
}

/** Written so that NaN is outside. */
export function isInside(lon: number, lat: number, extent: Extent | null): boolean {
  if (!extent) return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return (
    lon >= extent[0] - MARGIN && lon <= extent[2] + MARGIN && lat >= extent[1] - MARGIN && lat <= extent[3] + MARGIN
  );
}

const SRID = 4490;
const HAS_SRID = 0x20000000;
const pointBytes = Buffer.alloc(25);
pointBytes.writeUInt8(1, 0);
pointBytes.writeUInt32LE(1 | HAS_SRID, 1);
pointBytes.writeUInt32LE(SRID, 5);

/** EWKB of a point in EPSG:4490, hex. */
export function pointHex(lon: number, lat: number): string {
  pointBytes.writeDoubleLE(lon, 9);
  pointBytes.writeDoubleLE(lat, 17);
  return pointBytes.toString('hex');
}

function ewkb(polygons: number[][][], kind: GeometryKind): string {
  const first = polygons[0]![0]!;
  if (kind === 'Point') return pointHex(first[0]!, first[1]!);
  const numbers = polygons.reduce((n, rings) => n + rings.reduce((m, ring) => m + ring.length, 0), 0);
  const heads = polygons.reduce((n, rings) => n + 9 + rings.length * 4, 0);
  const bytes = Buffer.allocUnsafe(13 + heads + numbers * 8);
  let at = 0;
  const u32 = (n: number) => {
    at = bytes.writeUInt32LE(n, at);
  };
  const coordinates = (flat: number[]) => {
    u32(flat.length / 2);
    for (const n of flat) at = bytes.writeDoubleLE(n, at);
  };
  at = bytes.writeUInt8(1, at);
  u32((kind === 'LineString' ? 2 : 6) | HAS_SRID);
  u32(SRID);
  if (kind === 'LineString') coordinates(first);
  else {
    u32(polygons.length);
    for (const rings of polygons) {
      at = bytes.writeUInt8(1, at);
      u32(3);
      u32(rings.length);
      for (const ring of rings) coordinates(ring);
    }
  }
  return bytes.toString('hex', 0, at);
}
