import type { Polygon, Position } from 'geojson';
import type { Hazard } from '../../server/command/schema.ts';

type LonLat = [number, number];
const EARTH = 6_371_008.8;
const rad = Math.PI / 180;

/** The point `metres` away on the bearing (degrees clockwise from north), on the mean sphere. */
export function destination([lon, lat]: LonLat, metres: number, bearing: number): LonLat {
  const d = metres / EARTH;
  const [phi, theta] = [lat * rad, bearing * rad];
  const phi2 = Math.asin(Math.sin(phi) * Math.cos(d) + Math.cos(phi) * Math.sin(d) * Math.cos(theta));
  const dLon = Math.atan2(Math.sin(theta) * Math.sin(d) * Math.cos(phi), Math.cos(d) - Math.sin(phi) * Math.sin(phi2));
  return [lon + dLon / rad, phi2 / rad];
}

/** Metres and bearing from one point to another, on the mean sphere. */
export function polar([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): { metres: number; bearing: number } {
  const [p1, p2, dl] = [lat1 * rad, lat2 * rad, (lon2 - lon1) * rad];
  const a = Math.sin((p2 - p1) / 2) ** 2 + Math.cos(p1) * Math.cos(p2) * Math.sin(dl / 2) ** 2;
  const bearing = Math.atan2(
    Math.sin(dl) * Math.cos(p2),
    Math.cos(p1) * Math.sin(p2) - Math.sin(p1) * Math.cos(p2) * Math.cos(dl),
  );
  return { metres: 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(a))), bearing: (bearing / rad + 360) % 360 };
}

/** A closed ring of `steps` corners around a point; EPSG:4326/4490, counter-clockwise as GeoJSON asks. */
export function circleRing(center: LonLat, radius: number, steps = 72): Position[] {
  const ring = Array.from({ length: steps }, (_, i) => destination(center, radius, 360 - (i * 360) / steps));
  return [...ring, ring[0]!];
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
