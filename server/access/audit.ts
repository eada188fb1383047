import type { Dataset } from '../../datasets/dataset.ts';
import type { Db } from '../db/pool.ts';

export interface Look {
  /** look, list, search, reveal, export, ... */
  action: string;
  dataset?: string;
  /** Ids of the records seen: one entry each. An empty list writes nothing. */
  subjects?: readonly number[];
  fields?: readonly string[];
  purpose?: string | undefined;
  caseNumber?: string | undefined;
}

/**
 * Writes who looked at what, in the transaction that reads it (`asPrincipal`), before anything is sent: when it fails,
 * the look fails. The account is the transaction's own; a caller cannot name another. Returns the first entry's id.
 */
export async function audit(tx: Db, look: Look): Promise<number | null> {
  if (look.subjects?.length === 0) return null;
  const { rows } = await tx.query<{ id: number }>('select access.record($1, $2, $3, $4, $5, $6) as id', [
    look.action,
    look.dataset ?? null,
    look.subjects ?? null,
    look.fields ?? [],
    look.purpose ?? null,
    look.caseNumber ?? null,
  ]);
  return rows[0]!.id;
}

/** True when a record is a natural person: its key identifies one. Every look at such a record is audited. */
export function describesPersons(dataset: Dataset): boolean {
  return dataset.key.some((name) => {
    const privacy = dataset.fields[name]?.privacy;
    return privacy === 'personal' || privacy === 'identifying';
  });
}
