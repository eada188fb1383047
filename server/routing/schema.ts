import { type Static, Type } from 'typebox';
import { Geometry, LonLat, TextSchema } from '../schema.ts';

/** GET /api/isochrone?lon=&lat=&minutes=5,10,15&direction=to|from : GeoJSON, smallest area first. */
export const IsochroneQuery = Type.Object({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -85, maximum: 85 }),
  minutes: Type.Optional(Type.String({ pattern: '^\\d+(\\.\\d+)?(,\\d+(\\.\\d+)?){0,5}$' })),
  /** `to`: from where the place is reached in time (default). `from`: where one gets from it. */
  direction: Type.Optional(Type.Union([Type.Literal('to'), Type.Literal('from')])),
});
export const Isochrones = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      geometry: Geometry,
      properties: Type.Object({ minutes: Type.Number(), direction: Type.String() }),
    }),
  ),
  sequence: Type.Integer({ description: 'change-log sequence of the roads' }),
  milliseconds: Type.Number(),
});
export type Isochrones = Static<typeof Isochrones>;

/** POST /api/routes */
export const RouteRequest = Type.Object({
  from: LonLat,
  to: LonLat,
  /** Areas the way must not touch. */
  avoid: Type.Optional(Type.Array(Geometry, { maxItems: 50 })),
  engine: Type.Optional(Type.Union([Type.Literal('valhalla'), Type.Literal('graph')])),
});
export const RouteAnswer = Type.Object({
  geometry: Geometry,
  seconds: Type.Number(),
  metres: Type.Number(),
  steps: Type.Array(Type.Object({ text: TextSchema, metres: Type.Number(), seconds: Type.Number(), lonLat: LonLat })),
  /** Which engine answered: Valhalla, or the shortest path of our own graph while Valhalla is not ready. */
  engine: Type.Union([Type.Literal('valhalla'), Type.Literal('graph')]),
});
export type RouteRequest = Static<typeof RouteRequest>;
export type RouteAnswer = Static<typeof RouteAnswer>;
