import { type Dataset, isPlacedByAddress } from '../../datasets/dataset.ts';
import { audit, describesPersons } from '../access/audit.ts';
import type { Db, Principal } from '../db/pool.ts';
import { forbidden, notFound, signInFirst } from '../errors.ts';
import { countByAddress } from './address-links.ts';
import { historyOf } from './history.ts';
import { linksOf } from './links.ts';
import { ADDRESSES } from './paths.ts';
import { type FoundRecord, mayRead, readRecords } from './records.ts';
import type { EntityProfile } from './schema.ts';

export interface Reason {
  purpose?: string | undefined;
  caseNumber?: string | undefined;
}

/**
 * One record and everything linked to it, as the asker may see it. Every person in the answer is written to the audit
 * before the answer exists. Runs in a transaction of the asker (`asPrincipal`).
 * @throws Problem 401 or 403 when the asker may not read this dataset, 404 when there is no such record
 */
export async function profileOf(
  tx: Db,
  principal: Principal,
  datasets: readonly Dataset[],
  dataset: Dataset,
  id: number,
  reason: Reason,
): Promise<EntityProfile> {
  if (!mayRead(dataset, principal)) throw principal.account === null ? signInFirst() : forbidden();
  const { rows } = await tx.query<{ sequence: number }>('select siku.sequence() as sequence');
  const [root] = await readRecords(tx, principal, dataset, { where: 't.id = $1', params: [id], geometry: true });
  if (!root)
    throw notFound('没有这条记录，可能已被新批次移除', 'there is no such record; a later batch may have removed it');
  const links = await linksOf(tx, principal, datasets, root);
  const listed = links.flatMap((link) => link.found);
  await auditPersons(tx, 'look', [root], reason);
  await auditPersons(tx, 'list', listed, reason);

  const readable = datasets.filter((d) => mayRead(d, principal));
  if (!isPlacedByAddress(dataset))
    await countByAddress(
      { tx, principal, readable },
      listed.filter((record) => record.dataset.id === ADDRESSES),
    );
  nameReferences(root, listed);
  await nameFiles(tx, principal, [root, ...listed]);
  return {
    sequence: rows[0]!.sequence,
    record: root.shown,
    links: links.map(({ relation, theme, total, found }) => ({
      relation,
      theme,
      total,
      records: found.map((record) => record.shown),
    })),
    history: await historyOf(tx, principal, root),
  };
}

/** One entry a person among the records, with the fields the asker gets to see. */
async function auditPersons(tx: Db, action: string, found: FoundRecord[], reason: Reason): Promise<void> {
  const seen = new Map<Dataset, FoundRecord[]>();
  for (const record of found)
    if (describesPersons(record.dataset)) seen.set(record.dataset, [...(seen.get(record.dataset) ?? []), record]);
  for (const [dataset, records] of seen)
    await audit(tx, {
      action,
      dataset: dataset.id,
      subjects: [...new Set(records.map((record) => record.shown.id))],
      fields: records[0]!.shown.fields.map((field) => field.name),
      ...reason,
    });
}

/** A code that names another record is put into words by that record's title. */
function nameReferences(root: FoundRecord, listed: FoundRecord[]): void {
  for (const field of root.shown.fields) {
    const { refers } = root.dataset.fields[field.name]!;
    const named = listed.find(
      (record) =>
        record.dataset.id === refers?.dataset && field.value !== null && record.values[refers.field] === field.value,
    );
    if (named) field.text = { zh: named.shown.title, en: named.shown.title };
  }
}

/** The file each record came in, for working roles; a file's name tells strangers nothing they need. */
async function nameFiles(tx: Db, { role }: Principal, found: FoundRecord[]): Promise<void> {
  const batches = [...new Set(found.flatMap(({ shown }) => shown.source.batch ?? []))];
  const { rows: allowed } = await tx.query<{ yes: boolean }>(
    `select has_function_privilege($1, 'siku.files_of(bigint[])', 'execute') as yes`,
    [`siku_${role}`],
  );
  if (batches.length === 0 || !allowed[0]!.yes) return;
  const { rows } = await tx.query<{ batch: number; file: string }>('select batch, file from siku.files_of($1)', [
    batches,
  ]);
  const files = new Map(rows.map((row) => [row.batch, row.file]));
  for (const { shown } of found) shown.source.file = files.get(shown.source.batch ?? -1) ?? null;
}
