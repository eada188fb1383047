/**
 * A quadtree over distinct points that carries sums. Every node and every site has one row of columns: whole-number
 * counts (column 0 counts records) and sums. A change to a site is added up the path to the root, so it costs O(levels).
 *
 * Cells are squares in degrees: the root is [-180, 180) squared and each level halves it, so that all bounds are exact
 * doubles. Sites of one leaf hang in a list; after `build` they lie in the order of the tree (Z-order), and so in few
 * cache lines.
 */
export const ROOT = -180;
export const ROOT_SIZE = 360;
/** Leaves split above this many sites; at the deepest level (9 mm) they do not. */
const BUCKET = 8;
const DEEPEST = 32;

export class Sites {
  readonly counted: number;
  readonly summed: number;
  size = 0;
  x = new Float64Array(0);
  y = new Float64Array(0);
  /** Next site of the same leaf, or -1. */
  next = new Int32Array(0);
  leaf = new Int32Array(0);
  counts = new Int32Array(0);
  sums = new Float64Array(0);

  nodes = 0;
  /** First of four children in the order SW, SE, NW, NE; 0 in a leaf. */
  child = new Int32Array(0);
  parent = new Int32Array(0);
  /** First site of a leaf, or -1. */
  head = new Int32Array(0);
  /** Sites in a leaf. */
  held = new Int32Array(0);
  nodeCounts = new Int32Array(0);
  nodeSums = new Float64Array(0);

  /** @param counted number of count columns, at least 1  @param summed number of sum columns */
  constructor(counted: number, summed: number) {
    this.counted = counted;
    this.summed = summed;
  }

  /** Appends a point without placing it in the tree; for filling before `build`. */
  append(x: number, y: number): number {
    if (this.size === this.x.length) this.#growSites(Math.max(1024, Math.ceil(this.size * 1.5)));
    const site = this.size++;
    this.x[site] = x;
    this.y[site] = y;
    return site;
  }

  #growSites(capacity: number): void {
    this.x = grown(this.x, capacity);
    this.y = grown(this.y, capacity);
    this.next = grown(this.next, capacity);
    this.leaf = grown(this.leaf, capacity);
    this.counts = grown(this.counts, capacity * this.counted);
    this.sums = grown(this.sums, capacity * this.summed);
  }

  #growNodes(capacity: number): void {
    this.child = grown(this.child, capacity);
    this.parent = grown(this.parent, capacity);
    this.head = grown(this.head, capacity);
    this.held = grown(this.held, capacity);
    if (this.nodeCounts.length > 0) {
      this.nodeCounts = grown(this.nodeCounts, capacity * this.counted);
      this.nodeSums = grown(this.nodeSums, capacity * this.summed);
    }
  }

  #newNode(parent: number): number {
    if (this.nodes === this.child.length) this.#growNodes(Math.max(1024, Math.ceil(this.nodes * 1.3)));
    const node = this.nodes++;
    this.parent[node] = parent;
    this.child[node] = 0;
    this.head[node] = -1;
    this.held[node] = 0;
    return node;
  }

  /** Makes the tree of all appended sites and puts them in its order. Returns the new number of each. */
  build(): Int32Array {
    const order = Int32Array.from({ length: this.size }, (_, i) => i);
    const work = new Int32Array(this.size);
    this.nodes = 0;
    this.nodeCounts = new Int32Array(0);
    this.nodeSums = new Float64Array(0);
    this.#newNode(-1);
    this.#divide(0, order, work, 0, this.size, ROOT, ROOT, ROOT_SIZE, 0);
    this.#permute(order);
    const slack = Math.ceil(this.nodes * 1.05) + 64;
    this.#growNodes(slack);
    this.nodeCounts = new Int32Array(slack * this.counted);
    this.nodeSums = new Float64Array(slack * this.summed);
    for (let site = 0; site < this.size; site++) this.#addSiteTo(this.leaf[site]!, site);
    // A child's number is above its parent's, so going down the numbers every node is whole before it is passed on.
    for (let node = this.nodes - 1; node > 0; node--) {
      const up = this.parent[node]!;
      for (let c = 0; c < this.counted; c++)
        this.nodeCounts[up * this.counted + c]! += this.nodeCounts[node * this.counted + c]!;
      for (let c = 0; c < this.summed; c++)
        this.nodeSums[up * this.summed + c]! += this.nodeSums[node * this.summed + c]!;
    }
    const renumbered = work;
    for (let k = 0; k < this.size; k++) renumbered[order[k]!] = k;
    return renumbered;
  }

  #divide(
    node: number,
    order: Int32Array,
    work: Int32Array,
    from: number,
    to: number,
    x0: number,
    y0: number,
    size: number,
    depth: number,
  ): void {
    if (to - from <= BUCKET || depth === DEEPEST) {
      // Sites are renumbered to their place in `order` right after.
      this.head[node] = to > from ? from : -1;
      this.held[node] = to - from;
      for (let k = from; k < to; k++) {
        this.next[k] = k + 1 < to ? k + 1 : -1;
        this.leaf[k] = node;
      }
      return;
    }
    const half = size / 2;
    const mx = x0 + half;
    const my = y0 + half;
    const ends = [0, 0, 0, 0];
    for (let k = from; k < to; k++) ends[quadrant(this.x[order[k]!]!, this.y[order[k]!]!, mx, my)]!++;
    const starts = [from, from + ends[0]!, from + ends[0]! + ends[1]!, from + ends[0]! + ends[1]! + ends[2]!];
    if (!ends.includes(to - from)) {
      const at = [...starts];
      for (let k = from; k < to; k++) {
        const site = order[k]!;
        work[at[quadrant(this.x[site]!, this.y[site]!, mx, my)]!++] = site;
      }
      order.set(work.subarray(from, to), from);
    }
    const child = this.#newNode(node);
    for (let q = 1; q < 4; q++) this.#newNode(node);
    this.child[node] = child;
    for (let q = 0; q < 4; q++)
      this.#divide(
        child + q,
        order,
        work,
        starts[q]!,
        starts[q]! + ends[q]!,
        q & 1 ? mx : x0,
        q & 2 ? my : y0,
        half,
        depth + 1,
      );
  }

  #permute(order: Int32Array): void {
    const x = new Float64Array(this.x.length);
    const y = new Float64Array(this.x.length);
    const counts = new Int32Array(this.counts.length);
    const sums = new Float64Array(this.sums.length);
    for (let k = 0; k < this.size; k++) {
      const old = order[k]!;
      x[k] = this.x[old]!;
      y[k] = this.y[old]!;
      for (let c = 0; c < this.counted; c++) counts[k * this.counted + c] = this.counts[old * this.counted + c]!;
      for (let c = 0; c < this.summed; c++) sums[k * this.summed + c] = this.sums[old * this.summed + c]!;
    }
    this.x = x;
    this.y = y;
    this.counts = counts;
    this.sums = sums;
  }

  #addSiteTo(node: number, site: number): void {
    for (let c = 0; c < this.counted; c++)
      this.nodeCounts[node * this.counted + c]! += this.counts[site * this.counted + c]!;
    for (let c = 0; c < this.summed; c++) this.nodeSums[node * this.summed + c]! += this.sums[site * this.summed + c]!;
  }

  /** The site at a point, made if there is none. Only after `build`. */
  at(x: number, y: number): number {
    let node = 0;
    let x0 = ROOT;
    let y0 = ROOT;
    let half = ROOT_SIZE / 2;
    let depth = 0;
    for (; this.child[node] !== 0; depth++, half /= 2) {
      const q = quadrant(x, y, x0 + half, y0 + half);
      if (q & 1) x0 += half;
      if (q & 2) y0 += half;
      node = this.child[node]! + q;
    }
    for (let site = this.head[node]!; site >= 0; site = this.next[site]!)
      if (this.x[site] === x && this.y[site] === y) return site;
    const site = this.append(x, y);
    this.#hang(node, site);
    while (this.held[node]! > BUCKET && depth < DEEPEST) {
      node = this.#split(node, x0 + half, y0 + half, x, y);
      if (x >= x0 + half) x0 += half;
      if (y >= y0 + half) y0 += half;
      half /= 2;
      depth++;
    }
    return site;
  }

  #hang(node: number, site: number): void {
    this.next[site] = this.head[node]!;
    this.head[node] = site;
    this.held[node]!++;
    this.leaf[site] = node;
  }

  /** Splits a leaf and returns the child that holds the point. */
  #split(node: number, mx: number, my: number, x: number, y: number): number {
    let site = this.head[node]!;
    const child = this.#newNode(node);
    for (let q = 1; q < 4; q++) this.#newNode(node);
    this.child[node] = child;
    this.head[node] = -1;
    this.held[node] = 0;
    while (site >= 0) {
      const next = this.next[site]!;
      const into = child + quadrant(this.x[site]!, this.y[site]!, mx, my);
      this.#hang(into, site);
      this.#addSiteTo(into, site);
      site = next;
    }
    return child + quadrant(x, y, mx, my);
  }

  /**
   * Adds to columns of a site (sums are numbered after the counts); before `build` only there, afterwards up to the
   * root. One walk for all columns: at a leaf's depth of about 20 the walk is what costs.
   */
  add(site: number, columns: Int32Array, by: Float64Array, length: number): void {
    const { counted, summed, counts, sums, nodeCounts, nodeSums, parent } = this;
    for (let i = 0; i < length; i++) {
      const column = columns[i]!;
      if (column < counted) counts[site * counted + column]! += by[i]!;
      else sums[site * summed + column - counted]! += by[i]!;
    }
    if (this.nodes === 0) return;
    for (let node = this.leaf[site]!; node >= 0; node = parent[node]!) {
      for (let i = 0; i < length; i++) {
        const column = columns[i]!;
        if (column < counted) nodeCounts[node * counted + column]! += by[i]!;
        else nodeSums[node * summed + column - counted]! += by[i]!;
      }
    }
  }

  bytes(): number {
    const arrays = [this.x, this.y, this.next, this.leaf, this.counts, this.sums, this.child, this.parent, this.head];
    return [...arrays, this.held, this.nodeCounts, this.nodeSums].reduce((n, a) => n + a.byteLength, 0);
  }
}

const quadrant = (x: number, y: number, mx: number, my: number) => (x >= mx ? 1 : 0) | (y >= my ? 2 : 0);

function grown<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(array: T, length: number): T {
  const bigger = new (array.constructor as new (n: number) => T)(length);
  bigger.set(array.subarray(0, Math.min(array.length, length)));
  return bigger;
}
