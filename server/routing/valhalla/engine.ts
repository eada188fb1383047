import type { MultiPolygon, Polygon } from 'geojson';
import type { LonLat } from '../../schema.ts';
import type { RouteAnswer } from '../schema.ts';

/** An engine beside our graph that narrates a way and knows turns. */
export interface RouteEngine {
  /** Null when it is not ready or finds no way: then our own graph answers. */
  route(from: LonLat, to: LonLat, avoid: readonly (Polygon | MultiPolygon)[]): Promise<RouteAnswer | null>;
}
