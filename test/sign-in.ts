import type { OutgoingHttpHeaders } from 'node:http';
import type pg from 'pg';
import type { Role } from '../datasets/roles.ts';
import { Sessions } from '../server/access/sessions.ts';
import { csrfOf } from '../server/access/tokens.ts';
import { type Principal, PUBLIC } from '../server/db/pool.ts';

/** An account of that role, as `asPrincipal` takes it. */
export async function principalOf(pool: pg.Pool, role: Role): Promise<Principal> {
  if (role === 'public') return PUBLIC;
  const { rows } = await pool.query<{ id: number }>(
    `insert into access.account (username, name, role) values ($1, $1, $2)
     on conflict (username) do update set role = excluded.role returning id`,
    [`test-${role}`, role],
  );
  return { role, account: rows[0]!.id, name: `test-${role}` };
}

/** Headers of a signed-in session of that role, for reading and for changing; empty for the public. */
export async function signIn(pool: pg.Pool, role: Role): Promise<OutgoingHttpHeaders> {
  const { account } = await principalOf(pool, role);
  if (account === null) return {};
  const token = await new Sessions(pool).open(account);
  return { cookie: `siku=${token}`, 'x-csrf-token': csrfOf(token) };
}
