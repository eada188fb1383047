import proj4 from 'proj4';

/** A point of the drawing plane: metres east and north of the city's centre. */
export type Point = [number, number];

/**
 * The drawing plane is CGCS2000 / 3-degree Gauss-Kruger zone 39 with zone prefix, moved to the city's centre; so a
 * point is written in the surveyors' coordinates by an addition, and in degrees by one inverse projection.
 */
export const PLANE_CRS = 'EPSG:4527';
const EAST = 39_519_000;
const NORTH = 3_486_500;
const GAUSS_KRUGER = '+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=39500000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
const projection = proj4(GAUSS_KRUGER, '+proj=longlat +ellps=GRS80 +no_defs');

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Easting (with zone prefix) and northing in EPSG:4527, to the centimetre. */
export function surveyed([x, y]: Point): Point {
  return [round(EAST + x, 2), round(NORTH + y, 2)];
}

/** Longitude and latitude in EPSG:4490, to 1e-7 degrees (about 1 cm). */
export function degrees([x, y]: Point): Point {
  const [lon, lat] = projection.forward([EAST + x, NORTH + y]) as Point;
  return [round(lon, 7), round(lat, 7)];
}

/** Signed area of a ring (first point not repeated), positive when counter-clockwise. */
export function area(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j]![0] - ring[i]![0]) * (ring[j]![1] + ring[i]![1]);
  }
  return sum / 2;
}

export function inside([x, y]: Point, ring: readonly Point[]): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!;
    const b = ring[j]!;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd;
  }
  return odd;
}

/** False when two sides of the ring cross or touch. */
export function isSimple(ring: readonly Point[]): boolean {
  const n = ring.length;
  const side = (a: Point, b: Point, c: Point) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  for (let i = 0; i < n; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % n]!];
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [c, d] = [ring[j]!, ring[(j + 1) % n]!];
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return false;
    }
  }
  return true;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function lengthOf(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!);
  return sum;
}

/** The line moved by `by` metres to its right; the ends stay square to their segments. */
export function offset(line: readonly Point[], by: number): Point[] {
  return line.map((p, i) => {
    const a = line[Math.max(0, i - 1)]!;
    const b = line[Math.min(line.length - 1, i + 1)]!;
    const d = distance(a, b) || 1;
    return [p[0] + ((b[1] - a[1]) / d) * by, p[1] - ((b[0] - a[0]) / d) * by];
  });
}
