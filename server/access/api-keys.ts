import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Role } from '../../datasets/roles.ts';
import type { Db, Principal } from '../db/pool.ts';
import { hashToken, newToken } from './tokens.ts';

const SHAPE = /^siku_([0-9a-f]{16})_([\w-]{43})$/;

/** A new key as it is shown once, and what is kept of it. */
export function makeApiKey(): { key: string; id: string; secretHash: Buffer } {
  const id = randomBytes(8).toString('hex');
  const secret = newToken();
  return { key: `siku_${id}_${secret}`, id, secretHash: hashToken(secret) };
}

/** Keys of other systems, remembered for a second like sessions. */
export class ApiKeys {
  readonly #db: Db;
  readonly #known = new LRUCache<string, Promise<Principal | null>>({ max: 5_000, ttl: 1_000 });

  constructor(db: Db) {
    this.#db = db;
  }

  /** Who uses this key; null when it is misshapen (no statement is then run), unknown, expired or revoked. */
  async find(key: string): Promise<Principal | null> {
    const parts = SHAPE.exec(key);
    if (!parts) return null;
    const cached = hashToken(key).toString('base64');
    const known = this.#known.get(cached);
    if (known) return known;
    const asked = this.#ask(parts[1]!, hashToken(parts[2]!)).catch((error: unknown) => {
      this.#known.delete(cached);
      throw error;
    });
    this.#known.set(cached, asked);
    return asked;
  }

  async #ask(id: string, secretHash: Buffer): Promise<Principal | null> {
    const { rows } = await this.#db.query<{ account: number; name: string; role: Role; stale: boolean }>(
      `select a.id as account, a.name, a.role, coalesce(k.used_at < now() - interval '1 minute', true) as stale
       from access.api_key k join access.account a on a.id = k.account_id
       where k.id = $1 and k.secret_hash = $2 and k.revoked_at is null and coalesce(k.expires_at > now(), true)
         and a.active`,
      [id, secretHash],
    );
    const found = rows[0];
    if (!found) return null;
    if (found.stale) await this.#db.query('update access.api_key set used_at = now() where id = $1', [id]);
    return { role: found.role, account: found.account, name: found.name };
  }
}
