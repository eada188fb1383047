import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import type { Shape } from '../frame/shape.ts';

/** Pairs an edge may be in on average before an index is the quicker way to find those that meet. */
const CROWDED = 64;
const MOST_CELLS = 1024;

/**
 * A point where two edges of a polygon cross one another, or null. Edges that only touch (a hole touching its shell, a
 * ring touching itself in a vertex) do not cross. The decision is exact, the point is rounded.
 *
 * Edges are laid into a grid whose cells are about two edges wide and high (measured on 2,000 rough vertices: less than
 * half the time of a box index); where many long edges lie side by side the index is taken.
 */
export function crossingOf(shape: Shape): [number, number] | null {
  const { edges, ax, ay, bx, by, box } = shape;
  let widths = 0;
  let heights = 0;
  for (let e = 0; e < edges; e++) {
    widths += Math.abs(bx[e]! - ax[e]!);
    heights += Math.abs(by[e]! - ay[e]!);
  }
  const across = (extent: number, total: number) =>
    Math.max(1, Math.min(MOST_CELLS, Math.floor((extent * edges) / (2 * total || 1))));
  let columns = across(box[2] - box[0], widths);
  let rows = across(box[3] - box[1], heights);
  while (columns * rows > 8 * edges) {
    columns = Math.ceil(columns / 2);
    rows = Math.ceil(rows / 2);
  }
  const columnOf = (x: number) => Math.min(columns - 1, Math.floor(((x - box[0]) / (box[2] - box[0] || 1)) * columns));
  const rowOf = (y: number) => Math.min(rows - 1, Math.floor(((y - box[1]) / (box[3] - box[1] || 1)) * rows));
  // The same rounding for all edges: edges that share a point share the cell of that point.
  const inCells = (e: number, visit: (cell: number) => void) => {
    const right = columnOf(Math.max(ax[e]!, bx[e]!));
    const top = rowOf(Math.max(ay[e]!, by[e]!));
    const left = columnOf(Math.min(ax[e]!, bx[e]!));
    for (let row = rowOf(Math.min(ay[e]!, by[e]!)); row <= top; row++)
      for (let column = left; column <= right; column++) visit(row * columns + column);
  };
  const start = new Int32Array(columns * rows + 1);
  for (let e = 0; e < edges; e++)
    inCells(e, (cell) => {
      start[cell + 1]!++;
    });
  let pairs = 0;
  for (let cell = 0; cell < columns * rows; cell++) {
    pairs += start[cell + 1]! ** 2 / 2;
    start[cell + 1]! += start[cell]!;
  }
  if (pairs > CROWDED * edges) return crossingByIndex(shape);
  const members = new Int32Array(start[columns * rows]!);
  const at = start.slice(0, -1);
  for (let e = 0; e < edges; e++)
    inCells(e, (cell) => {
      members[at[cell]!++] = e;
    });
  for (let cell = 0; cell < columns * rows; cell++)
    for (let i = start[cell]!; i < start[cell + 1]!; i++)
      for (let j = i + 1; j < start[cell + 1]!; j++) {
        const found = crossing(shape, members[i]!, members[j]!);
        if (found) return found;
      }
  return null;
}

function crossingByIndex(shape: Shape): [number, number] | null {
  const { edges, ax, ay, bx, by } = shape;
  const boxes = new Flatbush(edges);
  const boxOf = (e: number) =>
    [Math.min(ax[e]!, bx[e]!), Math.min(ay[e]!, by[e]!), Math.max(ax[e]!, bx[e]!), Math.max(ay[e]!, by[e]!)] as const;
  for (let e = 0; e < edges; e++) boxes.add(...boxOf(e));
  boxes.finish();
  for (let e = 0; e < edges; e++)
    for (const f of boxes.search(...boxOf(e), (other) => other > e)) {
      const found = crossing(shape, e, f);
      if (found) return found;
    }
  return null;
}

/** Where two edges cross, each having an end on either side of the other. */
function crossing({ ax, ay, bx, by }: Shape, e: number, f: number): [number, number] | null {
  const x1 = ax[e]!;
  const y1 = ay[e]!;
  const x2 = bx[e]!;
  const y2 = by[e]!;
  const x3 = ax[f]!;
  const y3 = ay[f]!;
  const x4 = bx[f]!;
  const y4 = by[f]!;
  if ((x3 > x1 && x3 > x2 && x4 > x1 && x4 > x2) || (x3 < x1 && x3 < x2 && x4 < x1 && x4 < x2)) return null;
  if ((y3 > y1 && y3 > y2 && y4 > y1 && y4 > y2) || (y3 < y1 && y3 < y2 && y4 < y1 && y4 < y2)) return null;
  const c = orient2d(x1, y1, x2, y2, x3, y3);
  const d = orient2d(x1, y1, x2, y2, x4, y4);
  if (!((c > 0 && d < 0) || (c < 0 && d > 0))) return null;
  const a = orient2d(x3, y3, x4, y4, x1, y1);
  const b = orient2d(x3, y3, x4, y4, x2, y2);
  if (!((a > 0 && b < 0) || (a < 0 && b > 0))) return null;
  const t = a / (a - b);
  return [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t];
}
