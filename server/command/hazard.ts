import type { Polygon } from 'geojson';
import { project } from '../routing/geodesy.ts';
import type { LonLat } from '../schema.ts';
import type { Hazard } from './schema.ts';

/** Degrees between two points of an arc: a circle of 1 km then misses less than 2 m. */
const STEP = 4;

/**
 * The zone of a hazard as a valid polygon in degrees, exterior counter-clockwise, geodesic on the ellipsoid.
 * A wedge is the circle of initial isolation (ERG: all round, whatever the wind) joined with the sector downwind, whose
 * angle holds the doubt about the wind. Screening estimate; the shape is star-shaped about the place, so it never
 * crosses itself.
 */
export function hazardZone(place: LonLat, hazard: Hazard): Polygon {
  const ring: LonLat[] = [];
  const arc = (from: number, to: number, metres: number) => {
    const steps = Math.max(1, Math.ceil(Math.abs(to - from) / STEP));
    for (let i = 0; i <= steps; i++) ring.push(project(place, metres, from + ((to - from) * i) / steps));
  };
  if (hazard.kind === 'circle' || hazard.distance <= hazard.radius) arc(360, STEP, hazard.radius);
  else {
    // Bearings fall, so the ring runs counter-clockwise: first across the wind's far end, then round the circle.
    const downwind = hazard.windFrom + 180;
    const half = hazard.angle / 2;
    arc(downwind + half, downwind - half, hazard.distance);
    arc(downwind - half, downwind + half - 360, hazard.radius);
  }
  ring.push(ring[0]!);
  return { type: 'Polygon', coordinates: [ring] };
}
