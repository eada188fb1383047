import type { Dataset, Text } from '../../datasets/dataset.ts';
import type { Db, Principal } from '../db/pool.ts';
import { type FoundRecord, readRecords, type Selection, viewOf } from './records.ts';

export interface Link {
  relation: Text;
  theme: string;
  total: number;
  found: FoundRecord[];
}

/** Who asks, in which transaction, and the datasets it may read. */
export interface Asker {
  tx: Db;
  principal: Principal;
  readable: readonly Dataset[];
}

const LISTED = 20;

/** How many there are and, where `listed`, the first of them. */
export async function linkTo(
  { tx, principal }: Asker,
  relation: Text,
  dataset: Dataset,
  selection: Selection,
  listed = true,
): Promise<Link> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*) as n from ${viewOf(dataset, principal)} t where ${selection.where}`,
    selection.params,
  );
  const total = rows[0]!.n;
  const found = listed && total > 0 ? await readRecords(tx, principal, dataset, { limit: LISTED, ...selection }) : [];
  return { relation, theme: dataset.theme, total, found };
}
