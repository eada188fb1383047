import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { RoadGraph } from './graph.ts';
import type { Closures } from './search.ts';

/** The edges that touch any of the areas, as a bitset to give to a search; null when there is no area. */
export function closuresIn(graph: RoadGraph, areas: readonly (Polygon | MultiPolygon)[]): Closures | null {
  if (areas.length === 0 || !graph.index) return null;
  const closed = new Uint8Array((graph.edges >> 3) + 1);
  const c = graph.coordinates;
  for (const area of areas) {
    for (const polygon of area.type === 'Polygon' ? [area.coordinates] : area.coordinates) {
      const xs = polygon[0]!.map((p) => p[0]!);
      const ys = polygon[0]!.map((p) => p[1]!);
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
      for (const s of graph.index.search(...box)) {
        const p = 2 * graph.segmentStart[s]!;
        if (touches(polygon, [c[p]!, c[p + 1]!], [c[p + 2]!, c[p + 3]!])) {
          const e = graph.segmentEdge[s]!;
          closed[e >> 3]! |= 1 << (e & 7);
        }
      }
    }
  }
  return closed;
}

function touches(polygon: Position[][], a: Position, b: Position): boolean {
  return inPolygon(polygon, a) || polygon.some((ring) => ring.some((p, i) => i > 0 && cross(ring[i - 1]!, p, a, b)));
}

function inPolygon(polygon: Position[][], [x, y]: Position): boolean {
  let odd = false;
  for (const ring of polygon) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x1, y1] = ring[i]! as [number, number];
      const [x2, y2] = ring[i + 1]! as [number, number];
      if (y1 > y! !== y2 > y! && x! < x1 + ((y! - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
    }
  }
  return odd;
}

function cross(p: Position, q: Position, a: Position, b: Position): boolean {
  const side = (o: Position, u: Position, v: Position) =>
    (u[0]! - o[0]!) * (v[1]! - o[1]!) - (u[1]! - o[1]!) * (v[0]! - o[0]!);
  return side(p, q, a) * side(p, q, b) <= 0 && side(a, b, p) * side(a, b, q) <= 0;
}
