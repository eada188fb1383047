import type { Shape } from './shape.ts';
import { ROOT, ROOT_SIZE, type Sites } from './sites.ts';

/** Cells are grown by this many degrees (0.1 mm) before edges are sought in them: far above the rounding of a double. */
const MARGIN = 1e-9;

/** Edges still in question, a stack over all levels of the descent; grows and stays. A query runs without a pause. */
let stack = new Int32Array(1 << 16);

/**
 * Adds to `out` (counts, then sums) all sites within the shape. Descends the tree with a list of edges that shrinks: a
 * cell that no edge passes is inside as a whole, and its sums are taken, or outside; in a leaf that an edge passes each
 * site is asked for itself.
 */
export function addWithin(sites: Sites, shape: Shape, out: Float64Array): void {
  if (stack.length < shape.edges * 4) stack = new Int32Array(shape.edges * 8);
  for (let e = 0; e < shape.edges; e++) stack[e] = e;
  visit(sites, shape, out, 0, ROOT, ROOT, ROOT_SIZE, 0, shape.edges);
}

function visit(
  sites: Sites,
  shape: Shape,
  out: Float64Array,
  node: number,
  x0: number,
  y0: number,
  size: number,
  from: number,
  to: number,
): void {
  const { counted, summed } = sites;
  if (sites.nodeCounts[node * counted] === 0) return;
  const [west, south, east, north] = shape.box;
  const x1 = x0 + size;
  const y1 = y0 + size;
  if (x1 < west || x0 > east || y1 < south || y0 > north) return;
  let start = from;
  let end = to;
  // A cell that holds the whole shape holds all its edges.
  if (x0 >= west || x1 <= east || y0 >= south || y1 <= north) {
    if (stack.length < to + (to - from)) {
      const bigger = new Int32Array(stack.length * 2 + (to - from));
      bigger.set(stack);
      stack = bigger;
    }
    start = to;
    end = keepPassing(shape, from, to, x0 + size / 2, y0 + size / 2, size / 2 + MARGIN);
    if (start === end && shape.isSoundBetween(y0 - MARGIN, y1 + MARGIN)) {
      if (!shape.contains(x0 + size / 2, y0 + size / 2)) return;
      for (let c = 0, at = node * counted; c < counted; c++) out[c]! += sites.nodeCounts[at + c]!;
      for (let c = 0, at = node * summed; c < summed; c++) out[counted + c]! += sites.nodeSums[at + c]!;
      return;
    }
  }
  const child = sites.child[node]!;
  if (child !== 0) {
    const half = size / 2;
    visit(sites, shape, out, child, x0, y0, half, start, end);
    visit(sites, shape, out, child + 1, x0 + half, y0, half, start, end);
    visit(sites, shape, out, child + 2, x0, y0 + half, half, start, end);
    visit(sites, shape, out, child + 3, x0 + half, y0 + half, half, start, end);
    return;
  }
  for (let site = sites.head[node]!; site >= 0; site = sites.next[site]!) {
    if (sites.counts[site * counted] === 0 || !shape.contains(sites.x[site]!, sites.y[site]!)) continue;
    for (let c = 0, at = site * counted; c < counted; c++) out[c]! += sites.counts[at + c]!;
    for (let c = 0, at = site * summed; c < summed; c++) out[counted + c]! += sites.sums[at + c]!;
  }
}

/** Copies the edges that pass the square around (mx, my) to the top of the stack; returns where they end. */
function keepPassing(shape: Shape, from: number, to: number, mx: number, my: number, half: number): number {
  const { ax, ay, bx, by } = shape;
  let top = to;
  for (let k = from; k < to; k++) {
    const e = stack[k]!;
    const x1 = ax[e]! - mx;
    const y1 = ay[e]! - my;
    const x2 = bx[e]! - mx;
    const y2 = by[e]! - my;
    if (
      (x1 > half && x2 > half) ||
      (x1 < -half && x2 < -half) ||
      (y1 > half && y2 > half) ||
      (y1 < -half && y2 < -half)
    )
      continue;
    const dx = x2 - x1;
    const dy = y2 - y1;
    if (Math.abs(dx * y1 - dy * x1) > half * (Math.abs(dx) + Math.abs(dy)) + 1e-16) continue;
    stack[top++] = e;
  }
  return top;
}
