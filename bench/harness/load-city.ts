import { DATASETS } from '../../datasets/index.ts';
import { loadCity } from '../../etl/city.ts';
import { createPool } from '../../server/db/pool.ts';

/** What the process prints when it is done. */
export interface CityLoaded {
  files: { dataset: string; read: number; accepted: number; seconds: number }[];
  /** Peak of the process. */
  rssMb: number;
}

// A process of its own, so that its peak memory is the loader's: `load-city.ts URL PACKAGE HOME`.
const [url, dir, home] = process.argv.slice(2) as [string, string, string];
const pool = createPool(url, 4);
const files: CityLoaded['files'] = [];
try {
  await loadCity(pool, DATASETS, dir, {
    home,
    onProgress({ file, progress, result }) {
      if (result)
        files.push({
          dataset: file.dataset,
          read: result.read,
          accepted: result.accepted,
          seconds: result.seconds,
        });
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${file.dataset} ${progress?.step ?? 'loaded'}`);
    },
  });
} finally {
  await pool.end();
}
const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ files, rssMb } satisfies CityLoaded));
