import Fastify from 'fastify';
import { DATASETS } from '../datasets/index.ts';
import { buildApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { Frame } from '../server/frame/frame.ts';
import type { Layer } from '../server/frame/layer.ts';
import { type MultiPolygonCoordinates, Shape } from '../server/frame/shape.ts';
import { ECONOMY, WEIGHTS } from '../server/zones/economy.ts';
import { type Counted, countBySql, WITHIN, wktOf } from '../server/zones/oracle.ts';
import { statisticOf } from '../server/zones/profile.ts';
import { randomFrom, starRing } from '../server/zones/random-polygons.ts';
import { signIn } from '../test/sign-in.ts';
import { onScratch, type Scratch } from './harness/database.ts';
import { machine, median, numberOption, printTable, timed, timedNow } from './harness/measure.ts';
import { fillPopulation } from './harness/population.ts';

/** Square kilometres. */
const AREAS = [0.1, 1, 10, 100];
const VERTICES = [8, 200, 2000];

interface Case {
  area: number;
  vertices: number;
  parts: MultiPolygonCoordinates;
}

/**
 * Who is inside a polygon: the frame against the plain PostGIS statement on persons and against GiST on addresses with
 * their counts. Options: `--persons N` (1,000,000), `--polygons N` of each kind (4).
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const persons = numberOption(args, 'persons', 1_000_000);
  const each = numberOption(args, 'polygons', 4);
  return onScratch(async (scratch) => {
    console.log(`${machine()}\n${scratch.postgis}\n${persons} persons`);
    await fillPopulation(scratch.pool, persons, (text) => process.stderr.write(`\r${text}   `));
    process.stderr.write('\n');
    const frame = Frame.start({ pool: scratch.pool, datasets: DATASETS, weights: WEIGHTS, held: [ECONOMY] });
    await frame.ready;
    const layer = frame.layers.get('population')!;
    console.log(
      `frame: loaded in ${Math.round(frame.milliseconds)} ms, ${Math.round(layer.bytes() / 1e6)} MB for persons at ${layer.sites.size} points`,
    );
    await preAggregate(scratch, layer);
    const cases = await casesOf(scratch, each);
    const measured: (Case & Awaited<ReturnType<typeof compare>>)[] = [];
    let differences = 0;
    for (const one of cases) {
      const found = await compare(scratch, layer, one);
      differences += found.differences;
      measured.push({ ...one, ...found });
    }
    const rows = AREAS.flatMap((area) =>
      VERTICES.map((vertices) => {
        const group = measured.filter((m) => m.area === area && m.vertices === vertices);
        const of = (pick: (m: (typeof group)[number]) => number) => median(group.map(pick));
        return { area, vertices, sql: of((m) => m.sql), pre: of((m) => m.pre), frame: of((m) => m.frame) };
      }),
    );
    console.log('\nmedian milliseconds of each kind of polygon; SQL is the better of two warm calls');
    printTable(
      ['km2', 'vertices', 'SQL persons', 'SQL pre-aggregated', 'frame', 'x SQL', 'x pre-aggregated'],
      rows.map((r) => [r.area, r.vertices, r.sql, r.pre, r.frame, r.sql / r.frame, r.pre / r.frame]),
    );
    const ratio = (area: number, of: 'sql' | 'pre') =>
      Number(
        median(measured.filter((m) => m.area === area && m.vertices <= 200).map((m) => m[of] / m.frame)).toPrecision(3),
      );
    const http = await overHttp(scratch, cases);
    console.log(
      `\nover HTTP, 1 km2 with 200 vertices: profile ${http.profile.toFixed(2)} ms, empty POST ${http.empty.toFixed(2)} ms`,
    );
    return {
      persons,
      ratio_sql_1km2: ratio(1, 'sql'),
      ratio_sql_10km2: ratio(10, 'sql'),
      ratio_sql_100km2: ratio(100, 'sql'),
      ratio_preagg_100km2: ratio(100, 'pre'),
      differences,
      http_over_empty: Number((http.profile / http.empty).toPrecision(3)),
      frame_ms_100km2_2000: Number(rows.at(-1)!.frame.toPrecision(3)),
      frame_load_ms: Math.round(frame.milliseconds),
      frame_mb: Math.round(layer.bytes() / 1e6),
    };
  });
}

/** Addresses with a count for each cell: what one would build in SQL to be fast. */
async function preAggregate({ pool }: Scratch, layer: Layer): Promise<void> {
  const columns = layer.layout.statistics.flatMap((s) => {
    const split = layer.layout.splits[s.split]!;
    const where = s.statistic.where ?? 'true';
    if (split.cells === 0) return [`count(*) filter (where ${where})::int`];
    const [a, b] = split.dimensions;
    return Array.from({ length: split.cells }, (_, i) => {
      const second = b ? ` and by_${b.id} = ${i % b.categories.length}` : '';
      const first = b ? Math.floor(i / b.categories.length) : i;
      return `count(*) filter (where ${where} and by_${a!.id} = ${first}${second})::int`;
    });
  });
  const dimensions = layer.layout.splits.flatMap((split) => split.dimensions.map((d) => `${d.sql} as by_${d.id}`));
  await pool.query(`
    create table public.bench_pre as select geom, ${columns.map((c, i) => `${c} as c${i}`).join(', ')}
    from (select t.*, ${[...new Set(dimensions)].join(', ')} from data.population t) t group by geom`);
  await pool.query('create index on public.bench_pre using gist (geom)');
  await pool.query('vacuum analyze public.bench_pre');
}

/** Star polygons around addresses where people live; the same each time. */
async function casesOf({ pool }: Scratch, each: number): Promise<Case[]> {
  const { rows } = await pool.query<{ x: number; y: number }>(
    'select x, y from public.bench_site where k % 997 = 1 order by k',
  );
  const random = randomFrom(42);
  return AREAS.flatMap((area) =>
    VERTICES.flatMap((vertices) =>
      Array.from({ length: each }, (): Case => {
        const { x, y } = rows[Math.floor(random() * rows.length)]!;
        // Few vertices make a rough star, many a noisy outline, as drawn and as computed zones are. A degree of
        // longitude is 85 km here; the ring covers 1 - rough + rough² / 3 of its circle.
        const rough = vertices <= 8 ? 0.4 : vertices <= 200 ? 0.15 : 0.03;
        const radius = Math.sqrt(area / (1 - rough + rough ** 2 / 3) / Math.PI) / 85;
        return { area, vertices, parts: [[starRing([x, y], radius, vertices, rough, random)]] };
      }),
    ),
  );
}

async function compare({ pool }: Scratch, layer: Layer, { parts }: Case) {
  const wkt = wktOf(parts);
  let answer: Counted[] = [];
  const sql = await timed(2, async () => {
    answer = await countBySql(pool, layer.layout, WITHIN, wkt);
  });
  const columns = layer.layout.statistics.flatMap((s) =>
    Array.from({ length: Math.max(1, layer.layout.splits[s.split]!.cells) }, () => 0),
  );
  let summed: number[] = [];
  const pre = await timed(2, async () => {
    const { rows } = await pool.query<number[]>({
      text: `select ${columns.map((_, i) => `coalesce(sum(c${i}), 0)::float8`).join(', ')} from public.bench_pre t where ${WITHIN}`,
      values: [wkt],
      rowMode: 'array',
    });
    summed = rows[0]!;
  });
  const ask = () => {
    const found = layer.within(new Shape(parts));
    return layer.layout.statistics.map((s) => statisticOf(layer, s, found));
  };
  const frame = timedNow(15, ask, 15);
  const ours = ask();
  const flat = ours.flatMap((s) => (s.cells.length > 0 ? s.cells : [s.total]));
  const wrong =
    ours.filter((s, i) => s.total !== answer[i]!.total || JSON.stringify(s.cells) !== JSON.stringify(answer[i]!.cells))
      .length + flat.filter((value, i) => value !== summed[i]).length;
  return { sql: Math.min(...sql), pre: Math.min(...pre), frame: median(frame), differences: wrong };
}

/** The whole way: POST of the polygon and the profile as JSON, against a POST of nothing to a server that does nothing. */
async function overHttp(scratch: Scratch, cases: Case[]): Promise<{ profile: number; empty: number }> {
  const config = { ...readConfig({}), databaseUrl: scratch.url, logLevel: 'silent' as const };
  const app = await buildApp({ config, pool: scratch.pool, datasets: DATASETS });
  const nothing = Fastify();
  nothing.post('/', async () => ({}));
  try {
    const headers = { 'content-type': 'application/json', ...(await signIn(scratch.pool, 'planner')) } as Record<
      string,
      string
    >;
    const [profileUrl, emptyUrl] = [await app.listen({ port: 0 }), await nothing.listen({ port: 0 })];
    const post = async (url: string, body: unknown) => {
      const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      await reply.json();
      if (!reply.ok) throw new Error(`${url} answered ${reply.status}`);
    };
    const bodies = cases
      .filter((one) => one.area === 1 && one.vertices === 200)
      .map(({ parts }) => ({ inputs: { zone: { type: 'MultiPolygon', coordinates: parts } } }));
    const url = `${profileUrl}/api/processes/zone-profile/execution`;
    let i = 0;
    const profile = await timed(200, () => post(url, bodies[i++ % bodies.length]), 100);
    const empty = await timed(200, () => post(`${emptyUrl}/`, {}), 100);
    return { profile: median(profile), empty: median(empty) };
  } finally {
    await nothing.close();
    await app.close();
  }
}
