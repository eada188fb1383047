import { type Static, Type } from 'typebox';
import { TextSchema } from '../schema.ts';

/** One position of a unit, in WGS 84 or CGCS2000 degrees. */
export const PositionReport = Type.Object({
  unit: Type.String({ maxLength: 64 }),
  lon: Type.Number(),
  lat: Type.Number(),
  speed: Type.Optional(Type.Union([Type.Number(), Type.Null()], { description: 'km/h' })),
  heading: Type.Optional(Type.Union([Type.Number(), Type.Null()], { description: 'degrees clockwise from north' })),
  fixedAt: Type.String({ maxLength: 40, description: 'RFC 3339, by the clock of the source' }),
  accuracy: Type.Optional(Type.Union([Type.Number(), Type.Null()], { description: 'metres' })),
});
export type PositionReport = Static<typeof PositionReport>;

/** POST /api/positions: at most 5,000 a request. */
export const PositionBatch = Type.Array(PositionReport, { maxItems: 5000 });

export const PositionReceipt = Type.Object({
  received: Type.Integer(),
  /** New rows; a fix sent twice is stored once. */
  stored: Type.Integer(),
  /** How many are now the newest of their unit; others only complete the track. */
  latest: Type.Integer(),
  /** Too far to have been driven: stored with a flag, not shown. */
  teleports: Type.Integer(),
  refused: Type.Array(
    Type.Object({ index: Type.Integer(), unit: Type.String(), code: Type.String(), text: TextSchema }),
  ),
});
export type PositionReceipt = Static<typeof PositionReceipt>;

/** GET /api/units/{code}/track?from=&to= : GeoJSON, with the times of MF-JSON (OGC 19-045r3). */
export const TrackQuery = Type.Object({
  from: Type.Optional(Type.String({ maxLength: 40 })),
  to: Type.Optional(Type.String({ maxLength: 40 })),
});
