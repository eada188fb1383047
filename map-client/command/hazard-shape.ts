import type { Polygon } from 'geojson';
import type { Hazard } from '../../server/command/schema.ts';
import { circleRing, destination, distance, type LonLat } from '../map/geodesy.ts';

const rad = Math.PI / 180;

/** Metres and bearing (degrees clockwise from north) from one point to another, on the mean sphere. */
export function polar(from: LonLat, to: LonLat): { metres: number; bearing: number } {
  const [p1, p2, dl] = [from[1] * rad, to[1] * rad, (to[0] - from[0]) * rad];
  const bearing = Math.atan2(
    Math.sin(dl) * Math.cos(p2),
    Math.cos(p1) * Math.sin(p2) - Math.sin(p1) * Math.cos(p2) * Math.cos(dl),
  );
  return { metres: distance(from, to), bearing: (bearing / rad + 360) % 360 };
}

/**
 * The shape of a hazard while it is being dragged; what is kept and counted afterwards is the server's own.
 * A wedge is the isolation circle and the downwind sector in one outline: the sector's arc at `distance`, its sides
 * running back to the circle.
 */
export function hazardShape(center: LonLat, hazard: Hazard): Polygon {
  if (hazard.kind === 'circle') return { type: 'Polygon', coordinates: [circleRing(center, hazard.radius)] };
  const downwind = hazard.windFrom + 180;
  const half = hazard.angle / 2;
  const reach = Math.max(hazard.distance, hazard.radius);
  const steps = Math.max(4, Math.ceil(hazard.angle / 5));
  const arc = Array.from({ length: steps + 1 }, (_, i) =>
    destination(center, reach, downwind + half - (hazard.angle * i) / steps),
  );
  const around = 360 - hazard.angle;
  const back = Math.max(6, Math.ceil(around / 5));
  const rim = Array.from({ length: back + 1 }, (_, i) =>
    destination(center, hazard.radius, downwind - half - (around * i) / back),
  );
  const ring = [...arc, ...rim];
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

/** Where the two handles sit: one on the rim of the circle, one at the middle of the arc (wedge only). */
export function handles(center: LonLat, hazard: Hazard): { radius: LonLat; reach: LonLat | null } {
  if (hazard.kind === 'circle') return { radius: destination(center, hazard.radius, 90), reach: null };
  const downwind = hazard.windFrom + 180;
  return {
    radius: destination(center, hazard.radius, hazard.windFrom),
    reach: destination(center, Math.max(hazard.distance, hazard.radius), downwind),
  };
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
/** Ten-metre steps up to a kilometre, then fifty: nobody estimates a plume to the metre. */
const tidy = (metres: number) =>
  within(metres < 1000 ? Math.round(metres / 10) * 10 : Math.round(metres / 50) * 50, 10, 50_000);

/** The hazard after one of its handles was dragged to a point. */
export function dragHandle(center: LonLat, hazard: Hazard, handle: 'radius' | 'reach', to: LonLat): Hazard {
  const { metres, bearing } = polar(center, to);
  if (handle === 'radius' || hazard.kind === 'circle') return { ...hazard, radius: tidy(metres) };
  return { ...hazard, distance: tidy(metres), windFrom: Math.round(bearing + 180) % 360 };
}
