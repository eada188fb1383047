import { arcTip, type RoadGraph } from './graph.ts';
import type { Snap } from './snap.ts';

/** Edges no vehicle may use, one bit an edge. */
export type Closures = Uint8Array;
const closedBy = (closures: Closures | null, edge: number): boolean =>
  closures !== null && (closures[edge >> 3]! & (1 << (edge & 7))) !== 0;

/** Metres per second from a place to the road beside it (yards, drives, lanes that are not in the network). */
export const ACCESS_SPEED = 5.5;

/** Answer for one start: seconds and metres to the target, access to the road included. */
export interface Reach {
  seconds: number;
  metres: number;
  /** Node at which the way enters the network of labels, or -1 when start and target share an edge. */
  node: number;
}

export interface SearchOptions {
  /** Seconds beyond which nothing is labelled. */
  cutoff?: number;
  closures?: Closures | null;
  /** `to`: how long from each node to the target (who can come). `from`: how long from the target (where can it go). */
  direction?: 'to' | 'from';
}

/**
 * One Dijkstra run labels every node with its travel time to (or from) a target: the time of any number of units is then
 * an array read. Working arrays are kept between runs and cleared by stamps, so a short cut-off costs only what it
 * visits. A run's labels stand until the next `run`; read them before yielding.
 */
export class Search {
  readonly graph: RoadGraph;
  private readonly seconds: Float64Array;
  private readonly metres: Float64Array;
  /** Arc by which the way to the target leaves a node; -1 = the node lies at an end of the target's edge. */
  private readonly via: Int32Array;
  private readonly stamp: Int32Array;
  private readonly heapNode: Int32Array;
  private readonly heapKey: Float64Array;
  private heapSize = 0;
  private round = 0;
  private target: Snap | null = null;
  private closures: Closures | null = null;
  private toward = true;
  /** The edge the last run's target lies on, or -1. */
  get targetEdge(): number {
    return this.target?.edge ?? -1;
  }

  /** Nodes settled by the last run, nearest first. */
  readonly settled: Int32Array;
  settledCount = 0;

  constructor(graph: RoadGraph) {
    this.graph = graph;
    this.seconds = new Float64Array(graph.nodes);
    this.metres = new Float64Array(graph.nodes);
    this.via = new Int32Array(graph.nodes);
    this.stamp = new Int32Array(graph.nodes);
    this.settled = new Int32Array(graph.nodes);
    const room = graph.backward.arc.length + 4;
    this.heapNode = new Int32Array(room);
    this.heapKey = new Float64Array(room);
  }

  /** Labels every node within the cut-off, by open roads only. */
  run(
    target: Snap,
    { cutoff = Number.POSITIVE_INFINITY, closures = null, direction = 'to' }: SearchOptions = {},
  ): void {
    const { graph } = this;
    this.round++;
    this.heapSize = 0;
    this.settledCount = 0;
    this.target = target;
    this.closures = closures;
    this.toward = direction === 'to';
    const e = target.edge;
    if (!closedBy(closures, e)) {
      const pace = this.pace(e);
      const access = target.gap / ACCESS_SPEED;
      const before = target.at;
      const after = graph.metres[e]! - target.at;
      // A one-way edge is left by its end, and a target on it is reached by its start.
      if (this.toward || !graph.oneway[e]) this.relax(graph.from[e]!, access + before * pace, target.gap + before, -1);
      if (!this.toward || !graph.oneway[e]) this.relax(graph.to[e]!, access + after * pace, target.gap + after, -1);
    }
    const { head, arc } = this.toward ? graph.backward : graph.forward;
    // The next node lies at the start of an arc that enters this one, or at the end of one that leaves it.
    const next = this.toward ? 0 : 1;
    while (this.heapSize > 0) {
      const key = this.heapKey[0]!;
      const n = this.pop();
      if (key > this.seconds[n]!) continue;
      if (key > cutoff) {
        this.stamp[n] = 0;
        break;
      }
      this.settled[this.settledCount++] = n;
      const metres = this.metres[n]!;
      for (let i = head[n]!, end = head[n + 1]!; i < end; i++) {
        const a = arc[i]!;
        const edge = a >> 1;
        if (closures !== null && (closures[edge >> 3]! & (1 << (edge & 7))) !== 0) continue;
        const v = (a & 1) === next ? graph.from[edge]! : graph.to[edge]!;
        this.relax(v, key + graph.seconds[edge]!, metres + graph.metres[edge]!, a);
      }
    }
    // What the cut-off left in the heap has a label but was not settled: it must not be read.
    for (let i = 0; i < this.heapSize; i++) {
      const n = this.heapNode[i]!;
      if (this.seconds[n]! > cutoff) this.stamp[n] = 0;
    }
  }

  /** Seconds between a node and the target; Infinity when there is no way within the cut-off. */
  at(node: number): number {
    return this.stamp[node] === this.round ? this.seconds[node]! : Number.POSITIVE_INFINITY;
  }

  /** Seconds at the two ends of an edge from which its places are reached, in the direction of the run. */
  ends(edge: number): [start: number, end: number] {
    if (closedBy(this.closures, edge)) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const { graph } = this;
    const oneway = graph.oneway[edge] === 1;
    return [
      oneway && this.toward ? Number.POSITIVE_INFINITY : this.at(graph.from[edge]!),
      oneway && !this.toward ? Number.POSITIVE_INFINITY : this.at(graph.to[edge]!),
    ];
  }

  /** Seconds between a place on the target's own edge, `metres` along it, and the target without leaving the edge. */
  onTargetEdge(metres: number): number {
    if (!this.target || closedBy(this.closures, this.target.edge)) return Number.POSITIVE_INFINITY;
    const { edge, at, gap } = this.target;
    const ahead = this.toward ? at - metres : metres - at;
    if (ahead < 0 && this.graph.oneway[edge]) return Number.POSITIVE_INFINITY;
    return Math.abs(ahead) * this.pace(edge) + gap / ACCESS_SPEED;
  }

  /** After a `to` run: the best way from a place on the network to the target, or null when there is none. */
  reach(start: Snap): Reach | null {
    const { graph } = this;
    const e = start.edge;
    if (this.target === null || closedBy(this.closures, e)) return null;
    const pace = this.pace(e);
    const access = start.gap / ACCESS_SPEED;
    const length = graph.metres[e]!;
    let best: Reach | null = null;
    const offer = (seconds: number, metres: number, node: number) => {
      if (seconds !== Number.POSITIVE_INFINITY && (best === null || seconds < best.seconds))
        best = { seconds, metres, node };
    };
    const to = graph.to[e]!;
    const rest = length - start.at;
    offer(access + rest * pace + this.at(to), start.gap + rest + this.metres[to]!, to);
    if (!graph.oneway[e]) {
      const from = graph.from[e]!;
      offer(access + start.at * pace + this.at(from), start.gap + start.at + this.metres[from]!, from);
    }
    if (e === this.target.edge && (!graph.oneway[e] || start.at <= this.target.at)) {
      const along = Math.abs(start.at - this.target.at);
      offer(access + along * pace + this.target.gap / ACCESS_SPEED, start.gap + along + this.target.gap, -1);
    }
    return best;
  }

  /** After a `to` run: the arcs of the way from a labelled node to an end of the target's edge. */
  way(node: number): number[] {
    const arcs: number[] = [];
    for (let n = node; n >= 0 && this.stamp[n] === this.round; ) {
      const a = this.via[n]!;
      if (a < 0) break;
      arcs.push(a);
      n = arcTip(this.graph, a);
    }
    return arcs;
  }

  /** Seconds a metre. */
  pace(edge: number): number {
    const metres = this.graph.metres[edge]!;
    return metres > 0 ? this.graph.seconds[edge]! / metres : 0;
  }

  private relax(n: number, seconds: number, metres: number, arc: number): void {
    if (this.stamp[n] === this.round && this.seconds[n]! <= seconds) return;
    this.stamp[n] = this.round;
    this.seconds[n] = seconds;
    this.metres[n] = metres;
    this.via[n] = arc;
    let i = this.heapSize++;
    const { heapKey, heapNode } = this;
    while (i > 0) {
      const p = (i - 1) >> 2;
      if (heapKey[p]! <= seconds) break;
      heapKey[i] = heapKey[p]!;
      heapNode[i] = heapNode[p]!;
      i = p;
    }
    heapKey[i] = seconds;
    heapNode[i] = n;
  }

  private pop(): number {
    const { heapKey, heapNode } = this;
    const top = heapNode[0]!;
    const size = --this.heapSize;
    if (size > 0) {
      const key = heapKey[size]!;
      const n = heapNode[size]!;
      let i = 0;
      for (;;) {
        const child = i * 4 + 1;
        if (child >= size) break;
        let least = child;
        const end = Math.min(child + 4, size);
        for (let c = child + 1; c < end; c++) if (heapKey[c]! < heapKey[least]!) least = c;
        if (heapKey[least]! >= key) break;
        heapKey[i] = heapKey[least]!;
        heapNode[i] = heapNode[least]!;
        i = least;
      }
      heapKey[i] = key;
      heapNode[i] = n;
    }
    return top;
  }
}
