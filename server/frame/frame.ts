import type pg from 'pg';
import type { Dataset } from '../../datasets/dataset.ts';
import type { Db } from '../db/pool.ts';
import { type Change, type ChangeFeed, readChanges } from '../events/changes.ts';
import { isCounted, layoutOf } from './columns.ts';
import { Layer, type Staged } from './layer.ts';
import { Regions } from './regions.ts';

/** Beyond this many touched rows a dataset is read anew and exchanged whole instead of row by row. */
const REREAD = 100_000;

/** A small table kept whole beside the frame, at the same sequence, and read again when its dataset changes. */
export interface Held<T> {
  dataset: string;
  read(db: Db): Promise<T>;
}

interface Kept {
  held: Held<unknown>;
  value: unknown;
}

/**
 * The read model of the hot questions: every dataset with statistics as sites with sums, and the regions. Derived from
 * the database and stamped with the change-log sequence it stands at. It moves from one committed state to a later one
 * in single steps: what a step needs is read in one snapshot first, then taken in without a pause.
 */
export class Frame {
  readonly layers = new Map<string, Layer>();
  sequence = 0;
  /** How long the first load took. */
  milliseconds = 0;
  regions = new Regions([]);
  readonly #pool: pg.Pool;
  readonly #datasets: readonly Dataset[];
  readonly #weights: readonly string[];
  readonly #kept = new Map<Held<unknown>, Kept>();
  #unsubscribe = () => {};
  #loaded: Promise<void>;
  #isLoaded = false;

  /** @param weights ids of statistics that are also kept by district; see `layoutOf` */
  private constructor(
    pool: pg.Pool,
    datasets: readonly Dataset[],
    weights: readonly string[],
    held: readonly Held<unknown>[],
  ) {
    this.#pool = pool;
    this.#datasets = datasets.filter(isCounted);
    this.#weights = weights;
    for (const one of held) this.#kept.set(one, { held: one, value: undefined });
    this.#loaded = Promise.resolve();
  }

  /**
   * Starts to load and, once loaded, follows the change feed. Returns at once; `ready` tells when it can answer.
   * The feed counts a sequence as reached only when the frame has it, so `feed.waitFor` waits for the frame too.
   */
  static start(options: {
    pool: pg.Pool;
    datasets: readonly Dataset[];
    weights: readonly string[];
    held?: readonly Held<unknown>[];
    feed?: ChangeFeed;
  }): Frame {
    const frame = new Frame(options.pool, options.datasets, options.weights, options.held ?? []);
    frame.#loaded = frame.#load();
    // Whoever asks hears of a failed load from `ready`.
    frame.#loaded.catch(() => {});
    if (options.feed)
      frame.#unsubscribe = options.feed.subscribe(async (changes) => {
        await frame.#retryLoad();
        if (changes.at(-1)!.seq > frame.sequence) await frame.catchUp();
      });
    return frame;
  }

  get ready(): Promise<void> {
    return this.#loaded;
  }

  get isReady(): boolean {
    return this.#isLoaded;
  }

  stop(): void {
    this.#unsubscribe();
  }

  /** A held table as it stands at `sequence`. */
  value<T>(held: Held<T>): T {
    return this.#kept.get(held)!.value as T;
  }

  /** Bytes of the arrays, without the small tables. */
  bytes(): number {
    return [...this.layers.values()].reduce((n, layer) => n + layer.bytes(), 0);
  }

  async #retryLoad(): Promise<void> {
    try {
      await this.#loaded;
    } catch {
      // The database was away at the start: the next change finds it back, or fails to the feed, which tries again.
      this.#loaded = this.#load();
      await this.#loaded;
    }
  }

  async #load(): Promise<void> {
    const started = performance.now();
    await this.#inSnapshot(async (tx) => {
      const sequence = await reached(tx);
      const regions = await Regions.read(tx);
      const layers: [string, Layer][] = [];
      for (const dataset of this.#datasets)
        layers.push([dataset.id, await Layer.read(tx, this.#layout(dataset, regions), regions.districts)]);
      for (const kept of this.#kept.values()) kept.value = await kept.held.read(tx);
      this.regions = regions;
      for (const [id, layer] of layers) this.layers.set(id, layer);
      this.sequence = sequence;
    });
    this.#isLoaded = true;
    this.milliseconds = performance.now() - started;
  }

  #layout(dataset: Dataset, regions: Regions) {
    return layoutOf(dataset, this.#weights, regions.districts.size);
  }

  /** Brings the frame to what is committed now. Calls must not overlap: the feed awaits each. */
  async catchUp(): Promise<void> {
    await this.#inSnapshot(async (tx) => {
      const sequence = await reached(tx);
      const touched = new Map<string, Touched>();
      for (let since = this.sequence; since < sequence; ) {
        const changes = await readChanges(tx, since);
        if (changes.length === 0) break;
        for (const change of changes) noteChange(touched, change);
        since = changes.at(-1)!.seq;
      }
      const regions = touched.has('regions') ? await Regions.read(tx) : this.regions;
      const districtsMoved = !sameKeys(regions.districts, this.regions.districts);
      const exchanged: [string, Layer][] = [];
      const staged: [Layer, Staged][] = [];
      for (const [id, layer] of this.layers) {
        const touch = touched.get(id);
        if (districtsMoved || (touch && isVast(touch))) {
          const layout = this.#layout(layer.layout.dataset, regions);
          exchanged.push([id, await Layer.read(tx, layout, regions.districts)]);
        } else if (touch) staged.push([layer, await stage(tx, layer, touch)]);
      }
      const values: [Kept, unknown][] = [];
      for (const kept of this.#kept.values())
        if (touched.has(kept.held.dataset)) values.push([kept, await kept.held.read(tx)]);
      // From here on nothing is awaited: a question sees all of these changes or none.
      this.regions = regions;
      for (const [layer, change] of staged) layer.take(change);
      for (const [id, layer] of exchanged) this.layers.set(id, layer);
      for (const [kept, value] of values) kept.value = value;
      this.sequence = sequence;
    });
  }

  async #inSnapshot(work: (tx: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin isolation level repeatable read read only');
      await work(client);
      await client.query('commit');
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // After a failed COPY the connection may be in the middle of a message: it is closed, not reused.
      client.release(broken);
    }
  }
}

async function reached(db: Db): Promise<number> {
  const { rows } = await db.query<{ reached: number }>('select log.reached() as reached');
  return rows[0]!.reached;
}

/** What a run of changes touched in one dataset. */
interface Touched {
  ids: Set<number>;
  ranges: [number, number][];
  rows: number;
  anew: boolean;
}

function noteChange(touched: Map<string, Touched>, change: Change): void {
  const touch = touched.get(change.dataset) ?? { ids: new Set(), ranges: [], rows: 0, anew: false };
  touched.set(change.dataset, touch);
  touch.rows += change.rowCount;
  if (change.op === 'reference') touch.anew = true;
  else if (change.ids) for (const id of change.ids) touch.ids.add(id);
  else if (change.idMin !== null && change.idMax !== null) touch.ranges.push([change.idMin, change.idMax]);
  else touch.anew = true;
}

/** Too much to take in row by row, also when few rows lie in a wide range of ids. */
function isVast(touch: Touched): boolean {
  const span = touch.ranges.reduce((n, [low, high]) => n + high - low + 1, 0);
  return touch.anew || touch.rows > REREAD || span > 4 * REREAD;
}

async function stage(tx: pg.ClientBase, layer: Layer, touch: Touched): Promise<Staged> {
  const ids = new Set(touch.ids);
  for (const [low, high] of touch.ranges) for (const id of layer.rows.between(low, high)) ids.add(id);
  const conditions = touch.ranges.map(([low, high]) => `t.id between ${Number(low)} and ${Number(high)}`);
  const single = [...touch.ids].map(Number);
  if (single.length > 0) conditions.push(`t.id = any('{${single.join(',')}}')`);
  return { rows: await layer.stage(tx, conditions.join(' or ')), ids: [...ids] };
}

function sameKeys(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
