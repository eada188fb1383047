import type { MultiPolygonCoordinates } from './shape.ts';

/**
 * Reads a Polygon or MultiPolygon from WKB (little endian, two dimensions), as `ST_AsBinary(geom, 'NDR')` gives it:
 * every double arrives as it is stored.
 */
export function polygonsOfWkb(wkb: Buffer): MultiPolygonCoordinates {
  let at = 0;
  const integer = () => {
    at += 4;
    return wkb.readUInt32LE(at - 4);
  };
  const polygon = (): number[][][] => {
    at += 1;
    const type = integer();
    if (type !== 3) throw new Error(`WKB type ${type} where a polygon was expected`);
    return Array.from({ length: integer() }, () =>
      Array.from({ length: integer() }, () => {
        at += 16;
        return [wkb.readDoubleLE(at - 16), wkb.readDoubleLE(at - 8)];
      }),
    );
  };
  if (wkb.readUInt32LE(1) === 3) return [polygon()];
  at += 1;
  const type = integer();
  if (type !== 6) throw new Error(`WKB type ${type} where a polygon was expected`);
  return Array.from({ length: integer() }, polygon);
}
