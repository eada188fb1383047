import { Type } from 'typebox';
import type { Role } from '../../datasets/roles.ts';
import { MAX_ZOOM, tileAt } from '../../tiles/encode/grid.ts';
import type { SeenLayer } from '../../tiles/encode/layers.ts';
import { loadedCity } from '../city.ts';
import type { App } from '../deps.ts';
import { notFound } from '../errors.ts';
import type { TileDeps } from './routes.ts';
import { sendTile } from './send.ts';
import { tileJsonOf } from './tilejson.ts';

const TMS = 'WebMercatorQuad';
const MATRIX_SET = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const MVT = 'application/vnd.mapbox-vector-tile';
const number = Type.String({ pattern: '^[0-9]{1,8}$' });
const Collection = Type.Object({ id: Type.String() });

/** OGC API Tiles: the tiles of a collection (dataset), all its layers in one, in WebMercatorQuad. */
export function ogcTileRoutes(app: App, deps: TileDeps): void {
  const { tiles, publicUrl } = deps;
  const layersIn = (role: Role, id: string): SeenLayer[] => {
    const layers = [...tiles.layers[role].values()].filter((layer) => layer.dataset.id === id);
    if (layers.length === 0) throw notFound(`数据资源 ${id} 没有瓦片`, `collection ${id} has no tiles`);
    return layers;
  };
  const base = (id: string) => `${publicUrl}/api/collections/${id}/tiles`;

  const tileset = async (layers: readonly SeenLayer[], id: string) => {
    const city = await loadedCity(deps.pool);
    const [w, s, e, n] = city?.extent ?? [-180, -85.0511, 180, 85.0511];
    const json = tileJsonOf(layers, city, '', tiles.versionOf(layers));
    const limits = Array.from({ length: json.maxzoom - json.minzoom + 1 }, (_, i) => {
      const z = json.minzoom + i;
      const [low, high] = [tileAt(w, n, z), tileAt(e, s, z)];
      return { tileMatrix: String(z), minTileRow: low.y, maxTileRow: high.y, minTileCol: low.x, maxTileCol: high.x };
    });
    return {
      title: layers[0]!.dataset.title.zh,
      description: layers[0]!.dataset.title.en,
      dataType: 'vector',
      crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
      tileMatrixSetURI: MATRIX_SET,
      tileMatrixSetLimits: limits,
      boundingBox: { lowerLeft: [w, s], upperRight: [e, n], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
      layers: json.vector_layers.map((layer) => ({
        id: layer.id,
        title: layer.description,
        dataType: 'vector',
        geometryDimension: { Point: 0, LineString: 1, MultiPolygon: 2 }[
          layers.find((l) => l.id === layer.id)?.geometry ?? 'Point'
        ],
        minTileMatrix: String(layer.minzoom),
        maxTileMatrix: String(layer.maxzoom),
        propertiesSchema: {
          type: 'object',
          properties: Object.fromEntries(Object.entries(layer.fields).map(([k, v]) => [k, { type: v.toLowerCase() }])),
        },
      })),
      links: [
        { rel: 'self', type: 'application/json', href: `${base(id)}/${TMS}` },
        {
          rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
          type: 'application/json',
          href: `${publicUrl}/api/tileMatrixSets/${TMS}`,
        },
        { rel: 'describedby', type: 'application/json', title: 'TileJSON', href: `${base(id)}/${TMS}?f=tilejson` },
        {
          rel: 'item',
          type: MVT,
          templated: true,
          href: `${base(id)}/${TMS}/{tileMatrix}/{tileRow}/{tileCol}?v=${json.version}`,
        },
      ],
    };
  };

  app.get(
    '/api/collections/:id/tiles',
    { schema: { summary: 'Tilesets of a collection', tags: ['tiles'], params: Collection } },
    async (request) => {
      const { id } = request.params;
      const { title, dataType, crs, tileMatrixSetURI } = await tileset(layersIn(request.principal.role, id), id);
      const links = [{ rel: 'self', type: 'application/json', href: `${base(id)}/${TMS}` }];
      return {
        links: [{ rel: 'self', type: 'application/json', href: base(id) }],
        tilesets: [{ title, dataType, crs, tileMatrixSetURI, links }],
      };
    },
  );
  app.get(
    `/api/collections/:id/tiles/${TMS}`,
    {
      schema: {
        summary: 'Metadata of a tileset; `f=tilejson` for TileJSON',
        tags: ['tiles'],
        params: Collection,
        querystring: Type.Object({ f: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('tilejson')])) }),
      },
    },
    async (request) => {
      const { id } = request.params;
      const layers = layersIn(request.principal.role, id);
      if (request.query.f !== 'tilejson') return tileset(layers, id);
      const version = tiles.versionOf(layers);
      return tileJsonOf(layers, await loadedCity(deps.pool), `${base(id)}/${TMS}/{z}/{y}/{x}?v=${version}`, version);
    },
  );
  app.get(
    `/api/collections/:id/tiles/${TMS}/:z/:row/:col`,
    {
      schema: {
        summary: 'A vector tile of a collection: row before column, as OGC API Tiles has it',
        tags: ['tiles'],
        params: Type.Object({ id: Type.String(), z: number, row: number, col: number }),
        querystring: Type.Object({ v: Type.Optional(Type.String()), f: Type.Optional(Type.Literal('mvt')) }),
      },
    },
    (request, reply) => {
      const { id, z, row, col } = request.params;
      return sendTile(request, reply, tiles, deps.changes, {
        layers: layersIn(request.principal.role, id),
        tile: { z: Number(z), x: Number(col), y: Number(row) },
        version: request.query.v,
      });
    },
  );

  const matrixSet = {
    id: TMS,
    title: 'Google Maps Compatible for the World',
    uri: MATRIX_SET,
    crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: MAX_ZOOM + 1 }, (_, z) => ({
      id: String(z),
      // OGC pixels are 0.28 mm; a tile of zoom 0 is the world in 256 of them.
      scaleDenominator: 559082264.0287178 / 2 ** z,
      cellSize: 156543.03392804097 / 2 ** z,
      pointOfOrigin: [-20037508.342789244, 20037508.342789244],
      tileWidth: 256,
      tileHeight: 256,
      matrixWidth: 2 ** z,
      matrixHeight: 2 ** z,
    })),
  };
  app.get('/api/tileMatrixSets', { schema: { summary: 'Tile matrix sets', tags: ['tiles'] } }, async () => ({
    tileMatrixSets: [
      {
        id: TMS,
        title: matrixSet.title,
        uri: MATRIX_SET,
        links: [{ rel: 'self', type: 'application/json', href: `${publicUrl}/api/tileMatrixSets/${TMS}` }],
      },
    ],
  }));
  app.get(
    `/api/tileMatrixSets/${TMS}`,
    { schema: { summary: 'The tile matrix set WebMercatorQuad', tags: ['tiles'] } },
    async () => matrixSet,
  );
}
