import type { Geometry, Position } from 'geojson';

/** Reads WKT or EWKT of the kinds a record may have; null when it is none. */
export function geometryOfWkt(text: string): Geometry | null {
  const match = /^(?:SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON)\s*(?:ZM?|M)?\s*(\(.*\))\s*$/is.exec(text);
  if (!match) return null;
  const json = match[3]!
    .replace(/[^()\s,]+(?:\s+[^()\s,]+)+/g, (position) => `[${position.trim().split(/\s+/).join(',')}]`)
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  let nested: unknown;
  try {
    nested = JSON.parse(json);
  } catch {
    return null;
  }
  const kind = match[2]!.toUpperCase();
  const list = nested as Position[];
  if (!match[1]) {
    if (kind === 'POINT') return { type: 'Point', coordinates: list[0]! };
    if (kind === 'LINESTRING') return { type: 'LineString', coordinates: list };
    return { type: 'Polygon', coordinates: nested as Position[][] };
  }
  if (kind === 'POINT')
    return { type: 'MultiPoint', coordinates: list.map((p) => (Array.isArray(p[0]) ? p[0] : p) as Position) };
  if (kind === 'LINESTRING') return { type: 'MultiLineString', coordinates: nested as Position[][] };
  return { type: 'MultiPolygon', coordinates: nested as Position[][][] };
}
