import { type Static, Type } from 'typebox';
import type { Legend, TileLayer } from '../../datasets/dataset.ts';
import { TextSchema } from '../schema.ts';

/** GET /api/layers: the tile layers the asker has; the client's catalogue. */
export const LayerInfo = Type.Object({
  id: Type.String(),
  dataset: Type.String(),
  group: Type.Unsafe<TileLayer['group']>({ type: 'string' }),
  title: TextSchema,
  description: TextSchema,
  geometry: Type.Union([Type.Literal('Point'), Type.Literal('LineString'), Type.Literal('MultiPolygon')]),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  properties: Type.Array(Type.Object({ name: Type.String(), title: TextSchema })),
  legend: Type.Unsafe<Legend>({ type: 'object', additionalProperties: true }),
  source: TextSchema,
  sharing: Type.String(),
  asOf: Type.Union([Type.String(), Type.Null()], { description: 'day the latest batch stands for' }),
  updatedAt: Type.Union([Type.String(), Type.Null()], { description: 'when it last changed' }),
  count: Type.Integer({ description: 'records of the dataset the layer draws' }),
  version: Type.String(),
  /** TileJSON with same-origin tile URLs that are revalidated: what a live map wants. */
  url: Type.String(),
  /** Features can be asked for by id: GET /api/collections/{dataset}/items/{id}. */
  queryable: Type.Boolean(),
});
export const LayerList = Type.Array(LayerInfo);
export type LayerInfo = Static<typeof LayerInfo>;
export type LayerList = Static<typeof LayerList>;

/** TileJSON 3.0.0 */
export const TileJson = Type.Object({
  tilejson: Type.String(),
  name: Type.String(),
  description: Type.String(),
  attribution: Type.String(),
  scheme: Type.String(),
  tiles: Type.Array(Type.String()),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  bounds: Type.Array(Type.Number()),
  center: Type.Array(Type.Number()),
  vector_layers: Type.Array(
    Type.Object({
      id: Type.String(),
      description: Type.String(),
      minzoom: Type.Integer(),
      maxzoom: Type.Integer(),
      fields: Type.Record(Type.String(), Type.String()),
    }),
  ),
  version: Type.String(),
});
export type TileJson = Static<typeof TileJson>;
