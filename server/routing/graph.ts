import Flatbush from 'flatbush';
import { ROAD_CLASSES } from '../../datasets/codes/framework.ts';
import { metresPerDegree } from './geodesy.ts';

/** One road as the graph needs it: a row of the `roads` dataset. Coordinates are [lon, lat, lon, lat, ...] in degrees. */
export interface Road {
  name: string | null;
  class: string;
  oneway: boolean;
  /** Speed limit in km/h; the usual one of its class when not known. */
  speed: number | null;
  from: string;
  to: string;
  coordinates: ArrayLike<number>;
}

/** Usual speeds in km/h where a department gave none; the order is that of `ROAD_CLASSES`. */
const CLASS_SPEED: Record<string, number> = {
  motorway: 100,
  trunk: 80,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  residential: 25,
};
/** Share of the limit a vehicle with priority keeps on average, junctions included. A planning assumption, not a law. */
export const SPEED_SHARE = 0.8;

/**
 * The road network as typed arrays. An edge is one road; an arc is one direction of it: arc 2e goes the way the edge is
 * drawn, arc 2e+1 against it (and does not exist where the road is one-way). Arcs leaving a node are
 * `forward.arc[forward.head[n] .. forward.head[n + 1]]`, those entering it likewise in `backward`.
 */
export interface RoadGraph {
  /** Change-log sequence the roads were read at. */
  sequence: number;
  nodes: number;
  edges: number;
  from: Int32Array;
  to: Int32Array;
  oneway: Uint8Array;
  /** Seconds and metres of the whole edge. */
  seconds: Float64Array;
  metres: Float64Array;
  /** Index in `ROAD_CLASSES`; 255 = none of them. */
  rank: Uint8Array;
  /** Index in `names`; 0 is the road without a name. */
  name: Int32Array;
  names: string[];
  forward: Adjacency;
  backward: Adjacency;
  /** 1 = node of the largest part in which every node reaches every other. */
  core: Uint8Array;
  /** Edge e's line is `coordinates[2 * line[e] .. 2 * line[e + 1]]`. */
  line: Int32Array;
  coordinates: Float64Array;
  /** Segments of all lines: `segmentEdge[s]`, starting at coordinate pair `segmentStart[s]`, `segmentAt[s]` metres along. */
  segmentEdge: Int32Array;
  segmentStart: Int32Array;
  segmentAt: Float64Array;
  /** Index of the segments' boxes, in degrees; null when there is no road. */
  index: Flatbush | null;
}

export interface Adjacency {
  head: Int32Array;
  arc: Int32Array;
}

/** Builds the graph. Roads with fewer than two points are left out. Metres are measured on the line itself. */
export function buildGraph(roads: Iterable<Road>, sequence = 0): RoadGraph {
  const nodeOf = new Map<string, number>();
  const node = (key: string) => {
    let n = nodeOf.get(key);
    if (n === undefined) {
      n = nodeOf.size;
      nodeOf.set(key, n);
    }
    return n;
  };
  const nameOf = new Map<string, number>([['', 0]]);
  const classOf = new Map<string, number>(ROAD_CLASSES.map((c, i) => [c.code, i]));
  const from: number[] = [];
  const to: number[] = [];
  const oneway: number[] = [];
  const seconds: number[] = [];
  const metres: number[] = [];
  const rank: number[] = [];
  const name: number[] = [];
  const line: number[] = [0];
  const coordinates: number[] = [];
  const segmentEdge: number[] = [];
  const segmentStart: number[] = [];
  const segmentAt: number[] = [];
  for (const road of roads) {
    const c = road.coordinates;
    if (c.length < 4) continue;
    const edge = from.length;
    const first = coordinates.length / 2;
    const per = metresPerDegree(c[1]!);
    let length = 0;
    for (let i = 0; i < c.length; i += 2) {
      coordinates.push(c[i]!, c[i + 1]!);
      if (i + 2 >= c.length) break;
      segmentEdge.push(edge);
      segmentStart.push(first + i / 2);
      segmentAt.push(length);
      length += Math.hypot((c[i + 2]! - c[i]!) * per.lon, (c[i + 3]! - c[i + 1]!) * per.lat);
    }
    line.push(coordinates.length / 2);
    from.push(node(road.from));
    to.push(node(road.to));
    oneway.push(road.oneway ? 1 : 0);
    const speed = road.speed && road.speed > 0 ? road.speed : (CLASS_SPEED[road.class] ?? 30);
    metres.push(length);
    seconds.push(length / ((speed / 3.6) * SPEED_SHARE));
    rank.push(classOf.get(road.class) ?? 255);
    const text = road.name ?? '';
    let n = nameOf.get(text);
    if (n === undefined) {
      n = nameOf.size;
      nameOf.set(text, n);
    }
    name.push(n);
  }
  const graph = {
    sequence,
    nodes: nodeOf.size,
    edges: from.length,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    oneway: Uint8Array.from(oneway),
    seconds: Float64Array.from(seconds),
    metres: Float64Array.from(metres),
    rank: Uint8Array.from(rank),
    name: Int32Array.from(name),
    names: [...nameOf.keys()],
    line: Int32Array.from(line),
    coordinates: Float64Array.from(coordinates),
    segmentEdge: Int32Array.from(segmentEdge),
    segmentStart: Int32Array.from(segmentStart),
    segmentAt: Float64Array.from(segmentAt),
  };
  const forward = adjacency(graph, false);
  const backward = adjacency(graph, true);
  return {
    ...graph,
    forward,
    backward,
    core: largestCore(graph.nodes, graph, forward, backward),
    index: segmentIndex(graph),
  };
}

type Ends = Pick<RoadGraph, 'nodes' | 'edges' | 'from' | 'to' | 'oneway'>;

/** Arcs by the node they leave, or (`entering`) by the node they enter. */
function adjacency(graph: Ends, entering: boolean): Adjacency {
  const tail = entering ? graph.to : graph.from;
  const tip = entering ? graph.from : graph.to;
  const head = new Int32Array(graph.nodes + 1);
  for (let e = 0; e < graph.edges; e++) {
    head[tail[e]! + 1]!++;
    if (!graph.oneway[e]) head[tip[e]! + 1]!++;
  }
  for (let n = 0; n < graph.nodes; n++) head[n + 1]! += head[n]!;
  const next = head.slice();
  const arc = new Int32Array(head[graph.nodes]!);
  for (let e = 0; e < graph.edges; e++) {
    arc[next[tail[e]!]!++] = 2 * e;
    if (!graph.oneway[e]) arc[next[tip[e]!]!++] = 2 * e + 1;
  }
  return { head, arc };
}

/** Node at the end (`tip`) or start of an arc. */
export const arcTip = (graph: Pick<Ends, 'from' | 'to'>, arc: number): number =>
  (arc & 1) === 0 ? graph.to[arc >> 1]! : graph.from[arc >> 1]!;
const arcTail = (graph: Pick<Ends, 'from' | 'to'>, arc: number): number => arcTip(graph, arc ^ 1);

/**
 * The largest strongly connected part, by Kosaraju's two passes without recursion. A vehicle snapped to a car park that
 * no arc leaves would be "unreachable" although a street passes its door.
 */
function largestCore(nodes: number, graph: Pick<Ends, 'from' | 'to'>, forward: Adjacency, backward: Adjacency) {
  const order = new Int32Array(nodes);
  const seen = new Uint8Array(nodes);
  const stack = new Int32Array(nodes + 1);
  const cursor = forward.head.slice(0, nodes);
  let done = 0;
  for (let root = 0; root < nodes; root++) {
    if (seen[root]) continue;
    let depth = 0;
    stack[depth++] = root;
    seen[root] = 1;
    while (depth > 0) {
      const n = stack[depth - 1]!;
      if (cursor[n]! < forward.head[n + 1]!) {
        const v = arcTip(graph, forward.arc[cursor[n]!++]!);
        if (!seen[v]) {
          seen[v] = 1;
          stack[depth++] = v;
        }
      } else {
        order[done++] = n;
        depth--;
      }
    }
  }
  const part = new Int32Array(nodes).fill(-1);
  let best = -1;
  let bestSize = 0;
  for (let k = nodes - 1, id = 0; k >= 0; k--) {
    if (part[order[k]!]! >= 0) continue;
    let depth = 0;
    let size = 0;
    stack[depth++] = order[k]!;
    part[order[k]!] = id;
    while (depth > 0) {
      const n = stack[--depth]!;
      size++;
      for (let i = backward.head[n]!; i < backward.head[n + 1]!; i++) {
        const v = arcTail(graph, backward.arc[i]!);
        if (part[v]! >= 0) continue;
        part[v] = id;
        stack[depth++] = v;
      }
    }
    if (size > bestSize) {
      bestSize = size;
      best = id;
    }
    id++;
  }
  return Uint8Array.from(part, (p) => (p === best ? 1 : 0));
}

function segmentIndex(graph: Pick<RoadGraph, 'segmentStart' | 'coordinates'>): Flatbush | null {
  const count = graph.segmentStart.length;
  if (count === 0) return null;
  const index = new Flatbush(count);
  const c = graph.coordinates;
  for (let s = 0; s < count; s++) {
    const p = 2 * graph.segmentStart[s]!;
    index.add(
      Math.min(c[p]!, c[p + 2]!),
      Math.min(c[p + 1]!, c[p + 3]!),
      Math.max(c[p]!, c[p + 2]!),
      Math.max(c[p + 1]!, c[p + 3]!),
    );
  }
  index.finish();
  return index;
}
