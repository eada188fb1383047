import type { Text } from '../../datasets/dataset.ts';
import type { LonLat } from '../schema.ts';
import type { RoadGraph } from './graph.ts';
import type { Search } from './search.ts';
import { snap } from './snap.ts';

/** A unit as ranking needs it. `ageSeconds` is null where there is no fix and `lonLat` is its station. */
export interface RankedUnit {
  unit: string;
  name: string;
  kind: string;
  lonLat: LonLat;
  available: boolean;
  ageSeconds: number | null;
  /** Seconds in which its source reports. */
  interval: number;
}

export interface Candidate extends Omit<RankedUnit, 'interval'> {
  seconds: number | null;
  metres: number | null;
  reason: Text;
}

/** A fix older than three of its source's intervals, and than a minute, is said to be old. */
const isStale = (ageSeconds: number, interval: number): boolean => ageSeconds > Math.max(60, 3 * interval);

/**
 * Every unit's way to the last `to` run's target, best first: those free and of a wanted kind, then others free, then
 * those at work, then those no road leads from; each with the reason in words. `kinds` empty = every kind is wanted.
 */
export function rankUnits(
  search: Search,
  units: readonly RankedUnit[],
  { kinds = [], limit = 50 }: { kinds?: readonly string[]; limit?: number } = {},
): Candidate[] {
  const { graph } = search;
  const found = units.map((unit) => {
    const start = snap(graph, unit.lonLat);
    const reach = start && search.reach(start);
    const wanted = kinds.length === 0 || kinds.includes(unit.kind);
    const tier = !reach ? 3 : !unit.available ? 2 : wanted ? 0 : 1;
    return { unit, reach, start, tier, wanted };
  });
  found.sort(
    (a, b) =>
      a.tier - b.tier ||
      (a.reach?.seconds ?? 0) - (b.reach?.seconds ?? 0) ||
      (a.unit.unit < b.unit.unit ? -1 : a.unit.unit > b.unit.unit ? 1 : 0),
  );
  return found.slice(0, limit).map(({ unit: { interval, ...unit }, reach, start, tier, wanted }, i) => {
    const zh: string[] = [];
    const en: string[] = [];
    if (reach && start) {
      const road = mainRoad(graph, search, start.edge, reach.node);
      const [m, s] = minutes(reach.seconds);
      const first = i === 0 && tier === 0;
      zh.push(`${first ? '最近：' : ''}${road ? `沿${road} ` : ''}${m} 分 ${s} 秒，${kilometres(reach.metres)} 公里`);
      en.push(
        `${first ? 'Nearest: ' : ''}${m} min ${s} s${road ? ` along ${road}` : ''}, ${kilometres(reach.metres)} km`,
      );
    } else {
      zh.push('无路可达');
      en.push('no road leads there');
    }
    if (!unit.available) {
      zh.push('正在执行任务');
      en.push('on another assignment');
    }
    if (!wanted) {
      zh.push('不是建议的力量类型');
      en.push('not a suggested kind');
    }
    if (unit.ageSeconds === null) {
      zh.push('没有实时位置，按驻地计算');
      en.push('no live position, reckoned from its station');
    } else if (isStale(unit.ageSeconds, interval)) {
      const old = Math.round(unit.ageSeconds / 60);
      zh.push(`位置已 ${old} 分钟未更新`);
      en.push(`position is ${old} min old`);
    }
    return {
      ...unit,
      seconds: reach ? Math.round(reach.seconds * 10) / 10 : null,
      metres: reach ? Math.round(reach.metres) : null,
      reason: { zh: zh.join('；'), en: en.join('; ') },
    };
  });
}

/** The name under which the way runs longest; empty when it runs on roads without a name. */
function mainRoad(graph: RoadGraph, search: Search, startEdge: number, node: number): string {
  const metres = new Map<number, number>();
  const edges = [startEdge, ...search.way(node).map((arc) => arc >> 1)];
  for (const e of edges) metres.set(graph.name[e]!, (metres.get(graph.name[e]!) ?? 0) + graph.metres[e]!);
  metres.delete(0);
  let best = 0;
  let most = 0;
  for (const [name, length] of metres) {
    if (length <= most) continue;
    most = length;
    best = name;
  }
  return graph.names[best]!;
}

const minutes = (seconds: number): [number, number] => {
  const whole = Math.round(seconds);
  return [Math.floor(whole / 60), whole % 60];
};
const kilometres = (metres: number): string => (metres / 1000).toFixed(1);
