import pg from 'pg';
import type { Db } from '../db/pool.ts';

/** One entry of the change log: a statement that touched a dataset. */
export interface Change {
  seq: number;
  at: Date;
  dataset: string;
  op: 'insert' | 'update' | 'delete' | 'reference';
  rowCount: number;
  /** The touched rows, or null: then every id from `idMin` to `idMax` may have changed. */
  ids: number[] | null;
  idMin: number | null;
  idMax: number | null;
  /** Touched cells of zoom 14 as x * 16384 + y, or null for anywhere. */
  cells: number[] | null;
  batch: number | null;
}

export type ChangeListener = (changes: Change[]) => void | Promise<void>;

export interface ChangeFeed {
  /** The sequence every listener has taken in. */
  readonly reached: number;
  /** Listeners are called in the order they subscribed, each with every change once, in sequence. */
  subscribe(listener: ChangeListener): () => void;
  /** Resolves when `reached` is at least `sequence`; false when that takes longer than `timeout` milliseconds. */
  waitFor(sequence: number, timeout: number): Promise<boolean>;
  stop(): Promise<void>;
}

const BATCH = 500;

/** Entries after `since`, oldest first, at most 500. */
export async function readChanges(db: Db, since: number): Promise<Change[]> {
  const { rows } = await db.query<Change>(
    `select seq, at, dataset, op, row_count as "rowCount", ids, id_min as "idMin", id_max as "idMax", cells, batch_id as batch
     from log.change where seq > $1 order by seq limit ${BATCH}`,
    [since],
  );
  return rows.map((row) => ({ ...row, ids: row.ids?.map(Number) ?? null }));
}

/**
 * Follows the change log from `since` on. NOTIFY only wakes it: it always reads the log, so a lost notification or a
 * dropped connection loses nothing. A heartbeat reads once a second in case no one wakes it.
 */
export async function followChanges(url: string, db: Db, since: number): Promise<ChangeFeed> {
  const listeners = new Set<ChangeListener>();
  const waiters = new Set<() => void>();
  let reached = since;
  let stopped = false;
  let wake: pg.Client | null = null;
  let connecting: Promise<void> | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  async function drain(): Promise<void> {
    do {
      again = false;
      for (;;) {
        const changes = await readChanges(db, reached);
        if (changes.length === 0 || stopped) break;
        for (const listener of listeners) await listener(changes);
        reached = changes.at(-1)!.seq;
        for (const waiter of waiters) waiter();
        if (changes.length < BATCH) break;
      }
    } while (again && !stopped);
  }
  function pull(): void {
    if (running) {
      again = true;
      return;
    }
    // A failed read (database away) is retried by the heartbeat; `reached` has not moved.
    running = drain()
      .catch(() => {})
      .finally(() => {
        running = null;
        // Woken between its last look and here.
        if (again && !stopped) pull();
      });
  }
  async function connect(): Promise<void> {
    const client = new pg.Client({ connectionString: url, application_name: 'siku changes' });
    client.on('error', () => {
      if (wake === client) wake = null;
    });
    client.on('end', () => {
      if (wake === client) wake = null;
    });
    client.on('notification', pull);
    await client.connect();
    await client.query('listen siku_change');
    if (stopped) return client.end();
    wake = client;
    pull();
  }
  await connect();
  const heartbeat = setInterval(() => {
    // One attempt at a time: an answer that takes longer than a second must not gather connections.
    if (!wake && !stopped)
      connecting ??= connect()
        .catch(() => {})
        .finally(() => {
          connecting = null;
        });
    pull();
  }, 1000);
  heartbeat.unref();

  return {
    get reached() {
      return reached;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waitFor(sequence, timeout) {
      if (reached >= sequence) return Promise.resolve(true);
      return new Promise((resolve) => {
        const done = (ok: boolean) => {
          clearTimeout(timer);
          waiters.delete(check);
          resolve(ok);
        };
        const check = () => {
          if (reached >= sequence) done(true);
        };
        const timer = setTimeout(() => done(false), timeout);
        waiters.add(check);
        pull();
      });
    },
    async stop() {
      stopped = true;
      clearInterval(heartbeat);
      await Promise.all([running, connecting]);
      await wake?.end();
    },
  };
}
