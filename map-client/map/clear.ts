import { mapReady } from './map.ts';

/** Pixels between what the map is moved to and the edge; the panels are the map's own padding already. */
export const MARGIN = 40;

type Bounds = [number, number, number, number];

export function boundsOf(geometry: GeoJSON.Geometry): Bounds | null {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [x, y] = part as [unknown, unknown];
    if (typeof x === 'number' && typeof y === 'number') {
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    } else for (const inner of part) take(inner);
  };
  if (geometry.type === 'GeometryCollection') return null;
  take(geometry.coordinates);
  return bounds[0] <= bounds[2] ? bounds : null;
}

/** Moves the map to a geometry, but only when some of it lies outside what the panels leave to be seen. */
export async function showOnMap(geometry: GeoJSON.Geometry): Promise<void> {
  const bounds = boundsOf(geometry);
  const map = await mapReady;
  if (!bounds) return;
  const { clientWidth: w, clientHeight: h } = map.getCanvas();
  const pad = map.getPadding();
  const corners = [map.project([bounds[0], bounds[1]]), map.project([bounds[2], bounds[3]])];
  const seen = corners.every(
    ({ x, y }) =>
      x >= (pad.left ?? 0) && x <= w - (pad.right ?? 0) && y >= (pad.top ?? 0) && y <= h - (pad.bottom ?? 0),
  );
  if (!seen) map.fitBounds(bounds, { padding: MARGIN, duration: 180, maxZoom: 15 });
}
