import type { App } from '../deps.ts';
import { Problem } from '../errors.ts';
import type { ChangeFeed } from '../events/changes.ts';
import type { Frame } from '../frame/frame.ts';
import type { Processes } from '../processes/registry.ts';
import { profileOf } from './profile.ts';
import { ZoneInputs, ZoneProfile } from './schema.ts';
import { readZone } from './zone.ts';

/** How long an asker with `minSequence` waits for it. */
const PATIENCE = 10_000;

/** The process `zone-profile` and the indicators of regions. */
export function zoneRoutes(
  _app: App,
  { frame, feed, processes }: { frame: Frame; feed: ChangeFeed; processes: Processes },
): void {
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
