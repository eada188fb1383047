import type { LonLat } from '../schema.ts';
import { metresPerDegree } from './geodesy.ts';
import type { RoadGraph } from './graph.ts';

/** A place on the road network: `at` metres along edge `edge`, `gap` metres beside it. */
export interface Snap {
  edge: number;
  at: number;
  gap: number;
  lonLat: LonLat;
}

/** A road of the connected network is preferred to a nearer dead piece, up to this many metres farther away. */
const CORE_PREFERENCE = 400;

/**
 * The nearest point of the network, or null when no road lies within `limit` metres. Exact in the plane at the point's
 * latitude: boxes are visited by growing distance until none can be nearer.
 */
export function snap(graph: RoadGraph, lonLat: LonLat, limit = 3000): Snap | null {
  if (!graph.index) return null;
  const per = metresPerDegree(lonLat[1]);
  let near: Snap | null = null;
  let core: Snap | null = null;
  // Boxes are indexed in degrees: search windows double until what was found is surely nearer than the window's edge.
  for (let reach = Math.min(100, limit); ; reach = Math.min(reach * 3, limit)) {
    near = null;
    core = null;
    const dx = reach / per.lon;
    const dy = reach / per.lat;
    for (const s of graph.index.search(lonLat[0] - dx, lonLat[1] - dy, lonLat[0] + dx, lonLat[1] + dy)) {
      const found = onSegment(graph, s, lonLat, per);
      if (found.gap > reach) continue;
      if (!near || found.gap < near.gap) near = found;
      const e = found.edge;
      if (graph.core[graph.from[e]!] && graph.core[graph.to[e]!] && (!core || found.gap < core.gap)) core = found;
    }
    if (core || reach >= limit || (near && near.gap + CORE_PREFERENCE < reach)) break;
  }
  return core && core.gap <= near!.gap + CORE_PREFERENCE ? core : near;
}

function onSegment(graph: RoadGraph, s: number, lonLat: LonLat, per: { lon: number; lat: number }): Snap {
  const p = 2 * graph.segmentStart[s]!;
  const c = graph.coordinates;
  const x1 = (c[p]! - lonLat[0]) * per.lon;
  const y1 = (c[p + 1]! - lonLat[1]) * per.lat;
  const x2 = (c[p + 2]! - lonLat[0]) * per.lon;
  const y2 = (c[p + 3]! - lonLat[1]) * per.lat;
  const dx = x2 - x1;
  const dy = y2 - y1;
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / square));
  const edge = graph.segmentEdge[s]!;
  return {
    edge,
    at: Math.min(graph.metres[edge]!, graph.segmentAt[s]! + t * Math.sqrt(square)),
    gap: Math.hypot(x1 + t * dx, y1 + t * dy),
    lonLat: [c[p]! + t * (c[p + 2]! - c[p]!), c[p + 1]! + t * (c[p + 3]! - c[p + 1]!)],
  };
}
