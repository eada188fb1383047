import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Flatbush from 'flatbush';
import { Problem } from '../errors.ts';
import type { ChangeFeed } from '../events/changes.ts';
import type { RoadGraph } from './graph.ts';
import { Search } from './search.ts';

/** The graph in use and its search; both are replaced together. */
export interface Roads {
  graph: RoadGraph;
  search: Search;
}

export interface RoadNetwork {
  /** The newest graph that is built; waits for the first one. @throws Problem `no-roads` when there are none. */
  roads(): Promise<Roads>;
  /** Resolves when the graph stands at least at this change-log sequence. */
  reached(sequence: number): Promise<void>;
  /** Builds again from the database; the old graph serves until the new one is there. */
  rebuild(): Promise<void>;
  /** Called after each swap. */
  onSwap(listener: (roads: Roads) => void): void;
  stop(): Promise<void>;
}

/** Several statements of one load come in a row; wait for the last. */
const SETTLE_MS = 400;

/** Keeps the road graph in memory and true to the `roads` dataset, built in a worker thread. */
export function openRoadNetwork(databaseUrl: string, feed?: Pick<ChangeFeed, 'subscribe'>): RoadNetwork {
  const listeners = new Set<(roads: Roads) => void>();
  let current: Roads | null = null;
  let building: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function buildUntilTrue(): Promise<void> {
    do {
      again = false;
      const graph = await loadGraph(databaseUrl, (w) => {
        worker = w;
      });
      if (stopped) return;
      current = { graph, search: new Search(graph) };
      for (const listener of listeners) listener(current);
    } while (again && !stopped);
  }
  function rebuild(): Promise<void> {
    if (building) {
      again = true;
      return building;
    }
    building = buildUntilTrue().finally(() => {
      building = null;
      worker = null;
    });
    return building;
  }
  const unsubscribe = feed?.subscribe((changes) => {
    if (!changes.some((change) => change.dataset === 'roads')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A failed rebuild leaves the old graph; the next change or request tries again.
      rebuild().catch(() => {});
    }, SETTLE_MS);
  });
  rebuild().catch(() => {});

  async function roads(): Promise<Roads> {
    if (!current) await rebuild();
    if (!current || current.graph.edges === 0)
      throw new Problem(503, 'no-roads', {
        zh: '还没有道路数据，请先加载“道路”数据集',
        en: 'there are no roads yet; load the dataset "roads" first',
      });
    return current;
  }
  return {
    roads,
    rebuild,
    async reached(sequence) {
      while (!current || current.graph.sequence < sequence) await rebuild();
    },
    onSwap(listener) {
      listeners.add(listener);
      if (current) listener(current);
    },
    async stop() {
      stopped = true;
      unsubscribe?.();
      clearTimeout(timer);
      await worker?.terminate();
      await building?.catch(() => {});
    },
  };
}

/** Reads `data.roads` and builds its graph in a worker thread. @throws what the worker failed with. */
export function loadGraph(databaseUrl: string, started?: (worker: Worker) => void): Promise<RoadGraph> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'graph-worker.ts'), { workerData: { databaseUrl } });
    started?.(worker);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the road graph was not built (exit ${code})`)));
    worker.once('message', (graph: Omit<RoadGraph, 'index'> & { index: ArrayBuffer | null }) =>
      resolve({ ...graph, index: graph.index && Flatbush.from(graph.index) }),
    );
  });
}
