import { randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type pg from 'pg';
import { ROLES, type Role } from '../../datasets/roles.ts';
import { inTransaction } from '../db/pool.ts';
import { makeApiKey } from './api-keys.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { ROLE_TITLES } from './workspaces.ts';

/** One entry of `demo-accounts.json`: people have a password, the other system has a key. */
export interface Account {
  role: Role;
  username: string;
  password?: string;
  apiKey?: string;
}

const SIGNED_IN = ROLES.filter((role) => role !== 'public');
/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 59 bits in three groups that can be read out over a telephone. */
export function readablePassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group()].join('-');
}

/**
 * One account a role for the demo city, kept in `file` (mode 600). What is there is kept; when the file or an account is
 * missing, or they do not belong together, all are made anew and their sessions end.
 */
export async function ensureDemoAccounts(pool: pg.Pool, file: string): Promise<Account[]> {
  const kept = await keptAccounts(pool, file);
  if (kept) {
    chmodSync(file, 0o600);
    return kept;
  }
  const accounts: Account[] = [];
  await inTransaction(pool, async (tx) => {
    for (const role of SIGNED_IN) {
      const password = role === 'partner' ? undefined : readablePassword();
      const { rows } = await tx.query<{ id: number }>(
        `insert into access.account (username, name, role, password) values ($1, $2, $3, $4)
         on conflict (username) do update
           set name = excluded.name, role = excluded.role, password = excluded.password, active = true
         returning id`,
        [role, ROLE_TITLES[role].zh, role, password ? await hashPassword(password) : null],
      );
      const account = rows[0]!.id;
      await tx.query('delete from access.session where account_id = $1', [account]);
      if (password) {
        accounts.push({ role, username: role, password });
        continue;
      }
      const { key, id, secretHash } = makeApiKey();
      await tx.query('delete from access.api_key where account_id = $1', [account]);
      await tx.query('insert into access.api_key (id, secret_hash, account_id, title) values ($1, $2, $3, $4)', [
        id,
        secretHash,
        account,
        'demo',
      ]);
      accounts.push({ role, username: role, apiKey: key });
    }
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return accounts;
}

/** The accounts of the file when the database has each of them; the first password stands for all made with it. */
async function keptAccounts(pool: pg.Pool, file: string): Promise<Account[] | null> {
  if (!existsSync(file)) return null;
  let listed: Account[];
  try {
    listed = JSON.parse(readFileSync(file, 'utf8')) as Account[];
  } catch {
    return null; // cut off while it was written
  }
  if (!Array.isArray(listed) || SIGNED_IN.some((role) => !listed.some((account) => account.role === role))) return null;
  const { rows } = await pool.query<{ username: string; password: string | null; keys: string[] }>(
    `select username, password, array(select id from access.api_key k where k.account_id = a.id and revoked_at is null) keys
     from access.account a where active and username = any($1)`,
    [listed.map((account) => account.username)],
  );
  const stored = new Map(rows.map((row) => [row.username, row]));
  const first = listed.find((account) => account.password)!;
  const complete = listed.every(({ username, apiKey }) => {
    const row = stored.get(username);
    return row !== undefined && (!apiKey || row.keys.includes(apiKey.split('_')[1] ?? ''));
  });
  if (!complete || !(await verifyPassword(first.password!, stored.get(first.username)!.password))) return null;
  return listed;
}
