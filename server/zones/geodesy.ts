import type { MultiPolygonCoordinates } from '../frame/shape.ts';

/** CGCS2000 (GB/T 30168): the ellipsoid of EPSG:4490. */
const A = 6378137;
const F = 1 / 298.257222101;
const B = A * (1 - F);
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const RADIAN = Math.PI / 180;

/** Area between the equator and a latitude, of one radian of longitude, on the ellipsoid (Snyder 1987, eq. 3-12). */
function stripTo(sine: number): number {
  return ((A * A * (1 - E2)) / 2) * (sine / (1 - E2 * sine * sine) + Math.atanh(E * sine) / E);
}

/**
 * Square metres enclosed by polygons whose edges are geodesics, as `ST_Area(geography)` gives it within 1e-6 (tested).
 *
 * The strip below each edge is integrated by Simpson's rule over its ends and its middle, along the great circle on the
 * auxiliary sphere of reduced latitudes β, on which geodesics are great circles. There longitude runs faster by
 * dω = dλ / sqrt(1 - e² cos² β) (Karney, Algorithms for geodesics, 2013, eq. 7). Made for edges of a city's size.
 */
export function areaOf(parts: MultiPolygonCoordinates): number {
  let area = 0;
  for (const rings of parts)
    for (const [r, ring] of rings.entries()) area += (r === 0 ? 1 : -1) * Math.abs(ringArea(ring));
  return area;
}

function ringArea(ring: number[][]): number {
  let sum = 0;
  const sines = ring.map(([, y]) => Math.sin(y! * RADIAN));
  for (let i = 0; i + 1 < ring.length; i++) {
    const dx = (ring[i + 1]![0]! - ring[i]![0]!) * RADIAN;
    if (dx === 0) continue;
    const s1 = sines[i]!;
    const s2 = sines[i + 1]!;
    // Reduced latitude: tan β = (1 - f) tan φ.
    const k1 = 1 / Math.sqrt(1 - E2 * s1 * s1);
    const k2 = 1 / Math.sqrt(1 - E2 * s2 * s2);
    const sinB1 = (1 - F) * s1 * k1;
    const sinB2 = (1 - F) * s2 * k2;
    const cosB1 = Math.sqrt(1 - s1 * s1) * k1;
    const cosB2 = Math.sqrt(1 - s2 * s2) * k2;
    const w1 = Math.sqrt(1 - E2 * cosB1 * cosB1);
    const w2 = Math.sqrt(1 - E2 * cosB2 * cosB2);
    // At half the longitude difference of a great circle the tangent of latitude is the mean over its cosine.
    const tanB = (sinB1 / cosB1 + sinB2 / cosB2) / (2 * Math.cos(dx / (w1 + w2)));
    const wm = Math.sqrt(1 - E2 / (1 + tanB * tanB));
    const tanPhi = tanB / (1 - F);
    const middle = tanPhi / Math.sqrt(1 + tanPhi * tanPhi);
    const strips = w1 * stripTo(s1) + 4 * wm * stripTo(middle) + w2 * stripTo(s2);
    sum += (dx * strips) / (w1 + 4 * wm + w2);
  }
  return sum;
}

/**
 * The point at a distance and azimuth (degrees from north, clockwise) along the geodesic; Vincenty's direct formula
 * (Survey Review 1975), good to a millimetre.
 */
export function pointFrom([lon, lat]: [number, number], metres: number, azimuth: number): [number, number] {
  const sinA1 = Math.sin(azimuth * RADIAN);
  const cosA1 = Math.cos(azimuth * RADIAN);
  const tanU1 = (1 - F) * Math.tan(lat * RADIAN);
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, cosA1);
  const sinAlpha = cosU1 * sinA1;
  const cos2Alpha = 1 - sinAlpha * sinAlpha;
  const u2 = (cos2Alpha * (A * A - B * B)) / (B * B);
  const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  let sigma = metres / (B * a);
  // Each turn gains three digits at least; eight are beyond the precision of a double.
  for (let turn = 0; turn < 8; turn++) {
    const c2m = Math.cos(2 * sigma1 + sigma);
    const sin = Math.sin(sigma);
    const inner = Math.cos(sigma) * (2 * c2m * c2m - 1) - (b / 6) * c2m * (4 * sin * sin - 3) * (4 * c2m * c2m - 3);
    sigma = metres / (B * a) + b * sin * (c2m + (b / 4) * inner);
  }
  const sin = Math.sin(sigma);
  const cos = Math.cos(sigma);
  const c2m = Math.cos(2 * sigma1 + sigma);
  const x = sinU1 * sin - cosU1 * cos * cosA1;
  const phi = Math.atan2(sinU1 * cos + cosU1 * sin * cosA1, (1 - F) * Math.sqrt(sinAlpha * sinAlpha + x * x));
  const lambda = Math.atan2(sin * sinA1, cosU1 * cos - sinU1 * sin * cosA1);
  const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
  const l = lambda - (1 - c) * F * sinAlpha * (sigma + c * sin * (c2m + c * cos * (2 * c2m * c2m - 1)));
  return [lon + l / RADIAN, phi / RADIAN];
}

/** Corners of a circle's polygon: its area falls 0.04 % short of the circle's. */
const CORNERS = 128;

/** A geodesic circle as a polygon of 128 corners, the same for the same input everywhere. */
export function circleOf(center: [number, number], radius: number): MultiPolygonCoordinates {
  const ring = Array.from({ length: CORNERS }, (_, i) => pointFrom(center, radius, 360 - (i * 360) / CORNERS));
  return [[[...ring, ring[0]!]]];
}
