import type { Db } from '../db/pool.ts';
import { audit } from './audit.ts';
import type { AuditEntry, AuditPage } from './schema.ts';

export interface AuditQuery {
  after?: number;
  limit?: number;
  dataset?: string;
  subject?: number;
  /** Its name as entries show it. */
  account?: string;
}

/** One page of the audit, newest first; reading it is itself an entry. Runs with the auditor's rights. */
export async function auditPage(tx: Db, query: AuditQuery): Promise<AuditPage> {
  const limit = query.limit ?? 100;
  await audit(tx, query.dataset ? { action: 'read-audit', dataset: query.dataset } : { action: 'read-audit' });
  const { rows } = await tx.query<Omit<AuditEntry, 'at'> & { at: Date }>(
    `select id, at, account, role, action, dataset, subject, fields, purpose, case_number as "caseNumber"
     from as_auditor.audit
     where ($1::bigint is null or id < $1) and ($2::text is null or dataset = $2)
       and ($3::bigint is null or subject = $3) and ($4::text is null or account = $4)
     order by id desc limit $5`,
    [query.after ?? null, query.dataset ?? null, query.subject ?? null, query.account ?? null, limit + 1],
  );
  const entries = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { entries, next: rows.length > limit ? entries.at(-1)!.id : null };
}
