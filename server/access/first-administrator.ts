import type pg from 'pg';
import { type Db, inTransaction, type Principal } from '../db/pool.ts';
import { Problem } from '../errors.ts';
import { audit } from './audit.ts';
import { readablePassword } from './demo-accounts.ts';
import { hashPassword } from './password.ts';
import { hashToken } from './tokens.ts';

/**
 * A one-time code (valid for a day, the last one made counts) by which the first security administrator makes an account;
 * null when there is one. To be printed where only who runs the server sees it.
 */
export async function ensureFirstAdministrator(pool: pg.Pool): Promise<string | null> {
  if (await hasAdministrator(pool)) return null;
  const code = readablePassword();
  await inTransaction(pool, async (tx) => {
    await tx.query('delete from access.enrolment');
    await tx.query(`insert into access.enrolment values ($1, 'security', now() + interval '1 day')`, [hashToken(code)]);
  });
  return code;
}

/** Whether somebody can open accounts already. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const { rowCount } = await db.query(`select from access.account where role = 'security' and active`);
  return (rowCount ?? 0) > 0;
}

/**
 * Makes the first administrator's account; the code is then spent.
 * @throws Problem 403 when the code is not the one that was printed, is spent or too old; 409 when the name is taken
 */
export async function enrolFirstAdministrator(
  pool: pg.Pool,
  { code, username, name, password }: { code: string; username: string; name: string; password: string },
): Promise<Principal> {
  const hash = await hashPassword(password);
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query('delete from access.enrolment where code_hash = $1 and expires_at > now()', [
      hashToken(code.trim().toLowerCase()),
    ]);
    if (rowCount === 0 || (await hasAdministrator(tx)))
      throw new Problem(403, 'enrolment-code', {
        zh: '注册码无效、已使用或已过期，请重新启动服务以获取新的注册码',
        en: 'this code is not valid, spent or too old; start the server again for a new one',
      });
    const { rows } = await tx.query<{ id: number }>(
      `insert into access.account (username, name, role, password) values ($1, $2, 'security', $3)
       on conflict (username) do nothing returning id`,
      [username, name, hash],
    );
    if (!rows[0])
      throw new Problem(409, 'username-taken', { zh: '用户名已被使用，请换一个', en: 'this user name is taken' });
    await tx.query(`select set_config('siku.account', $1, true)`, [String(rows[0].id)]);
    await audit(tx, { action: 'account-made', purpose: `${username} security` });
    return { role: 'security', account: rows[0].id, name };
  });
}
