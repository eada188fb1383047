import type { Geometry as GeoJsonGeometry } from 'geojson';
import { type Static, Type } from 'typebox';

export const TextSchema = Type.Object({ zh: Type.String(), en: Type.String() });
export const LonLat = Type.Tuple([Type.Number(), Type.Number()], { description: '[longitude, latitude]' });
export type LonLat = Static<typeof LonLat>;
/** A GeoJSON geometry, checked by the room that reads it. */
export const Geometry = Type.Unsafe<GeoJsonGeometry>({ type: 'object', required: ['type'] });
