import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import type { Shape } from '../frame/shape.ts';

/**
 * A point where two edges of a polygon cross one another, or null. Edges that only touch (a hole touching its shell, a
 * ring touching itself in a vertex) do not cross. The decision is exact, the point is rounded.
 */
export function crossingOf(shape: Shape): [number, number] | null {
  const { edges, ax, ay, bx, by } = shape;
  if (edges < 4) return null;
  const boxes = new Flatbush(edges);
  for (let e = 0; e < edges; e++)
    boxes.add(Math.min(ax[e]!, bx[e]!), Math.min(ay[e]!, by[e]!), Math.max(ax[e]!, bx[e]!), Math.max(ay[e]!, by[e]!));
  boxes.finish();
  for (let e = 0; e < edges; e++) {
    const [x1, y1, x2, y2] = [ax[e]!, ay[e]!, bx[e]!, by[e]!];
    const near = boxes.search(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2), (f) => f > e);
    for (const f of near) {
      const c = orient2d(x1, y1, x2, y2, ax[f]!, ay[f]!);
      const d = orient2d(x1, y1, x2, y2, bx[f]!, by[f]!);
      if (!((c > 0 && d < 0) || (c < 0 && d > 0))) continue;
      const a = orient2d(ax[f]!, ay[f]!, bx[f]!, by[f]!, x1, y1);
      const b = orient2d(ax[f]!, ay[f]!, bx[f]!, by[f]!, x2, y2);
      if (!((a > 0 && b < 0) || (a < 0 && b > 0))) continue;
      const t = a / (a - b);
      return [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t];
    }
  }
  return null;
}
