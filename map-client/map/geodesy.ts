/** Mean radius of the earth in metres, as turf and PostGIS's sphere use it. */
const R = 6_371_008.8;
const rad = Math.PI / 180;
export type LonLat = [number, number];

/** Great-circle metres between two points (haversine). */
export function distance(a: LonLat, b: LonLat): number {
  const dLat = (b[1] - a[1]) * rad;
  const dLon = (b[0] - a[0]) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * R * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function pathLength(path: LonLat[]): number {
  return path.slice(1).reduce((sum, point, i) => sum + distance(path[i]!, point), 0);
}

/** Square metres of a ring on the sphere (Chamberlain and Duquette, JPL 2007); open or closed. */
export function ringArea(ring: LonLat[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [lon1, lat1] = ring[i]!;
    const [lon2, lat2] = ring[(i + 1) % ring.length]!;
    sum += (lon2 - lon1) * rad * (2 + Math.sin(lat1 * rad) + Math.sin(lat2 * rad));
  }
  return Math.abs((sum * R * R) / 2);
}

/** The point `metres` away in direction `bearing` (degrees clockwise from north). */
export function destination([lon, lat]: LonLat, metres: number, bearing: number): LonLat {
  const d = metres / R;
  const b = bearing * rad;
  const lat1 = lat * rad;
  const lat2 = Math.asin(Math.sin(lat1) * Math.cos(d) + Math.cos(lat1) * Math.sin(d) * Math.cos(b));
  const lon2 = Math.atan2(Math.sin(b) * Math.sin(d) * Math.cos(lat1), Math.cos(d) - Math.sin(lat1) * Math.sin(lat2));
  return [lon + lon2 / rad, lat2 / rad];
}

/** A circle as a closed counter-clockwise ring for drawing; the server is asked by centre and radius. */
export function circleRing(center: LonLat, metres: number, steps = 96): LonLat[] {
  const ring = Array.from({ length: steps }, (_, i) => destination(center, metres, -(i * 360) / steps));
  return [...ring, ring[0]!];
}

/** How far `to` is from `from` (metres) and in which direction it lies there (degrees clockwise from north, 0 to 360). */
export function polar(from: LonLat, to: LonLat): { metres: number; bearing: number } {
  const dLon = (to[0] - from[0]) * rad;
  const [a, b] = [from[1] * rad, to[1] * rad];
  const y = Math.sin(dLon) * Math.cos(b);
  const x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(dLon);
  return { metres: distance(from, to), bearing: (Math.atan2(y, x) / rad + 360) % 360 };
}
