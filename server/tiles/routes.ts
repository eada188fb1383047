import type pg from 'pg';
import { Type } from 'typebox';
import type { Role } from '../../datasets/roles.ts';
import type { SeenLayer } from '../../tiles/encode/layers.ts';
import { loadedCity } from '../city.ts';
import type { App } from '../deps.ts';
import { badRequest, notFound } from '../errors.ts';
import type { ChangeFeed } from '../events/changes.ts';
import { type DatasetState, listLayers } from './layers.ts';
import { LayerList, TileJson } from './schema.ts';
import { sendTile } from './send.ts';
import type { TileService } from './service.ts';
import { tileJsonOf } from './tilejson.ts';

export interface TileDeps {
  pool: pg.Pool;
  tiles: TileService;
  changes: ChangeFeed;
  publicUrl: string;
  stateOf(dataset: { id: string }): Promise<DatasetState>;
}

const MAX_LAYERS = 32;
const LayersParam = Type.String({ description: 'tile layer ids, joined by commas', maxLength: 400 });
const number = Type.String({ pattern: '^[0-9]{1,8}$' });
const row = Type.String({ pattern: '^[0-9]{1,8}(\\.mvt|\\.pbf)?$' });
const TileQuery = Type.Object({
  v: Type.Optional(Type.String({ description: 'version the tile shall stand at or after' })),
});
const LIVE = Type.Optional(
  Type.Boolean({
    description: 'same-origin tile URLs without a version, revalidated at every use: for maps that refresh tiles',
  }),
);

/** The layers of a comma-separated list; one that does not exist for the role is not found, whoever else has it. */
export function askedLayers(service: TileService, role: Role, ids: string): SeenLayer[] {
  const names = [...new Set(ids.split(','))];
  if (names.length > MAX_LAYERS)
    throw badRequest('too-many-layers', `一次最多 ${MAX_LAYERS} 个图层`, `at most ${MAX_LAYERS} layers at once`);
  return names.map((id) => {
    const layer = service.layers[role].get(id);
    if (!layer) throw notFound(`没有图层 ${id}`, `there is no layer ${id}`);
    return layer;
  });
}

/** Tiles and TileJSON by layer, and the catalogue of layers. */
export function tileRoutes(app: App, deps: TileDeps): void {
  const { tiles } = deps;
  app.get(
    '/api/layers',
    { schema: { summary: 'Tile layers of the asker', tags: ['tiles'], response: { 200: LayerList } } },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-cache');
      return listLayers(tiles, deps.stateOf, request.principal);
    },
  );
  app.get(
    '/api/tiles/:layers',
    {
      schema: {
        summary: 'TileJSON of one or several layers drawn from one source',
        tags: ['tiles'],
        params: Type.Object({ layers: LayersParam }),
        querystring: Type.Object({ live: LIVE }),
        response: { 200: TileJson },
      },
    },
    async (request, reply) => {
      const layers = askedLayers(tiles, request.principal.role, request.params.layers.replace(/\.json$/, ''));
      const version = tiles.versionOf(layers);
      const path = `/api/tiles/${layers.map((l) => l.id).join(',')}/{z}/{x}/{y}.mvt`;
      const template = request.query.live ? path : `${deps.publicUrl}${path}?v=${version}`;
      reply.header('cache-control', 'private, no-cache');
      return tileJsonOf(layers, await loadedCity(deps.pool), template, version);
    },
  );
  app.get(
    '/api/tiles/:layers/:z/:x/:y',
    {
      schema: {
        summary: 'A vector tile (MVT) of one or several layers',
        tags: ['tiles'],
        params: Type.Object({ layers: LayersParam, z: number, x: number, y: row }),
        querystring: TileQuery,
      },
    },
    (request, reply) => {
      const { layers, z, x, y } = request.params;
      return sendTile(request, reply, tiles, deps.changes, {
        layers: askedLayers(tiles, request.principal.role, layers),
        tile: { z: Number(z), x: Number(x), y: Number.parseInt(y, 10) },
        version: request.query.v,
      });
    },
  );
}
