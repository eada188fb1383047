import type pg from 'pg';
import type { Truth } from '../../datasets/demo-city/truth.ts';

/** What the tests of the real city share: the package, what its maker knows of it, and the database it was loaded into. */
export interface Beijing {
  /** The public data it was made from. */
  data: string;
  folder: string;
  tracks: string;
  truth: Truth;
  pool: pg.Pool;
}
