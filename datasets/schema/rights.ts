import { PERSON_READERS, REVEALERS, ROLES, WORKING } from '../roles.ts';

const roles = (list: readonly string[]) => list.map((role) => `siku_${role}`).join(', ');

/** Who may call what of schema `access`, and functions that show more than a view: derived from `roles.ts`, run after the functions are there. */
export function rightsDdl(): string {
  return `
grant usage on schema access to ${roles(ROLES)};
revoke all on all functions in schema access from public, ${roles(ROLES)};
grant execute on function access.account_id(), access.sees(text, text) to ${roles(ROLES)};
grant execute on function access.record(text, text, bigint[], text[], text, text) to ${roles(ROLES)};
grant execute on function access.find(text, jsonb, integer, text, text) to ${roles(PERSON_READERS)};
grant execute on function access.reveal(text, bigint, text[], text, text) to ${roles(REVEALERS)};
grant execute on function siku.files_of(bigint[]) to ${roles(WORKING)};
grant select on as_auditor.audit to siku_auditor;
grant select (id, username, name, role, active, created_at), insert (username, name, role, password, active),
  update (name, role, password, active) on access.account to siku_security;
grant select (id, account_id, title, created_at, used_at, expires_at, revoked_at),
  insert (id, secret_hash, account_id, title, expires_at), update (revoked_at) on access.api_key to siku_security;
grant select (account_id, created_at, seen_at, expires_at), delete on access.session to siku_security;`;
}
