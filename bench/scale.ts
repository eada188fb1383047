import { DATASETS } from '../datasets/index.ts';
import { followChanges } from '../server/events/changes.ts';
import { Frame } from '../server/frame/frame.ts';
import { Shape } from '../server/frame/shape.ts';
import { differencesOf } from '../server/zones/differences.ts';
import { ECONOMY, WEIGHTS } from '../server/zones/economy.ts';
import { profileOf } from '../server/zones/profile.ts';
import { randomFrom, randomPolygons, starRing } from '../server/zones/random-polygons.ts';
import { onScratch } from './harness/database.ts';
import { machine, median, numberOption, printTable, timedNow } from './harness/measure.ts';
import { fillPopulation } from './harness/population.ts';

/**
 * How a city of N persons loads and serves: the time to fill the table, to start, the memory of the process, the median
 * of whole profiles, and how fast changes are taken in. Options: `--persons N` (5,000,000), `--checks N` polygons
 * compared with SQL (4).
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const persons = numberOption(args, 'persons', 5_000_000);
  const checks = numberOption(args, 'checks', 4);
  return onScratch(async ({ pool, url, postgis }) => {
    console.log(`${machine()}\n${postgis}\n${persons} persons`);
    const filling = performance.now();
    await fillPopulation(pool, persons, (text) => process.stderr.write(`\r${text}   `));
    process.stderr.write('\n');
    const fillSeconds = (performance.now() - filling) / 1000;
    const empty = process.memoryUsage().rss;
    const reached = await pool.query<{ n: number }>('select log.reached() as n');
    const feed = await followChanges(url, pool, reached.rows[0]!.n);
    const frame = Frame.start({ pool, datasets: DATASETS, weights: WEIGHTS, held: [ECONOMY], feed });
    try {
      await frame.ready;
      const rss = process.memoryUsage().rss;
      const centers = await pool.query<{ x: number; y: number }>(
        'select x, y from public.bench_site where k % 991 = 1 order by k',
      );
      const random = randomFrom(9);
      const rows = [1, 10, 100].map((area) => {
        const times = Array.from({ length: 20 }, () => {
          const { x, y } = centers.rows[Math.floor(random() * centers.rows.length)]!;
          const parts = [[starRing([x, y], Math.sqrt(area / 0.9 / Math.PI) / 85, 200, 0.1, random)]];
          return median(
            timedNow(7, () => profileOf(frame, { by: 'shape', parts, shape: new Shape(parts), area: 0 }), 5),
          );
        });
        return [area, median(times), Math.max(...times)];
      });
      const changed = await pool.query("update data.population set sex = 'male' where id % 401 = 7 and id <= 4000000");
      const after = await pool.query<{ n: number }>('select log.reached() as n');
      const took = performance.now();
      await feed.waitFor(after.rows[0]!.n, 120_000);
      const tookSeconds = (performance.now() - took) / 1000;
      const differences = (
        await differencesOf(pool, frame, await randomPolygons(pool, { count: checks, seed: 4, most: 300 }))
      ).length;
      const megabytes = frame.bytes() / 1e6;
      console.log(
        [
          `table filled in ${fillSeconds.toFixed(0)} s, its indexes included`,
          `frame started in ${(frame.milliseconds / 1000).toFixed(1)} s: ${Math.round(megabytes)} MB of arrays, ${(megabytes / (persons / 1e6)).toFixed(0)} MB a million persons`,
          `memory of the process ${Math.round(rss / 1e6)} MB (${Math.round(empty / 1e6)} MB before)`,
          `${changed.rowCount} changed persons in one statement taken in after ${tookSeconds.toFixed(2)} s`,
        ].join('\n'),
      );
      printTable(['km2', 'profile ms, median', 'slowest'], rows);
      return {
        persons,
        fill_seconds: Math.round(fillSeconds),
        start_seconds: Number((frame.milliseconds / 1000).toPrecision(3)),
        rss_mb: Math.round(rss / 1e6),
        mb_per_million: Math.round(megabytes / (persons / 1e6)),
        profile_ms_1km2: Number(rows[0]![1]!.toPrecision(3)),
        profile_ms_10km2: Number(rows[1]![1]!.toPrecision(3)),
        profile_ms_100km2: Number(rows[2]![1]!.toPrecision(3)),
        changes_seconds: Number(tookSeconds.toPrecision(3)),
        differences,
      };
    } finally {
      frame.stop();
      await feed.stop();
    }
  });
}
