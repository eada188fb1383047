import { createHash } from 'node:crypto';
import type { Db } from '../db/pool.ts';
import { Problem } from '../errors.ts';

/**
 * Back-off of failed sign-ins. What is slowed is one address trying one account, and one address trying many; an
 * account is never slowed for others, so nobody can be locked out from afar. Kept in the database: a restart forgives
 * nothing.
 */
const FREE = { pair: 5, address: 30 };
const LONGEST = 15 * 60;

const keyOf = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest();

function keysOf(username: string, address: string): { key: Buffer; free: number }[] {
  return [
    { key: keyOf('pair', username, address), free: FREE.pair },
    { key: keyOf('address', address), free: FREE.address },
  ];
}

/**
 * Counts an attempt before the password is looked at, so that a hundred at once are a hundred and not one.
 * @throws Problem 429 with `retryAfter` seconds while the address has to wait
 */
export async function countAttempt(db: Db, username: string, address: string): Promise<void> {
  for (const { key, free } of keysOf(username, address)) {
    // An hour of quiet forgives. The wait doubles with each failure past the free ones: 2, 4, 8 ... 900 seconds.
    const { rowCount } = await db.query(
      `insert into access.attempt as a (key, failures, last_at, blocked_until) values ($1, 1, now(), now())
       on conflict (key) do update set
         failures = case when a.last_at < now() - interval '1 hour' then 1 else a.failures + 1 end,
         last_at = now(),
         blocked_until = now() + case
           when a.last_at < now() - interval '1 hour' or a.failures + 1 < $2 then interval '0'
           else least($3::float8, 2 ^ least(a.failures + 2 - $2, 20)) * interval '1 s' end
       where a.blocked_until <= now()`,
      [key, free, LONGEST],
    );
    if (rowCount === 0) {
      const { rows } = await db.query<{ wait: number }>(
        'select ceil(extract(epoch from blocked_until - now()))::int as wait from access.attempt where key = $1',
        [key],
      );
      const retryAfter = Math.max(1, rows[0]?.wait ?? 1);
      throw new Problem(
        429,
        'too-many-attempts',
        {
          zh: `登录失败次数过多，请在 ${retryAfter} 秒后重试`,
          en: `too many failed sign-ins from here; try again in ${retryAfter} seconds`,
        },
        { retryAfter },
      );
    }
  }
}

/** A sign-in that succeeded takes back what it was charged. */
export async function forgiveAttempts(db: Db, username: string, address: string): Promise<void> {
  const [pair, all] = keysOf(username, address);
  await db.query('delete from access.attempt where key = $1', [pair!.key]);
  await db.query(
    'update access.attempt set failures = greatest(0, failures - 1), blocked_until = now() where key = $1',
    [all!.key],
  );
  await db.query(`delete from access.attempt where last_at < now() - interval '1 day'`);
}
