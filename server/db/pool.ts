import pg from 'pg';
import type { Role } from '../../datasets/roles.ts';

/** Anything that runs a statement: a pool, or one connection within a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>;

// bigint counts and ids stay below 2^53 here; dates stay the text they are, free of time zones.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

export function createPool(url: string, max = 12): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    application_name: 'siku',
    // A new connection opens the PROJ database at its first transformation (100 to 150 ms measured) and plans anew, so
    // idle ones stay; they do not keep a process alive.
    idleTimeoutMillis: 600_000,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks (server restart) is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // So it is with one that is in use: its query fails, and that is where it is heard.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Runs `work` in one transaction; rolls back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Who asks: the transaction runs with this role's rights; `account` is written to every audit entry. */
export interface Principal {
  role: Role;
  /** `access.account.id`; null for the public. */
  account: number | null;
  name: string;
}

export const PUBLIC: Principal = { role: 'public', account: null, name: '' };

/**
 * One transaction with the rights of the asker and nothing more: grants and views decide what it can read.
 * `siku.account` tells the audit functions who it is.
 */
export function asPrincipal<T>(
  pool: pg.Pool,
  principal: Principal,
  work: (tx: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (tx) => {
    await tx.query(`select set_config('role', $1, true), set_config('siku.account', $2, true)`, [
      `siku_${principal.role}`,
      String(principal.account ?? ''),
    ]);
    return work(tx);
  });
}
