import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPool } from '../../server/db/pool.ts';
import { Desk } from '../journey/desk.ts';
import { dispatcher } from '../journey/dispatcher.ts';
import { lookupOfficer } from '../journey/lookup-officer.ts';
import { planner } from '../journey/planner.ts';
import { startPlatform } from '../journey/platform.ts';
import { answers } from './answers.ts';
import { assembleBeijing, TRACKS } from './assemble.ts';
import type { Beijing } from './beijing.ts';
import { boundaries } from './boundaries.ts';
import { hospitals, quarantine } from './desks.ts';
import { drivers } from './drivers.ts';
import { positions } from './positions.ts';
import { records } from './records.ts';
import { realData } from './sources.ts';

const data = realData();
/** Within the fourth ring: the whole municipality is mostly mountains, and its roads are known only here. */
const CENTRE = '11.5,39.92,116.40';

/** Beijing from public data, loaded by `siku up --city` and asked in every way the demo city is. */
describe.skipIf(!data)('Beijing', () => {
  const beijing = { data: data! } as Beijing;
  const desk = new Desk(async () => {
    beijing.folder = await mkdtemp(join(tmpdir(), 'siku-beijing-'));
    const city = join(beijing.folder, 'city');
    beijing.tracks = join(city, TRACKS);
    beijing.truth = await assembleBeijing({ out: city, data: data! });
    return startPlatform('beijing', ['--city', city]);
  }, CENTRE);
  beforeAll(async () => {
    beijing.pool = createPool(await desk.platform.database(), 2);
  });
  afterAll(async () => {
    await beijing.pool?.end();
    if (beijing.folder) await rm(beijing.folder, { recursive: true, force: true });
  });

  describe('what was loaded', () => records(beijing));
  describe('the boundaries', () => boundaries(beijing));
  describe('the answers', () => answers(beijing, desk));
  describe('the taxis', () => positions(beijing, desk));
  describe('the planner', () => planner(desk, 'district'));
  describe('the lookup officer', () => {
    lookupOfficer(desk);
    hospitals(desk);
  });
  describe('the dispatcher', () => {
    drivers(desk);
    dispatcher(desk);
  });
  describe('the steward', () => quarantine(desk, beijing));
});
