import { orient2d } from 'robust-predicates';
import type { Shape } from '../frame/shape.ts';

/** Pairs an edge may be in on average before a sweep is the quicker way to find those that meet. */
const CROWDED = 64;
const MOST_CELLS = 1024;
/**
 * Work a sweep may do before the question is given back, about 60 ms: looking at a pair is 1, asking which side its ends
 * are on 4. Any 2,000 vertices fit in it. Without a limit a comb of 20,000 long teeth held the server for 41 s.
 */
const MOST_WORK = 12_000_000;
const SIDES = 4;

/** Too many long edges side by side to say within `MOST_WORK` whether two of them cross. */
export const TANGLED = 'tangled';

/**
 * A point where two edges of a polygon cross one another, or null. Edges that only touch (a hole touching its shell, a
 * ring touching itself in a vertex) do not cross. The decision is exact, the point is rounded.
 *
 * Edges are laid into a grid whose cells are about two edges wide and high (measured on 2,000 rough vertices: less than
 * half the time of a box index); where many long edges lie side by side they are swept, up to a limit.
 */
export function crossingOf(shape: Shape): [number, number] | typeof TANGLED | null {
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
  if (pairs > CROWDED * edges) return crossingBySweep(shape, widths / (box[2] - box[0]) <= heights / (box[3] - box[1]));
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

/** Asks each edge for those that begin, along one axis, before it ends. */
function crossingBySweep(shape: Shape, alongX: boolean): [number, number] | typeof TANGLED | null {
  const { edges } = shape;
  const [a1, b1, a2, b2] = alongX ? [shape.ax, shape.bx, shape.ay, shape.by] : [shape.ay, shape.by, shape.ax, shape.bx];
  const from = new Float64Array(edges);
  for (let e = 0; e < edges; e++) from[e] = Math.min(a1[e]!, b1[e]!);
  const order = new Int32Array(edges).map((_, e) => e).sort((e, f) => from[e]! - from[f]!);
  const starts = new Float64Array(edges);
  const lows = new Float64Array(edges);
  const highs = new Float64Array(edges);
  for (let k = 0; k < edges; k++) {
    const e = order[k]!;
    starts[k] = from[e]!;
    lows[k] = Math.min(a2[e]!, b2[e]!);
    highs[k] = Math.max(a2[e]!, b2[e]!);
  }
  let work = 0;
  for (let k = 0; k < edges; k++) {
    const e = order[k]!;
    const end = Math.max(a1[e]!, b1[e]!);
    const low = lows[k]!;
    const high = highs[k]!;
    let m = k + 1;
    for (; m < edges && starts[m]! <= end; m++) {
      if (lows[m]! > high || highs[m]! < low) continue;
      work += SIDES;
      const found = crossing(shape, e, order[m]!);
      if (found) return found;
    }
    work += m - k;
    if (work > MOST_WORK) return TANGLED;
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
