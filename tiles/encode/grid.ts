/** A tile of WebMercatorQuad: zoom, column from the west, row from the north. */
export interface TileId {
  z: number;
  x: number;
  y: number;
}

/** Units across a tile (MVT extent), and how far geometry reaches over its edge. */
export const EXTENT = 4096;
export const BUFFER = 64;
/** Pixels a client draws a tile on: with 512, one pixel is 8 units. */
export const PIXELS = 512;
/** Zooms beyond this are drawn by the client from this one. */
export const MAX_ZOOM = 18;

export function isTile({ z, x, y }: TileId): boolean {
  const inside = (n: number) => Number.isInteger(n) && n >= 0 && n < 2 ** z;
  return Number.isInteger(z) && z >= 0 && z <= MAX_ZOOM && inside(x) && inside(y);
}

const longitude = (x: number, z: number) => (x / 2 ** z) * 360 - 180;
const latitude = (y: number, z: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;

/** [west, south, east, north] in degrees of a tile grown by `margin` tiles on each side. */
export function boundsOf({ z, x, y }: TileId, margin = 0): [number, number, number, number] {
  return [
    Math.max(-180, longitude(x - margin, z)),
    Math.max(-90, latitude(y + 1 + margin, z)),
    Math.min(180, longitude(x + 1 + margin, z)),
    Math.min(90, latitude(y - margin, z)),
  ];
}

/** The tile a point in degrees lies in. */
export function tileAt(lon: number, lat: number, z: number): TileId {
  const n = 2 ** z;
  const phi = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
  const clamp = (v: number) => Math.max(0, Math.min(n - 1, Math.floor(v)));
  return {
    z,
    x: clamp(((lon + 180) / 360) * n),
    y: clamp((0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)) * n),
  };
}

/** Degrees of longitude one pixel spans at a zoom. */
export const pixelDegrees = (z: number) => 360 / 2 ** z / PIXELS;
