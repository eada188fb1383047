import { orient2d } from 'robust-predicates';

/** Coordinates of a GeoJSON MultiPolygon: parts, rings (the first is the shell), closed lists of [x, y]. */
export type MultiPolygonCoordinates = number[][][][];

/** PostGIS ignores segments shorter than this (squared, in square degrees) when it looks where a point lies. */
const IGNORED = 1e-12 * 1e-12;

/**
 * A polygon made ready to be asked many times: edges in flat arrays and in horizontal slabs.
 *
 * `contains` answers as `ST_Intersects(point, polygon)` of PostGIS 3.x does (liblwgeom `lwgeom_rtree.c`, functions
 * point_in_ring_rtree, determineSide, isOnSegment): winding number by the sign of the cross product in plain doubles,
 * a point with cross product zero within the box of an edge is on the boundary, and the boundary counts. The same
 * operations in the same order on the same doubles give the same answer, which is tested on points, vertices and edges.
 */
export class Shape {
  readonly edges: number;
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  /** The ring of each edge. */
  readonly ring: Int32Array;
  /** Part of each ring, and whether it is the part's shell. */
  readonly #part: number[] = [];
  readonly #shell: boolean[] = [];
  /** One vertex of each part. */
  readonly corners: [number, number][];
  /** [west, south, east, north] */
  readonly box: [number, number, number, number];
  /** Heights of ignored edges that are not quite nothing: a winding number is not to be trusted across them. */
  readonly #gaps: [number, number][] = [];
  readonly #slabs: number;
  readonly #scale: number;
  /** Edges by horizontal slab: those of slab s are `members[start[s]]` to before `members[start[s + 1]]`. */
  readonly start: Int32Array;
  readonly members: Int32Array;
  #asked = 0;
  #stamp: Int32Array | null = null;

  constructor(parts: MultiPolygonCoordinates) {
    const most = parts.reduce((n, rings) => n + rings.reduce((m, ring) => m + Math.max(0, ring.length - 1), 0), 0);
    const ax = new Float64Array(most);
    const ay = new Float64Array(most);
    const bx = new Float64Array(most);
    const by = new Float64Array(most);
    const ringOf = new Int32Array(most);
    let n = 0;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    parts.forEach((rings, part) => {
      rings.forEach((ring, r) => {
        const index = this.#part.push(part) - 1;
        this.#shell.push(r === 0);
        for (let i = 0; i + 1 < ring.length; i++) {
          const x1 = ring[i]![0]!;
          const y1 = ring[i]![1]!;
          const x2 = ring[i + 1]![0]!;
          const y2 = ring[i + 1]![1]!;
          if (x1 < west) west = x1;
          if (x1 > east) east = x1;
          if (y1 < south) south = y1;
          if (y1 > north) north = y1;
          if ((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1) < IGNORED) {
            if (y1 !== y2) this.#gaps.push([Math.min(y1, y2), Math.max(y1, y2)]);
            continue;
          }
          ax[n] = x1;
          ay[n] = y1;
          bx[n] = x2;
          by[n] = y2;
          ringOf[n++] = index;
        }
      });
    });
    this.edges = n;
    this.ax = ax.subarray(0, n);
    this.ay = ay.subarray(0, n);
    this.bx = bx.subarray(0, n);
    this.by = by.subarray(0, n);
    this.ring = ringOf.subarray(0, n);
    this.corners = parts.flatMap((rings) => (rings[0]?.[0] ? [rings[0][0] as [number, number]] : []));
    this.box = [west, south, east, north];
    // About twice as many entries as edges, plus three an edge for the margin: more slabs would only repeat long edges.
    let heights = 0;
    for (let e = 0; e < n; e++) heights += Math.abs(by[e]! - ay[e]!);
    this.#slabs = Math.max(4, Math.min(8192, n >> 1, Math.ceil((2 * n * (north - south)) / (heights || 1))));
    this.#scale = north > south ? this.#slabs / (north - south) : 0;
    const start = new Int32Array(this.#slabs + 1);
    for (let e = 0; e < n; e++) {
      const last = this.#slabOf(Math.max(this.ay[e]!, this.by[e]!), 1);
      for (let s = this.#slabOf(Math.min(this.ay[e]!, this.by[e]!), -1); s <= last; s++) start[s + 1]!++;
    }
    for (let s = 0; s < this.#slabs; s++) start[s + 1]! += start[s]!;
    const members = new Int32Array(start[this.#slabs]!);
    const at = start.slice(0, this.#slabs);
    for (let e = 0; e < n; e++) {
      const last = this.#slabOf(Math.max(this.ay[e]!, this.by[e]!), 1);
      for (let s = this.#slabOf(Math.min(this.ay[e]!, this.by[e]!), -1); s <= last; s++) members[at[s]!++] = e;
    }
    this.start = start;
    this.members = members;
  }

  /** The slab of a height, or its neighbour for edges: rounding must never hide an edge from a point. */
  #slabOf(y: number, margin: number): number {
    const slab = Math.floor((y - this.box[1]) * this.#scale) + margin;
    return slab < 0 ? 0 : slab >= this.#slabs ? this.#slabs - 1 : slab;
  }

  /** True when the point is inside or on the boundary, as PostGIS decides it. Degrees, EPSG:4490. */
  contains(x: number, y: number): boolean {
    if (!(y >= this.box[1] && y <= this.box[3])) return false;
    const { ax, ay, bx, by } = this;
    const { ring } = this;
    const { members } = this;
    const slab = this.#slabOf(y, 0);
    const end = this.start[slab + 1]!;
    let inside = false;
    let part = -1;
    for (let k = this.start[slab]!; k < end; ) {
      const current = ring[members[k]!]!;
      let winding = 0;
      let on = false;
      for (; k < end; k++) {
        const e = members[k]!;
        if (ring[e]! !== current) break;
        const y1 = ay[e]!;
        const y2 = by[e]!;
        if ((y1 > y && y2 > y) || (y1 < y && y2 < y)) continue;
        const x1 = ax[e]!;
        const x2 = bx[e]!;
        const side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
        if (side === 0) {
          if (!(x > Math.max(x1, x2) || x < Math.min(x1, x2))) on = true;
        } else if (side > 0) {
          if (y1 <= y && y < y2) winding++;
        } else if (y2 <= y && y < y1) winding--;
      }
      if (this.#shell[current]!) {
        if (inside || on) return true;
        part = this.#part[current]!;
        inside = winding !== 0;
      } else if (inside && this.#part[current]! === part) {
        if (on) return true;
        if (winding !== 0) inside = false;
      }
    }
    return inside;
  }

  /** True when there is one ring, so that its winding number alone tells inside from outside. */
  get isSimple(): boolean {
    return this.#shell.length === 1;
  }

  /** How often the edges, taken as one ring, wind around a point that lies on none of them. */
  windingAround(x: number, y: number): number {
    if (!(y >= this.box[1] && y <= this.box[3])) return 0;
    const { ax, ay, bx, by } = this;
    const slab = this.#slabOf(y, 0);
    let winding = 0;
    for (let k = this.start[slab]!, end = this.start[slab + 1]!; k < end; k++) {
      const e = this.members[k]!;
      const y1 = ay[e]!;
      const y2 = by[e]!;
      if (y1 <= y === y2 <= y) continue;
      const side = (bx[e]! - ax[e]!) * (y - y1) - (x - ax[e]!) * (y2 - y1);
      if (side > 0 && y1 <= y) winding++;
      else if (side < 0 && y2 <= y) winding--;
    }
    return winding;
  }

  /** True when no winding number between two heights can be off because of an ignored edge. */
  isSoundBetween(low: number, high: number): boolean {
    for (const [from, to] of this.#gaps) if (from <= high && to >= low) return false;
    return true;
  }

  /**
   * True when the two shapes share a point, decided without rounding (robust predicates), as GEOS decides it.
   * For valid polygons: their boundaries meet, or one lies in the other.
   */
  touches(other: Shape): boolean {
    const [w, s, e, n] = this.box;
    const [ow, os, oe, on] = other.box;
    if (ow > e || oe < w || os > n || on < s) return false;
    if (other.corners.some(([x, y]) => this.#holds(x, y))) return true;
    if (this.corners.some(([x, y]) => other.#holds(x, y))) return true;
    return this.#meets(other);
  }

  /** `contains` without rounding. */
  #holds(x: number, y: number): boolean {
    const slab = this.#slabOf(y, 0);
    let inside = false;
    let part = -1;
    let k = this.start[slab]!;
    const end = this.start[slab + 1]!;
    while (k < end) {
      const current = this.ring[this.members[k]!]!;
      let winding = 0;
      for (; k < end && this.ring[this.members[k]!] === current; k++) {
        const i = this.members[k]!;
        const y1 = this.ay[i]!;
        const y2 = this.by[i]!;
        if ((y1 > y && y2 > y) || (y1 < y && y2 < y)) continue;
        const side = -orient2d(this.ax[i]!, y1, this.bx[i]!, y2, x, y);
        if (side === 0) {
          if (x <= Math.max(this.ax[i]!, this.bx[i]!) && x >= Math.min(this.ax[i]!, this.bx[i]!)) return true;
        } else if (side > 0 && y1 <= y && y < y2) winding++;
        else if (side < 0 && y2 <= y && y < y1) winding--;
      }
      if (this.#shell[current]!) {
        if (inside) return true;
        part = this.#part[current]!;
        inside = winding !== 0;
      } else if (inside && this.#part[current]! === part && winding !== 0) inside = false;
    }
    return inside;
  }

  /** True when an edge of one meets an edge of the other. */
  #meets(other: Shape): boolean {
    const [w, s, e, n] = this.box;
    this.#stamp ??= new Int32Array(this.edges);
    for (let j = 0; j < other.edges; j++) {
      const x1 = other.ax[j]!;
      const y1 = other.ay[j]!;
      const x2 = other.bx[j]!;
      const y2 = other.by[j]!;
      const left = Math.min(x1, x2);
      const right = Math.max(x1, x2);
      const low = Math.min(y1, y2);
      const high = Math.max(y1, y2);
      if (left > e || right < w || low > n || high < s) continue;
      const stamp = ++this.#asked;
      const last = this.#slabOf(high, 0);
      for (let slab = this.#slabOf(low, 0); slab <= last; slab++) {
        for (let k = this.start[slab]!; k < this.start[slab + 1]!; k++) {
          const i = this.members[k]!;
          if (this.#stamp[i] === stamp) continue;
          this.#stamp[i] = stamp;
          if (segmentsMeet(this.ax[i]!, this.ay[i]!, this.bx[i]!, this.by[i]!, x1, y1, x2, y2)) return true;
        }
      }
    }
    return false;
  }
}

/** True when two closed segments share a point; exact. */
export function segmentsMeet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  if ((ax > cx && ax > dx && bx > cx && bx > dx) || (ax < cx && ax < dx && bx < cx && bx < dx)) return false;
  if ((ay > cy && ay > dy && by > cy && by > dy) || (ay < cy && ay < dy && by < cy && by < dy)) return false;
  const c = orient2d(ax, ay, bx, by, cx, cy);
  const d = orient2d(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return false;
  const a = orient2d(cx, cy, dx, dy, ax, ay);
  const b = orient2d(cx, cy, dx, dy, bx, by);
  // On one line the boxes, which meet here, decide.
  return !((a > 0 && b > 0) || (a < 0 && b < 0));
}
