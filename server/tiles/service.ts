import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Dataset } from '../../datasets/dataset.ts';
import type { Role } from '../../datasets/roles.ts';
import { type ReadyTile, TileCache, type WithRights } from '../../tiles/cache/cache.ts';
import { Lanes } from '../../tiles/cache/lanes.ts';
import { TileVersions } from '../../tiles/cache/versions.ts';
import type { TileId } from '../../tiles/encode/grid.ts';
import { layersByRole, layersOf, type SeenLayer } from '../../tiles/encode/layers.ts';
import { tileStatement } from '../../tiles/encode/statement.ts';
import type { ChangeFeed } from '../events/changes.ts';

/** The tiles of this installation, kept current by the change feed. */
export interface TileService {
  layers: Record<Role, Map<string, SeenLayer>>;
  cache: TileCache;
  versions: TileVersions;
  /** Version token of a sequence: `<sequence>.<epoch>`. */
  versionAt(sequence: number): string;
  /** Version token of layers as a whole. */
  versionOf(layers: readonly SeenLayer[]): string;
  /** The sequence of a token made by this database and code, or null. */
  sequenceOf(version: string | undefined): number | null;
  /** ETag of a tile before anything is made. */
  etag(layers: readonly SeenLayer[], tile: TileId): string;
  tile(layers: readonly SeenLayer[], tile: TileId, wanted?: () => boolean): Promise<ReadyTile>;
}

export interface TileServiceDeps {
  pool: pg.Pool;
  datasets: readonly Dataset[];
  changes: ChangeFeed;
  maxBytes?: number;
}

export async function createTileService({ pool, datasets, changes, maxBytes }: TileServiceDeps): Promise<TileService> {
  const all = layersOf(datasets);
  const layers = layersByRole(all);
  const versions = new TileVersions(new Map());
  const began = changes.reached;
  changes.subscribe((batch) => {
    for (const change of batch) versions.touch(change.dataset, change.seq, change.cells);
  });
  // Per dataset, so that a version means the same after a restart.
  const { rows } = await pool.query<{ dataset: string; seq: number }>(
    'select dataset, max(seq) seq from log.change where seq <= $1 group by dataset',
    [began],
  );
  for (const { dataset, seq } of rows) if (versions.last(dataset) < seq) versions.touch(dataset, seq, null);

  const epoch = await epochOf(pool, layers);
  const cache = new TileCache({
    versions,
    lanes: new Lanes({ slow: 2, quick: 4 }),
    maxBytes: maxBytes ?? 256 * 2 ** 20,
    withRights: withRights(pool),
  });
  const versionAt = (sequence: number) => `${sequence}.${epoch}`;
  return {
    layers,
    cache,
    versions,
    versionAt,
    versionOf: (asked) => versionAt(Math.max(0, ...asked.map((layer) => versions.last(layer.dataset.id)))),
    sequenceOf(version) {
      const match = /^(\d{1,15})\.([\w-]+)$/.exec(version ?? '');
      return match && match[2] === epoch ? Number(match[1]) : null;
    },
    etag: (asked, tile) =>
      `W/"${cache.versionOf(asked, tile)}.${epoch}.${asked.map((l) => (l.permission === 'public' ? '' : l.permission)).join('')}"`,
    tile: (asked, tile, wanted) => cache.get(asked, tile, wanted),
  };
}

/**
 * A transaction with the rights of a role, as `asPrincipal` makes one, in two round trips instead of five: a tile
 * reads once and writes nothing, so nobody waits for its end. Every view is read with the role's own grants.
 */
function withRights(pool: pg.Pool): WithRights {
  return async (permission, work) => {
    const client = await pool.connect();
    const leave = (error?: Error) => client.release(error);
    let begun = false;
    try {
      const result = await work(async (statement) => {
        // A prepared statement would be planned anew five times a connection: 3 to 5 ms each for a base map tile.
        const plan = statement.name ? 'force_generic_plan' : 'auto';
        const settings = `set local statement_timeout = '15s'; set local plan_cache_mode = ${plan}`;
        await client.query(begun ? settings : `begin; set local role siku_${permission}; ${settings}`);
        begun = true;
        return (await client.query(statement)).rows;
      });
      client.query('rollback').then(() => leave(), leave);
      return result;
    } catch (error) {
      client.query('rollback').then(() => leave(), leave);
      throw error;
    }
  };
}

/**
 * Tells this database and this way of drawing from all others: sequences begin anew in a new database, and a client
 * that kept tiles of the old one for a year must not take them for these.
 */
async function epochOf(pool: pg.Pool, layers: Record<Role, Map<string, SeenLayer>>): Promise<string> {
  const { rows } = await pool.query<{ database: string }>(
    "select (select system_identifier from pg_control_system())::text || '/' || oid as database from pg_database where datname = current_database()",
  );
  const hash = createHash('sha256').update(rows[0]!.database);
  for (const seen of Object.values(layers))
    for (const layer of seen.values())
      for (let z = 0; z <= layer.declaration.maxzoom; z += 1)
        hash.update(tileStatement([layer], { z, x: 0, y: 0 }).text);
  return hash.digest('base64url').slice(0, 8).replaceAll('-', '_');
}
