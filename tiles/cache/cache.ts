import { promisify } from 'node:util';
import { gunzip, gzip, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { encodeTile, type Piece } from '../encode/encode.ts';
import type { TileId } from '../encode/grid.ts';
import type { SeenLayer } from '../encode/layers.ts';
import type { Query } from '../encode/statement.ts';
import type { Lanes } from './lanes.ts';
import type { TileVersions } from './versions.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A tile ready to be sent: gzipped once. */
export interface ReadyTile {
  /** Change-log sequence it stands at, or later. */
  version: number;
  /** Empty when nothing is there. */
  gzip: Buffer;
  drawn: number;
  records: number;
}

/** Runs `work` with the rights of `permission`; the database client is the server's business. */
export type WithRights = <T>(permission: SeenLayer['permission'], work: (query: Query) => Promise<T>) => Promise<T>;

export interface TileCacheOptions {
  versions: TileVersions;
  withRights: WithRights;
  lanes: Lanes;
  /** Bytes for tiles. */
  maxBytes: number;
}

/** Map and entry overhead, so that empty tiles cannot grow without bound. */
const ENTRY_BYTES = 250;
// gzip-1 of a 100 KB tile takes 3.7 ms and leaves 59 %, gzip-6 9.5 ms and 56 %.
const GZIP_LEVEL = 2;
/** Below this many bytes compressing takes less time than asking another thread to. */
const GZIP_HERE = 8192;

async function compress(bytes: Buffer): Promise<Buffer> {
  if (bytes.length === 0) return bytes;
  return bytes.length < GZIP_HERE ? gzipSync(bytes, { level: GZIP_LEVEL }) : zip(bytes, { level: GZIP_LEVEL });
}

/**
 * Tiles in memory, keyed permission / layer / z / x / y and stamped with their version: an entry of an older version
 * is not a hit and gives way to the new one. A composite is joined from its layers' pieces, so that a change of one
 * layer costs that layer's statement alone.
 */
export class TileCache {
  readonly #options: TileCacheOptions;
  readonly #pieces: LRUCache<string, { version: number; piece: Piece }>;
  readonly #tiles: LRUCache<string, ReadyTile>;
  readonly #flights = new Map<string, Promise<ReadyTile>>();
  readonly counts = { hits: 0, misses: 0, shared: 0 };

  constructor(options: TileCacheOptions) {
    this.#options = options;
    // A piece is needed again only when another layer of its composite changes.
    this.#pieces = new LRUCache({
      maxSize: Math.ceil(options.maxBytes / 3),
      sizeCalculation: ({ piece }) => piece.bytes.length + ENTRY_BYTES,
    });
    this.#tiles = new LRUCache({
      maxSize: Math.ceil((options.maxBytes * 2) / 3),
      sizeCalculation: (tile) => tile.gzip.length + ENTRY_BYTES,
    });
  }

  /** Version of a composite: every change has a higher sequence than all before, so the highest tells them apart. */
  versionOf(layers: readonly SeenLayer[], tile: TileId): number {
    let version = 0;
    for (const layer of layers) version = Math.max(version, this.#options.versions.of(layer.dataset.id, tile));
    return version;
  }

  /**
   * The tile as it stands now or newer. Requests for the same tile share one work.
   * @param wanted asked before work that has waited begins: false drops it (all who asked have left)
   */
  async get(layers: readonly SeenLayer[], tile: TileId, wanted: () => boolean = () => true): Promise<ReadyTile> {
    const version = this.versionOf(layers, tile);
    const key = `${layers.map((l) => `${l.permission}.${l.id}`).join()}/${tile.z}/${tile.x}/${tile.y}`;
    const known = this.#tiles.get(key);
    if (known && known.version >= version) {
      this.counts.hits++;
      return known;
    }
    const flightKey = `${key}@${version}`;
    const flying = this.#flights.get(flightKey);
    if (flying) {
      this.counts.shared++;
      return flying.catch((error) => {
        // The one who started it has left; whoever is still here starts it again.
        if (error instanceof Unwanted && wanted()) return this.get(layers, tile, wanted);
        throw error;
      });
    }
    this.counts.misses++;
    const flight = this.#make(layers, tile, version, wanted).then((made) => {
      const current = this.#tiles.peek(key);
      if (!current || current.version <= made.version) this.#tiles.set(key, made);
      return made;
    });
    this.#flights.set(flightKey, flight);
    try {
      return await flight;
    } finally {
      this.#flights.delete(flightKey);
    }
  }

  async #make(layers: readonly SeenLayer[], tile: TileId, version: number, wanted: () => boolean): Promise<ReadyTile> {
    const pieces = new Array<Piece | undefined>(layers.length);
    const missing = new Map<SeenLayer['permission'], number[]>();
    const at = (layer: SeenLayer) => `${layer.permission}/${layer.id}/${tile.z}/${tile.x}/${tile.y}`;
    layers.forEach((layer, i) => {
      const known = this.#pieces.get(at(layer));
      if (known && known.version >= this.#options.versions.of(layer.dataset.id, tile)) pieces[i] = known.piece;
      else missing.set(layer.permission, [...(missing.get(layer.permission) ?? []), i]);
    });
    for (const [permission, indexes] of missing) {
      await this.#options.lanes.run(tile.z, async () => {
        if (!wanted()) throw new Unwanted();
        const asked = indexes.map((i) => layers[i]!);
        // Taken before the read: what is committed in between is in the bytes, and its event makes them old again.
        const versions = asked.map((layer) => this.#options.versions.of(layer.dataset.id, tile));
        const made = await this.#options.withRights(permission, (query) => encodeTile(query, asked, tile));
        made.forEach((piece, n) => {
          pieces[indexes[n]!] = piece;
          if (layers.length > 1) this.#pieces.set(at(asked[n]!), { version: versions[n]!, piece });
        });
      });
    }
    const found = pieces as Piece[];
    const bytes = Buffer.concat(found.map((piece) => piece.bytes));
    return {
      version,
      gzip: await compress(bytes),
      drawn: found.reduce((sum, piece) => sum + piece.drawn, 0),
      records: found.reduce((sum, piece) => sum + piece.records, 0),
    };
  }
}

/** Thrown when nobody waits for the tile any more. */
export class Unwanted extends Error {}

/** The bytes for a client that does not take gzip. */
export const plainBytes = (tile: ReadyTile): Promise<Buffer> => unzip(tile.gzip);
