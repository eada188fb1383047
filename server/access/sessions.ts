import { LRUCache } from 'lru-cache';
import type { Role } from '../../datasets/roles.ts';
import type { Db, Principal } from '../db/pool.ts';
import { hashToken, newToken } from './tokens.ts';

const MINUTE = 60_000;
const ABSOLUTE = 12 * 60 * MINUTE;
/** A dispatcher's desk is never signed out in the middle of a night; it has a screen lock. */
const IDLE: Partial<Record<Role, number>> = { dispatcher: ABSOLUTE };
const IDLE_DEFAULT = 30 * MINUTE;

/**
 * Sessions in `access.session`. A found one is remembered for a second, so that the sixty tiles of one screen ask the
 * database once, and a revocation by another process still takes effect within that second.
 */
export class Sessions {
  readonly #db: Db;
  readonly #known = new LRUCache<string, Promise<Principal | null>>({ max: 5_000, ttl: 1_000 });

  constructor(db: Db) {
    this.#db = db;
  }

  /** Opens a session; returns its token, which is never seen again. */
  async open(account: number): Promise<string> {
    const token = newToken();
    await this.#db.query(
      `insert into access.session (token_hash, account_id, expires_at) values ($1, $2, now() + $3 * interval '1 ms')`,
      [hashToken(token), account, ABSOLUTE],
    );
    await this.#db.query('delete from access.session where expires_at < now()');
    return token;
  }

  /** Whose session it is; null when it is unknown, ended, idle too long, or the account is not active. */
  find(token: string): Promise<Principal | null> {
    const key = hashToken(token).toString('base64');
    const known = this.#known.get(key);
    if (known) return known;
    const asked = this.#ask(token).catch((error: unknown) => {
      this.#known.delete(key);
      throw error;
    });
    this.#known.set(key, asked);
    return asked;
  }

  async #ask(token: string): Promise<Principal | null> {
    const hash = hashToken(token);
    const { rows } = await this.#db.query<{ account: number; name: string; role: Role; idle: number }>(
      `select a.id as account, a.name, a.role, extract(epoch from now() - s.seen_at)::float8 * 1000 as idle
       from access.session s join access.account a on a.id = s.account_id
       where s.token_hash = $1 and s.expires_at > now() and a.active`,
      [hash],
    );
    const found = rows[0];
    if (!found) return null;
    if (found.idle > (IDLE[found.role] ?? IDLE_DEFAULT)) {
      await this.#db.query('delete from access.session where token_hash = $1', [hash]);
      return null;
    }
    if (found.idle > MINUTE)
      await this.#db.query('update access.session set seen_at = now() where token_hash = $1', [hash]);
    return { role: found.role, account: found.account, name: found.name };
  }

  async end(token: string): Promise<void> {
    await this.#db.query('delete from access.session where token_hash = $1', [hashToken(token)]);
    this.#known.delete(hashToken(token).toString('base64'));
  }

  /** Ends every session of an account: password changed, account closed. */
  async endAll(account: number): Promise<void> {
    await this.#db.query('delete from access.session where account_id = $1', [account]);
    this.#known.clear();
  }
}
