import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { City } from '../datasets/city.ts';
import { writeDemoCity } from '../datasets/demo-city/write.ts';
import { DATASETS } from '../datasets/index.ts';
import { isCounted, layoutOf } from '../server/frame/columns.ts';
import type { MultiPolygonCoordinates } from '../server/frame/shape.ts';
import { freePort } from '../server/launch/free-port.ts';
import { countBySql, WITHIN, wktOf } from '../server/zones/oracle.ts';
import { randomFrom, starRing } from '../server/zones/random-polygons.ts';
import type { ZoneProfile } from '../server/zones/schema.ts';
import { signIn } from '../test/sign-in.ts';
import { tileAt } from '../tiles/encode/grid.ts';
import { inProcess, script } from './harness/child.ts';
import { onScratch, type Scratch } from './harness/database.ts';
import type { CityLoaded } from './harness/load-city.ts';
import { machine, median, numberOption, printTable } from './harness/measure.ts';
import { PostgresMemory, peakOf } from './harness/memory.ts';

/** Square kilometres of the zones asked about. */
const AREAS = [1, 10, 100];

/**
 * A city of N persons through the real loader and the real server: its package is written as departments send it (the
 * population in GB18030), loaded, served by a process of its own, and asked. Peak memory of the loader, of the server
 * and of PostgreSQL; start; zone and tile medians over HTTP; answers compared with SQL.
 * Options: `--persons N` (1,000,000), `--zones N` of each area (20), `--checks N` of them compared (4), `--city DIR` a
 * package made before.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const persons = numberOption(args, 'persons', 1_000_000);
  const zones = numberOption(args, 'zones', 20);
  const checks = numberOption(args, 'checks', 4);
  const home = mkdtempSync(join(tmpdir(), 'siku-scale-'));
  try {
    return await onScratch(async (scratch) => {
      console.log(`${machine()}\n${scratch.postgis}\n${persons} persons`);
      const given = args.indexOf('--city');
      const dir = given >= 0 ? args[given + 1]! : join(home, 'city');
      if (given < 0) await writeDemoCity({ out: dir, persons });
      const memory = await PostgresMemory.watch(scratch.pool);
      const server = { process: null as ChildProcess | null };
      try {
        const loaded = await inProcess<CityLoaded>('load-city.ts', [scratch.url, dir, home]);
        const postgresLoading = memory.take();
        const population = loaded.files.reduce((most, file) => (file.read > most.read ? file : most));
        const seconds = loaded.files.reduce((sum, file) => sum + file.seconds, 0);
        console.log(
          `loaded ${loaded.files.length} files in ${seconds.toFixed(0)} s; ${population.dataset}: ${population.read} rows in ${population.seconds.toFixed(0)} s, ${Math.round(population.read / population.seconds)} a second; peak memory Node ${loaded.rssMb} MB, PostgreSQL ${postgresLoading} MB`,
        );
        const started = performance.now();
        const base = await serve(scratch, home, server);
        const ask = await asker(scratch, base);
        const first = await ask.profile(squareAround(centerOf(dir)));
        const startSeconds = (performance.now() - started) / 1000;
        console.log(`server started and first zone answered after ${startSeconds.toFixed(1)} s`);

        const asked = await askZones(scratch, ask, zones, checks);
        const tiles = await askTiles(base, centerOf(dir));
        const change = await changeSome(scratch, ask, squareAround(centerOf(dir)), first);
        const serverMb = peakOf(server.process!.pid!);
        const postgresServing = memory.take();
        console.log(
          [
            `peak memory while serving: Node ${serverMb} MB, PostgreSQL ${postgresServing} MB`,
            `${change.rows} persons changed by one statement: an answer that knows them after ${change.seconds.toFixed(2)} s`,
          ].join('\n'),
        );
        return {
          persons,
          load_seconds: Math.round(seconds),
          population_rows_per_second: Math.round(population.read / population.seconds),
          loader_rss_mb: loaded.rssMb,
          postgres_mb_loading: postgresLoading,
          start_seconds: round(startSeconds),
          rss_mb: serverMb,
          postgres_mb_serving: postgresServing,
          total_mb: Math.max(loaded.rssMb + (postgresLoading ?? 0), serverMb + (postgresServing ?? 0)),
          ...asked,
          ...tiles,
          changes_seconds: round(change.seconds),
        };
      } finally {
        memory.stop();
        if (server.process?.exitCode === null) {
          server.process.kill('SIGTERM');
          await once(server.process, 'exit');
        }
      }
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const round = (value: number) => Number(value.toPrecision(3));
const centerOf = (dir: string) => (JSON.parse(readFileSync(join(dir, 'city.json'), 'utf8')) as City).center;

/** Starts the server on a free port; returns its URL when it listens. */
async function serve(scratch: Scratch, home: string, into: { process: ChildProcess | null }): Promise<string> {
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: scratch.url,
    SIKU_HOME: home,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const child = spawn(process.execPath, [...process.execArgv, script('serve.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  into.process = child;
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the server did not start');
    }),
  ]);
  return env.PUBLIC_URL;
}

interface Asker {
  profile(parts: MultiPolygonCoordinates, minSequence?: number): Promise<ZoneProfile>;
}

async function asker({ pool }: Scratch, base: string): Promise<Asker> {
  const headers = { 'content-type': 'application/json', ...(await signIn(pool, 'planner')) } as Record<string, string>;
  return {
    async profile(coordinates, minSequence) {
      const reply = await fetch(`${base}/api/processes/zone-profile/execution`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ inputs: { zone: { type: 'MultiPolygon', coordinates }, minSequence } }),
      });
      if (!reply.ok) throw new Error(`the profile answered ${reply.status}: ${await reply.text()}`);
      return (await reply.json()) as ZoneProfile;
    },
  };
}

function squareAround([x, y]: [number, number]): MultiPolygonCoordinates {
  const ring: [number, number][] = [
    [x - 0.005, y - 0.005],
    [x + 0.005, y - 0.005],
    [x + 0.005, y + 0.005],
    [x - 0.005, y + 0.005],
    [x - 0.005, y - 0.005],
  ];
  return [[ring]];
}

/** Zones of 200 vertices around addresses; some of them compared with SQL, statistic by statistic and cell by cell. */
async function askZones({ pool }: Scratch, ask: Asker, count: number, checks: number) {
  const { rows: centers } = await pool.query<{ x: number; y: number }>(
    'select st_x(geom) as x, st_y(geom) as y from data.addresses where geom is not null and id % 991 = 1 order by id',
  );
  const layouts = DATASETS.filter((d) => isCounted(d) && d.geometry === 'Point').map((d) => layoutOf(d, [], 0));
  const random = randomFrom(9);
  let differences = 0;
  let compared = 0;
  const rows: number[][] = [];
  for (const area of AREAS) {
    const whole: number[] = [];
    const inside: number[] = [];
    for (let n = 0; n < count; n++) {
      const { x, y } = centers[Math.floor(random() * centers.length)]!;
      const parts: MultiPolygonCoordinates = [
        [starRing([x, y], Math.sqrt(area / 0.9 / Math.PI) / 95, 200, 0.1, random)],
      ];
      const times: number[] = [];
      let answer = await ask.profile(parts);
      for (let again = 0; again < 3; again++) {
        const started = performance.now();
        answer = await ask.profile(parts);
        times.push(performance.now() - started);
      }
      whole.push(median(times));
      inside.push(answer.milliseconds);
      if (n >= checks) continue;
      for (const layout of layouts)
        for (const sql of await countBySql(pool, layout, WITHIN, wktOf(parts))) {
          const ours = answer.statistics.find((s) => s.id === sql.id && s.dataset === layout.dataset.id);
          compared += 1 + sql.cells.length;
          if (ours?.total !== sql.total || JSON.stringify(ours.cells) !== JSON.stringify(sql.cells)) differences++;
        }
    }
    rows.push([area, median(inside), median(whole), Math.max(...whole)]);
  }
  printTable(['km2', 'profile ms, median', 'over HTTP', 'slowest'], rows);
  console.log(`${compared} numbers compared with SQL, ${differences} different`);
  return {
    profile_ms_1km2: round(rows[0]![1]!),
    profile_ms_10km2: round(rows[1]![1]!),
    profile_ms_100km2: round(rows[2]![1]!),
    http_ms_10km2: round(rows[1]![2]!),
    compared,
    differences,
  };
}

/** Public tiles around the middle: made, then from the cache. */
async function askTiles(base: string, center: [number, number]) {
  const made: number[] = [];
  const cached: number[] = [];
  for (const layer of ['buildings', 'legal-entities', 'places'])
    for (const z of [11, 12, 13, 14, 15, 16]) {
      const middle = tileAt(...center, z);
      for (let i = 0; i < 4; i++) {
        const url = `${base}/api/collections/${layer}/tiles/WebMercatorQuad/${z}/${middle.y + (i >> 1)}/${middle.x + (i & 1)}`;
        for (const times of [made, cached]) {
          const started = performance.now();
          const reply = await fetch(url);
          await reply.arrayBuffer();
          if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
          times.push(performance.now() - started);
        }
      }
    }
  console.log(
    `${made.length} tiles: made in ${round(median(made))} ms (slowest ${round(Math.max(...made))}), cached ${round(median(cached))} ms`,
  );
  return { tile_ms_made: round(median(made)), tile_ms_cached: round(median(cached)) };
}

/** One statement that changes 4,000 persons all over the city, and the time until an answer stands at its sequence. */
async function changeSome({ pool }: Scratch, ask: Asker, zone: MultiPolygonCoordinates, before: ZoneProfile) {
  const changed = await pool.query(
    `update data.population set sex = case sex when 'male' then 'female' else 'male' end
     where id in (select id from data.population where id % 401 = 7 limit 4000)`,
  );
  const started = performance.now();
  const { rows } = await pool.query<{ n: number }>('select log.reached() as n');
  const after = await ask.profile(zone, rows[0]!.n);
  if (after.sequence <= before.sequence)
    throw new Error('the answer does not stand at the sequence that was asked for');
  return { rows: changed.rowCount ?? 0, seconds: (performance.now() - started) / 1000 };
}
