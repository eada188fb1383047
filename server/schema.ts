import type { Geometry as GeoJsonGeometry } from 'geojson';
import { type Static, Type } from 'typebox';

export const TextSchema = Type.Object({ zh: Type.String(), en: Type.String() });
export const LonLat = Type.Tuple([Type.Number(), Type.Number()], { description: '[longitude, latitude]' });
export type LonLat = Static<typeof LonLat>;
/** A GeoJSON geometry, checked by the room that reads it. */
export const Geometry = Type.Unsafe<GeoJsonGeometry>({
  type: 'object',
  required: ['type'],
  // Without it the answer's serialiser would leave out everything that is not named.
  additionalProperties: true,
});
/** One of fixed words; `Type.Union` of a mapped list loses them in the type. */
export const oneOf = <const W extends readonly string[]>(words: W) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words] });
