import type pg from 'pg';
import { Type } from 'typebox';
import type { Dataset } from '../../datasets/dataset.ts';
import type { App } from '../deps.ts';
import { badRequest, notFound, Problem } from '../errors.ts';
import type { ChangeFeed } from '../events/changes.ts';
import type { Frame } from '../frame/frame.ts';
import type { Processes } from '../processes/registry.ts';
import { indicatorsOf, LEVELS } from './indicators.ts';
import { profileOf } from './profile.ts';
import { IndicatorList, IndicatorValues, ZoneInputs, ZoneProfile } from './schema.ts';
import { readZone } from './zone.ts';

/** How long an asker with `minSequence` waits for it, in milliseconds. */
const PATIENCE = 10_000;

export interface ZoneDeps {
  pool: pg.Pool;
  datasets: readonly Dataset[];
  frame: Frame;
  feed: ChangeFeed;
  processes: Processes;
}

/** The process `zone-profile` and the indicators of regions. */
export function zoneRoutes(app: App, deps: ZoneDeps): void {
  const { frame, feed, processes } = deps;
  indicatorRoutes(app, deps);
  processes.add({
    id: 'zone-profile',
    title: { zh: '范围画像', en: 'Zone profile' },
    description: {
      zh: '范围内的人口、法人、重点场所与经济指标，精确到每一条记录',
      en: 'Persons, entities, key places and economic figures within a zone, exact to the record',
    },
    inputs: ZoneInputs,
    output: ZoneProfile,
    async execute({ zone, crs, statistics, minSequence }, { principal }) {
      await frame.ready;
      if (minSequence !== undefined && frame.sequence < minSequence && !(await feed.waitFor(minSequence, PATIENCE)))
        throw new Problem(503, 'sequence-not-reached', {
          zh: `数据尚未更新到序号 ${minSequence}，请稍后重试`,
          en: `the data has not reached sequence ${minSequence} yet; try again shortly`,
        });
      const started = performance.now();
      const answer = profileOf(frame, readZone(zone, crs, frame.regions, principal), statistics);
      return { ...answer, milliseconds: performance.now() - started };
    },
  });
}

/** GET /api/statistics and /api/statistics/{id}: figures of whole regions, which everyone may see. */
function indicatorRoutes(app: App, { pool, datasets, frame }: ZoneDeps): void {
  app.get(
    '/api/statistics',
    {
      schema: {
        tags: ['statistics'],
        summary: 'Indicators of regions: what a choropleth can show',
        response: { 200: IndicatorList },
      },
    },
    async () => {
      await frame.ready;
      return indicatorsOf(frame).map(({ id, group, title, unit, levels, drawn, periods }) => ({
        id,
        group,
        title,
        unit,
        levels,
        drawn,
        periods,
      }));
    },
  );

  app.get(
    '/api/statistics/:id',
    {
      schema: {
        tags: ['statistics'],
        summary: 'The values of one indicator for all regions of a level',
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object({ level: Type.Optional(Type.String()), period: Type.Optional(Type.String()) }),
        response: { 200: IndicatorValues },
      },
    },
    async (request) => {
      await frame.ready;
      const indicator = indicatorsOf(frame).find(({ id }) => id === request.params.id);
      if (!indicator)
        throw notFound('没有这个指标，请查看 /api/statistics', 'there is no such indicator; see /api/statistics');
      const { level = indicator.levels[0]!, period = indicator.periods[0] } = request.query;
      if (!indicator.levels.includes(level))
        throw badRequest(
          'unknown-level',
          `该指标没有这一级的数值；可用：${indicator.levels.join('、')}`,
          `this indicator has no values of that level; there are: ${indicator.levels.join(', ')}`,
        );
      if (period !== undefined && !indicator.periods.includes(period))
        throw badRequest(
          'unknown-period',
          '该指标没有这一时期的数值，请查看 /api/statistics',
          'this indicator has no values of that period; see /api/statistics',
        );
      const regions = frame.regions.all.filter((region) => region.current && region.level === level);
      // Nothing is awaited between the values and the sequence they stand at.
      const values = indicator.valuesOf(regions, LEVELS[level]!, period);
      const { sequence } = frame;
      const { rows } = await pool.query<{ day: string }>('select siku.reference_date($1) as day', [indicator.dataset]);
      return {
        id: indicator.id,
        title: indicator.title,
        unit: indicator.unit,
        level,
        period,
        sequence,
        source: datasets.find(({ id }) => id === indicator.dataset)!.source,
        asOf: rows[0]!.day,
        regions: regions.map(({ id, code, name }, i) => ({ id, code, name, value: values[i]! })),
      };
    },
  );
}
