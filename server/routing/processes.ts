import { Type } from 'typebox';
import { WORKING } from '../../datasets/roles.ts';
import { requireRole } from '../access/require-role.ts';
import { Ranking } from '../command/schema.ts';
import { type Fleet, intervalOf } from '../live/fleet.ts';
import type { Processes } from '../processes/registry.ts';
import { Geometry, LonLat } from '../schema.ts';
import { closuresIn } from './closures.ts';
import type { RoadNetwork } from './network.ts';
import { rankUnits } from './rank.ts';
import { areasOf, isochroneOf, noRoadNearby } from './routes.ts';
import { snap } from './snap.ts';

/** Units ranked by road time to a place, as GET /api/incidents/{id}/ranking answers too. */
export async function rankFleet(
  network: RoadNetwork,
  fleet: Fleet,
  question: { lonLat: LonLat; kinds?: readonly string[]; limit?: number; avoid?: readonly unknown[] },
  now = Date.now(),
): Promise<Omit<Ranking, 'incident'>> {
  const areas = areasOf(question.avoid ?? []);
  const { graph, search } = await network.roads();
  const started = performance.now();
  const target = snap(graph, question.lonLat);
  if (!target) throw noRoadNearby();
  search.run(target, { closures: closuresIn(graph, areas) });
  const units = fleet.listed().map((unit) => ({
    unit: unit.code,
    name: unit.name,
    kind: unit.kind,
    lonLat: (unit.fix ? [unit.fix.lon, unit.fix.lat] : unit.home) as LonLat,
    available: unit.status === 'available',
    ageSeconds: unit.fix ? Math.max(0, Math.round((now - unit.fix.fixedAt) / 1000)) : null,
    interval: intervalOf(unit),
  }));
  const candidates = rankUnits(search, units, question);
  return { candidates, milliseconds: Math.round((performance.now() - started) * 10) / 10 };
}

/** Registers the processes `rank-units` and `isochrone`. */
export function routingProcesses(
  processes: Processes,
  { network, fleet }: { network: RoadNetwork; fleet: Fleet },
): void {
  processes.add({
    id: 'rank-units',
    title: { zh: '力量排序', en: 'Rank units' },
    description: {
      zh: '按道路行车时间给所有力量排序，并用文字说明理由',
      en: 'Every unit by road travel time to a place, with the reason in words',
    },
    inputs: Type.Object({
      lonLat: LonLat,
      kinds: Type.Optional(Type.Array(Type.String(), { maxItems: 20, description: 'kinds wanted first' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
      avoid: Type.Optional(Type.Array(Geometry, { maxItems: 50, description: 'areas no road through which is open' })),
    }),
    output: Ranking,
    async execute(inputs, { principal }) {
      requireRole({ principal }, ...WORKING);
      return rankFleet(network, fleet, inputs);
    },
  });
  processes.add({
    id: 'isochrone',
    title: { zh: '等时圈', en: 'Isochrone' },
    description: {
      zh: '在给定分钟内可以到达（或驶出）的范围',
      en: 'The areas from which a place is reached, or which are reached from it, within given minutes',
    },
    inputs: Type.Object({
      lonLat: LonLat,
      minutes: Type.Optional(Type.Array(Type.Number(), { minItems: 1, maxItems: 6 })),
      direction: Type.Optional(Type.Union([Type.Literal('to'), Type.Literal('from')])),
    }),
    output: Type.Object({
      bands: Type.Array(Type.Object({ minutes: Type.Number(), geometry: Geometry })),
      sequence: Type.Integer({ description: 'change-log sequence of the roads' }),
      milliseconds: Type.Number(),
    }),
    async execute({ lonLat: [lon, lat], minutes, direction }) {
      const { features, sequence, milliseconds } = await isochroneOf(network, {
        lon,
        lat,
        minutes: minutes?.join(','),
        direction,
      });
      return {
        bands: features.map(({ geometry, properties }) => ({ minutes: properties.minutes, geometry })),
        sequence,
        milliseconds,
      };
    },
  });
}
