import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainBytes, Unwanted } from '../../tiles/cache/cache.ts';
import { isTile, type TileId } from '../../tiles/encode/grid.ts';
import type { SeenLayer } from '../../tiles/encode/layers.ts';
import { badRequest } from '../errors.ts';
import type { ChangeFeed } from '../events/changes.ts';
import type { TileService } from './service.ts';

const YEAR = 31_536_000;
/** How long a request that names a sequence waits for the feed to get there. */
const WAIT_MS = 3_000;

export interface TileAsk {
  layers: readonly SeenLayer[];
  tile: TileId;
  /** `?v=` of the URL: the tile shall stand at least there. */
  version: string | undefined;
}

/**
 * Sends a tile. The ETag is known before any work, so an unchanged tile costs a comparison. Tiles the public may see
 * may be kept by others, for a year when their URL names the version; all others stay with the asker.
 */
export async function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  service: TileService,
  changes: ChangeFeed,
  { layers, tile, version }: TileAsk,
): Promise<FastifyReply> {
  if (!isTile(tile))
    throw badRequest('no-such-tile', '没有这个瓦片：缩放级别为 0 至 18', 'there is no such tile; zooms are 0 to 18', {
      ...tile,
    });
  const sequence = service.sequenceOf(version);
  if (sequence !== null && sequence > changes.reached) await changes.waitFor(sequence, WAIT_MS);
  const shared = layers.every((layer) => layer.permission === 'public');
  // A version from the future, or of another database, must not be kept as what it is not.
  const settled = sequence !== null && sequence <= changes.reached && sequence >= service.cache.versionOf(layers, tile);
  reply.header(
    'cache-control',
    `${shared ? 'public' : 'private'}, ${settled ? `max-age=${YEAR}, immutable` : 'no-cache'}`,
  );
  reply.header('vary', 'Accept-Encoding');
  const etag = service.etag(layers, tile);
  reply.header('etag', etag);
  if (request.headers['if-none-match']?.split(/,\s*/).some((sent) => sent === etag || sent === etag.slice(2)))
    return reply.code(304).send();

  let made: Awaited<ReturnType<TileService['tile']>>;
  try {
    made = await service.tile(layers, tile, () => !request.raw.destroyed);
  } catch (error) {
    if (!(error instanceof Unwanted)) throw error;
    // Nobody is there to read it; 499 is what proxies log for it.
    return reply.code(499).send();
  }
  if (made.gzip.length === 0) return reply.code(204).send();
  reply.type('application/vnd.mapbox-vector-tile');
  // Never a silent limit: what the ladder has merged at this zoom is said.
  if (made.records > made.drawn) reply.header('siku-merged', `${made.records} records in ${made.drawn} features`);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(await plainBytes(made));
  return reply.header('content-encoding', 'gzip').send(made.gzip);
}
