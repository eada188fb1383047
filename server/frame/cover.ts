import type { Shape } from './shape.ts';
import { ROOT, ROOT_SIZE, type Sites } from './sites.ts';

/** Cells are grown by this many degrees (0.1 mm) before edges are sought in them: far above the rounding of a double. */
const MARGIN = 1e-9;
/** A point this near to the line of an edge (in degrees) is asked for with the exact predicate. */
const NEAR = 1e-11;

/** Edges still in question, a stack over all levels of the descent; grows and stays. A query runs without a pause. */
let stack = new Int32Array(1 << 16);

// What one query is about. Kept here and not passed down: the descent visits thousands of nodes.
let sites: Sites;
let shape: Shape;
let out: Float64Array;
let west = 0;
let south = 0;
let east = 0;
let north = 0;

/**
 * Adds to `into` (counts, then sums) all sites within the shape. Descends the tree with a list of edges that shrinks: a
 * cell that no edge passes is inside as a whole, and its sums are taken, or outside; in a leaf that edges pass each site
 * is asked for itself.
 */
export function addWithin(among: Sites, within: Shape, into: Float64Array): void {
  sites = among;
  shape = within;
  out = into;
  west = within.box[0];
  south = within.box[1];
  east = within.box[2];
  north = within.box[3];
  if (stack.length < shape.edges * 4) stack = new Int32Array(shape.edges * 8);
  for (let e = 0; e < shape.edges; e++) stack[e] = e;
  visit(0, ROOT, ROOT, ROOT_SIZE, 0, shape.edges);
}

function visit(node: number, x0: number, y0: number, size: number, from: number, to: number): void {
  if (sites.nodeCounts[node * sites.counted] === 0) return;
  const x1 = x0 + size;
  const y1 = y0 + size;
  if (x1 < west || x0 > east || y1 < south || y0 > north) return;
  const half = size / 2;
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
    end = keepPassing(from, to, x0 + half, y0 + half, half + MARGIN);
    if (start === end && shape.isSoundBetween(y0 - MARGIN, y1 + MARGIN)) {
      if (shape.contains(x0 + half, y0 + half)) addNode(node);
      return;
    }
  }
  const child = sites.child[node]!;
  if (child === 0) {
    askSites(node, x0 + half, y0 + half, start, end);
    return;
  }
  visit(child, x0, y0, half, start, end);
  visit(child + 1, x0 + half, y0, half, start, end);
  visit(child + 2, x0, y0 + half, half, start, end);
  visit(child + 3, x0 + half, y0 + half, half, start, end);
}

function addNode(node: number): void {
  const { counted, summed, nodeCounts, nodeSums } = sites;
  for (let c = 0, at = node * counted; c < counted; c++) out[c]! += nodeCounts[at + c]!;
  for (let c = 0, at = node * summed; c < summed; c++) out[counted + c]! += nodeSums[at + c]!;
}

function addSite(site: number): void {
  const { counted, summed, counts, sums } = sites;
  for (let c = 0, at = site * counted; c < counted; c++) out[c]! += counts[at + c]!;
  for (let c = 0, at = site * summed; c < summed; c++) out[counted + c]! += sums[at + c]!;
}

/** Copies the edges that pass the square around (mx, my) to the top of the stack; returns where they end. */
function keepPassing(from: number, to: number, mx: number, my: number, half: number): number {
  const { ax, ay, bx, by } = shape;
  let top = to;
  for (let k = from; k < to; k++) {
    const e = stack[k]!;
    const x1 = ax[e]! - mx;
    const x2 = bx[e]! - mx;
    if ((x1 > half && x2 > half) || (x1 < -half && x2 < -half)) continue;
    const y1 = ay[e]! - my;
    const y2 = by[e]! - my;
    if ((y1 > half && y2 > half) || (y1 < -half && y2 < -half)) continue;
    const dx = x2 - x1;
    const dy = y2 - y1;
    if (Math.abs(dx * y1 - dy * x1) > half * (Math.abs(dx) + Math.abs(dy)) + 1e-16) continue;
    stack[top++] = e;
  }
  return top;
}

/**
 * Asks for each site of a leaf around (mx, my) that the edges of the stack pass. A ring with many long edges has many
 * beside every point, and few in a leaf: so the winding number is found once in the middle and then changed by the
 * edges between the middle and the site. Wherever that is not beyond doubt the exact predicate decides.
 */
function askSites(leaf: number, mx: number, my: number, start: number, end: number): void {
  const { counted, counts, next, x, y } = sites;
  const quick = shape.isSimple && isClear(mx, my, start, end) && shape.isSoundBetween(-90, 90);
  const middle = quick ? shape.windingAround(mx, my) : 0;
  for (let site = sites.head[leaf]!; site >= 0; site = next[site]!) {
    if (counts[site * counted] === 0) continue;
    const turns = quick ? turnsBetween(mx, my, x[site]!, y[site]!, start, end) : DOUBT;
    if (turns === DOUBT ? shape.contains(x[site]!, y[site]!) : middle + turns !== 0) addSite(site);
  }
}

const DOUBT = 1e9;

/** True when a point is clearly off the lines of all these edges. */
function isClear(px: number, py: number, start: number, end: number): boolean {
  const { ax, ay, bx, by } = shape;
  for (let k = start; k < end; k++) {
    const e = stack[k]!;
    const dx = bx[e]! - ax[e]!;
    const dy = by[e]! - ay[e]!;
    if (Math.abs(dx * (py - ay[e]!) - dy * (px - ax[e]!)) < NEAR * (Math.abs(dx) + Math.abs(dy))) return false;
  }
  return true;
}

/** By how much the winding number at (px, py) is above that at (mx, my), or DOUBT when rounding could matter. */
function turnsBetween(mx: number, my: number, px: number, py: number, start: number, end: number): number {
  const { ax, ay, bx, by } = shape;
  const vx = px - mx;
  const vy = py - my;
  const reach = Math.abs(vx) + Math.abs(vy);
  let turns = 0;
  for (let k = start; k < end; k++) {
    const e = stack[k]!;
    const x1 = ax[e]!;
    const y1 = ay[e]!;
    const dx = bx[e]! - x1;
    const dy = by[e]! - y1;
    const near = NEAR * (Math.abs(dx) + Math.abs(dy));
    const at = dx * (py - y1) - dy * (px - x1);
    if (at < near && at > -near) return DOUBT;
    const from = dx * (my - y1) - dy * (mx - x1);
    if (at > 0 === from > 0) continue;
    // The line of the edge lies between: does the way from the middle pass the edge itself?
    const a = vx * (y1 - my) - vy * (x1 - mx);
    const b = vx * (by[e]! - my) - vy * (bx[e]! - mx);
    const blur = NEAR * reach;
    if ((a < blur && a > -blur) || (b < blur && b > -blur)) return DOUBT;
    if (a > 0 !== b > 0) turns += at > 0 ? 1 : -1;
  }
  return turns;
}
