import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findPostgres } from '../../server/launch/packages.ts';
import { testDatabase } from '../../test/database.ts';

/** The wording of a dump belongs to its version; the committed one is of this. */
const VERSION = '15';

/** What a reader wants of a dump: statements, without settings, notes and what every version words otherwise. */
function essence(dump: string): string {
  return dump
    .split('\n')
    .filter((line) => !/^(--|SET |SELECT pg_catalog\.set_config|\\)/.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * `schema.sql` is the sum of all migrations, functions and declarations: a change of schema is reviewed there.
 * Renew it with `npx vitest run -u --project unit datasets/schema/dump.test.ts`.
 */
test('the committed dump is the schema that migrating makes', async (context) => {
  const bin = findPostgres();
  const dump = bin && join(bin, 'pg_dump');
  if (!dump || !existsSync(dump) || !bin.includes(`/${VERSION}/`)) return context.skip(`needs pg_dump ${VERSION}`);
  const db = await testDatabase();
  try {
    const { stdout } = await promisify(execFile)(dump, ['--schema-only', '--no-owner', db.url], { maxBuffer: 2 ** 26 });
    await expect(`${essence(stdout)}\n`).toMatchFileSnapshot('schema.sql');
  } finally {
    await db.drop();
  }
});
