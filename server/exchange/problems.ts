import { Refusal } from '../../etl/refusal.ts';
import { Problem } from '../errors.ts';

/** What stands against what is asked, rather than against the file. */
const CONFLICTS = new Set([
  'guard-removals',
  'later-batches',
  'later-edits',
  'not-checked',
  'not-committed',
  'staged-rows-lost',
  'still-standing',
]);

/** Runs a step of the loader; a refusal becomes the problem the asker hears. */
export async function refusedAsProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, text, extra } = error;
    const status =
      code === 'too-large' ? 413 : code === 'no-batch' || code === 'no-row' ? 404 : CONFLICTS.has(code) ? 409 : 400;
    throw new Problem(status, code, text, extra);
  }
}
