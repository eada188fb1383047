import type { LonLat } from '../schema.ts';
import { distance } from './geodesy.ts';
import type { RoadGraph } from './graph.ts';
import type { RouteAnswer } from './schema.ts';
import type { Search } from './search.ts';
import type { Snap } from './snap.ts';

/** One stretch of a way on one edge, in the order and sense it is driven. */
interface Leg {
  edge: number;
  /** Metres along the edge, start and end; end < start when driven against the drawing. */
  start: number;
  end: number;
}

/** After a `to` run: the legs from `start` to the target, or null when there is no way. */
function legsOf(search: Search, start: Snap, target: Snap): Leg[] | null {
  const { graph } = search;
  const reach = search.reach(start);
  if (!reach) return null;
  if (reach.node < 0) return [{ edge: start.edge, start: start.at, end: target.at }];
  const length = graph.metres[start.edge]!;
  const byEnd = graph.to[start.edge] === reach.node && !leavesByStart(search, start, reach.seconds);
  const legs: Leg[] = [{ edge: start.edge, start: start.at, end: byEnd ? length : 0 }];
  let node = reach.node;
  for (const arc of search.way(reach.node)) {
    const e = arc >> 1;
    const m = graph.metres[e]!;
    legs.push((arc & 1) === 0 ? { edge: e, start: 0, end: m } : { edge: e, start: m, end: 0 });
    node = (arc & 1) === 0 ? graph.to[e]! : graph.from[e]!;
  }
  const e = target.edge;
  // A loop road begins and ends at one node: the shorter side is the one the search labelled.
  const fromStart =
    graph.from[e] === node && (graph.to[e] !== node || graph.oneway[e] === 1 || target.at <= graph.metres[e]! / 2);
  legs.push({ edge: e, start: fromStart ? 0 : graph.metres[e]!, end: target.at });
  return legs.filter((leg) => leg.start !== leg.end);
}

/** For a loop road both ends are one node: true when leaving by its start is the quicker. */
function leavesByStart(search: Search, start: Snap, seconds: number): boolean {
  const { graph } = search;
  const e = start.edge;
  if (graph.from[e] !== graph.to[e] || graph.oneway[e]) return false;
  return start.at < graph.metres[e]! / 2 && seconds < Number.POSITIVE_INFINITY;
}

/** The points of a leg from its start to its end, both interpolated. */
function pointsOf(graph: RoadGraph, leg: Leg): LonLat[] {
  const low = Math.min(leg.start, leg.end);
  const high = Math.max(leg.start, leg.end);
  const c = graph.coordinates;
  const first = graph.line[leg.edge]!;
  const last = graph.line[leg.edge + 1]! - 1;
  const out: LonLat[] = [placeAt(graph, leg.edge, low)];
  let at = 0;
  for (let p = first; p <= last; p++) {
    if (p > first) at += distance([c[2 * p - 2]!, c[2 * p - 1]!], [c[2 * p]!, c[2 * p + 1]!]);
    if (at > low + 0.5 && at < high - 0.5) out.push([c[2 * p]!, c[2 * p + 1]!]);
  }
  out.push(placeAt(graph, leg.edge, high));
  return leg.start <= leg.end ? out : out.reverse();
}

/** The place `metres` along an edge. */
function placeAt(graph: RoadGraph, edge: number, metres: number): LonLat {
  const c = graph.coordinates;
  const last = graph.line[edge + 1]! - 1;
  let at = 0;
  for (let p = graph.line[edge]!; p < last; p++) {
    const a: LonLat = [c[2 * p]!, c[2 * p + 1]!];
    const b: LonLat = [c[2 * p + 2]!, c[2 * p + 3]!];
    const d = distance(a, b);
    if (at + d >= metres && d > 0) {
      const t = Math.max(0, (metres - at) / d);
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    }
    at += d;
  }
  return [c[2 * last]!, c[2 * last + 1]!];
}

/** The way from `start` to `target` by our own graph, with a step for every road; null when there is none. */
export function graphRoute(search: Search, start: Snap, target: Snap): RouteAnswer | null {
  const { graph } = search;
  const reach = search.reach(start);
  const legs = legsOf(search, start, target);
  if (!reach || !legs) return null;
  const coordinates: LonLat[] = [];
  const steps: { name: string; metres: number; seconds: number; points: LonLat[] }[] = [];
  for (const leg of legs) {
    const points = pointsOf(graph, leg);
    const metres = Math.abs(leg.end - leg.start);
    const seconds = graph.metres[leg.edge]! > 0 ? (graph.seconds[leg.edge]! * metres) / graph.metres[leg.edge]! : 0;
    for (const p of points) {
      const last = coordinates.at(-1);
      if (!last || distance(last, p) > 0.2) coordinates.push(p);
    }
    const name = graph.names[graph.name[leg.edge]!]!;
    const step = steps.at(-1);
    if (step && step.name === name) {
      step.metres += metres;
      step.seconds += seconds;
      step.points.push(...points);
    } else steps.push({ name, metres, seconds, points });
  }
  if (coordinates.length === 0) coordinates.push(target.lonLat);
  if (coordinates.length === 1) coordinates.push(coordinates[0]!);
  return {
    geometry: { type: 'LineString', coordinates },
    seconds: reach.seconds,
    metres: reach.metres,
    steps: steps.map((step, i) => narrate(step, i === 0 ? null : steps[i - 1]!)),
    engine: 'graph',
  };
}

const TURNS = [
  { below: 25, zh: '直行', en: 'Continue' },
  { below: 150, zh: ['左转', '右转'], en: ['Turn left', 'Turn right'] },
  { below: 181, zh: '掉头', en: 'Turn around' },
] as const;

function narrate(
  step: { name: string; metres: number; seconds: number; points: LonLat[] },
  before: { points: LonLat[] } | null,
): RouteAnswer['steps'][number] {
  const zhRoad = step.name || '无名道路';
  const enRoad = step.name || 'an unnamed road';
  const far = step.metres >= 1000 ? `${(step.metres / 1000).toFixed(1)} 公里` : `${Math.round(step.metres)} 米`;
  const farEn = step.metres >= 1000 ? `${(step.metres / 1000).toFixed(1)} km` : `${Math.round(step.metres)} m`;
  let zh = '出发';
  let en = 'Start';
  if (before && before.points.length > 1 && step.points.length > 1) {
    const turn =
      ((heading(step.points[0]!, step.points[1]!) - heading(before.points.at(-2)!, before.points.at(-1)!) + 540) %
        360) -
      180;
    const kind = TURNS.find((t) => Math.abs(turn) < t.below) ?? TURNS[2];
    zh = typeof kind.zh === 'string' ? kind.zh : kind.zh[turn < 0 ? 0 : 1];
    en = typeof kind.en === 'string' ? kind.en : kind.en[turn < 0 ? 0 : 1];
  }
  return {
    text: { zh: `${zh}，沿${zhRoad}行驶 ${far}`, en: `${en} on ${enRoad} for ${farEn}` },
    metres: Math.round(step.metres),
    seconds: Math.round(step.seconds),
    lonLat: step.points[0]!,
  };
}

/** Degrees clockwise from north. */
export function heading(a: LonLat, b: LonLat): number {
  const dx = (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180);
  return ((Math.atan2(dx, b[1] - a[1]) * 180) / Math.PI + 360) % 360;
}
