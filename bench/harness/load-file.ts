import { DATASETS } from '../../datasets/index.ts';
import { type Loaded, loadFile } from '../../etl/load.ts';
import { createPool } from '../../server/db/pool.ts';

/** What the process prints when it is done. */
export interface FileLoaded {
  first: Loaded;
  /** The same file read, checked and compared again. */
  again: Loaded;
  /** The same file, known by its fingerprint. */
  skipped: Loaded & { milliseconds: number };
  /** Peak of the process. */
  rssMb: number;
}

// A process of its own, so that its peak memory is the loader's: `load-file.ts URL HOME DATASET FILE DAY`.
const [url, home, dataset, file, asOf] = process.argv.slice(2) as [string, string, string, string, string];
const pool = createPool(url, 4);
try {
  const first = await loadFile(pool, DATASETS, { dataset, file, home, asOf });
  const again = await loadFile(pool, DATASETS, { dataset, file, home, asOf });
  const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const started = performance.now();
  const skipped = await loadFile(pool, DATASETS, { dataset, file, home, asOf, skipIfStanding: true });
  const milliseconds = performance.now() - started;
  console.log(JSON.stringify({ first, again, skipped: { ...skipped, milliseconds }, rssMb } satisfies FileLoaded));
} finally {
  await pool.end();
}
