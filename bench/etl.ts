import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { City } from '../datasets/city.ts';
import { writeDemoCity } from '../datasets/demo-city/write.ts';
import { inProcess } from './harness/child.ts';
import { onScratch, type Scratch } from './harness/database.ts';
import type { CityLoaded } from './harness/load-city.ts';
import type { FileLoaded } from './harness/load-file.ts';
import { machine, numberOption, printTable } from './harness/measure.ts';

/**
 * The population of a city of N persons, GB18030, with the faults of the demo city: read, checked, placed by address,
 * compared and committed by the loader; the same file again; beside it COPY of the same file into a bare table of text
 * and `ogr2ogr` (null where it is not installed), which do none of that.
 * Options: `--persons N` (1,000,000), `--city DIR` a package made before.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const persons = numberOption(args, 'persons', 1_000_000);
  const home = mkdtempSync(join(tmpdir(), 'siku-etl-'));
  try {
    return await onScratch(async (scratch) => {
      console.log(`${machine()}\n${scratch.postgis}\n${persons} persons`);
      const given = args.indexOf('--city');
      const dir = given >= 0 ? resolve(args[given + 1]!) : join(home, 'city');
      if (given < 0) await writeDemoCity({ out: dir, persons });
      const city = JSON.parse(readFileSync(join(dir, 'city.json'), 'utf8')) as City;
      const file = join(dir, city.files.find((one) => one.dataset === 'population')!.file);
      await inProcess<CityLoaded>('load-city.ts', [scratch.url, framework(city, dir, home), home]);
      const loaded = await inProcess<FileLoaded>('load-file.ts', [scratch.url, home, 'population', file, city.asOf]);
      const { first, again, skipped } = loaded;
      const copy = await copySeconds(scratch, file);
      const ogr = await ogrSeconds(scratch, file, home);
      printTable(
        ['', 'seconds', 'rows a second'],
        [
          ['checked, placed, committed', first.seconds, first.read / first.seconds],
          ['the same again, all compared', again.seconds, again.read / again.seconds],
          [
            'the same again, known by its hash',
            skipped.milliseconds / 1000,
            again.read / (skipped.milliseconds / 1000),
          ],
          ['COPY into a bare table', copy, first.read / copy],
          ...(ogr === null ? [] : [['ogr2ogr into a bare table', ogr, first.read / ogr]]),
        ],
      );
      if (ogr === null) console.log('ogr2ogr is not installed (Debian: gdal-bin); it is left out');
      console.log(
        `${first.accepted} accepted, ${first.quarantined} in quarantine, placed ${JSON.stringify(first.placed)}; peak of the loader ${loaded.rssMb} MB`,
      );
      return {
        persons,
        rows_per_second: Math.round(first.read / first.seconds),
        ratio_copy: ratio(copy, first.seconds),
        ratio_ogr2ogr: ogr === null ? null : ratio(ogr, first.seconds),
        rss_mb: loaded.rssMb,
        again_seconds: again.seconds,
        again_writes: again.added + again.changed + again.removed,
        again_skipped_seconds: Math.round(skipped.milliseconds) / 1000,
      };
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Above 1 we are faster. */
const ratio = (theirs: number, ours: number) => Number((theirs / ours).toPrecision(3));

/** The package without its population, as links. */
function framework(city: City, dir: string, home: string): string {
  const out = join(home, 'framework');
  mkdirSync(out);
  const files = city.files.filter((one) => one.dataset !== 'population');
  for (const { file } of files) symlinkSync(join(dir, file), join(out, file));
  writeFileSync(join(out, 'city.json'), JSON.stringify({ ...city, files }));
  return out;
}

async function copySeconds({ pool }: Scratch, file: string): Promise<number> {
  // One row has a cell too many, as files have; COPY alone would end there. All columns in one are COPY at its fastest.
  await pool.query('create table public.bench_copy (row text)');
  const client = await pool.connect();
  try {
    const started = performance.now();
    await pipeline(
      createReadStream(file, { highWaterMark: 1 << 18 }),
      client.query(copyFrom(`copy public.bench_copy from stdin (encoding 'GB18030', delimiter E'\\x01')`)),
    );
    return (performance.now() - started) / 1000;
  } finally {
    client.release();
  }
}

/** Seconds of ogr2ogr by COPY from the same rows in UTF-8, which it needs; null where it is not installed. */
async function ogrSeconds({ url }: Scratch, file: string, home: string): Promise<number | null> {
  if (spawnSync('ogr2ogr', ['--version']).error) return null;
  const utf8 = join(home, 'population.csv');
  await pipeline(createReadStream(file), inUtf8, createWriteStream(utf8));
  const started = performance.now();
  const done = spawnSync('ogr2ogr', ['-f', 'PostgreSQL', `PG:${url}`, utf8, '-nln', 'bench_ogr', '-q'], {
    env: { ...process.env, PG_USE_COPY: 'YES' },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`ogr2ogr: ${done.stderr}`);
  return (performance.now() - started) / 1000;
}

async function* inUtf8(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('gb18030');
  for await (const part of parts) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}
