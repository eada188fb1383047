import { Readable } from 'node:stream';
import type pg from 'pg';
import { Type } from 'typebox';
import type { Dataset } from '../../datasets/dataset.ts';
import { loadedCity } from '../city.ts';
import type { App } from '../deps.ts';
import { notFound } from '../errors.ts';
import type { DatasetState } from '../tiles/layers.ts';
import { readAsk } from './ask.ts';
import {
  askedCollection,
  type Collection,
  CRS84,
  collectionsFor,
  describe,
  type Link,
  schemaOf,
} from './collections.ts';
import { itemBatches, oneItem } from './read.ts';
import { csvOf, featureText, geoJsonOf } from './write.ts';

export interface FeatureDeps {
  pool: pg.Pool;
  datasets: readonly Dataset[];
  publicUrl: string;
  stateOf(dataset: { id: string }): Promise<DatasetState>;
}

const tags = ['features'];
const params = Type.Object({ id: Type.String({ maxLength: 100 }) });
const ItemsQuery = Type.Object(
  {
    bbox: Type.Optional(Type.String({ description: 'west,south,east,north in degrees' })),
    datetime: Type.Optional(Type.String({ description: 'moment or from/to: records that stood by then' })),
    limit: Type.Optional(Type.String({ description: '1 to 10,000; default 100' })),
    after: Type.Optional(Type.String({ description: 'id of the last item seen; `next` links carry it' })),
    offset: Type.Optional(Type.String({ description: 'items to skip; slow when large, follow `next` instead' })),
    f: Type.Optional(Type.String({ description: 'json or csv' })),
  },
  { additionalProperties: true, description: 'and any queryable field with the value it shall have' },
);

/** OGC API Features: collections are the datasets the asker may read. */
export function featureRoutes(app: App, deps: FeatureDeps): void {
  const { pool, datasets, publicUrl } = deps;
  const base = `${publicUrl}/api/collections`;
  app.get(
    '/api/collections',
    { schema: { summary: 'Collections the asker may read', tags } },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-cache');
      const city = await loadedCity(pool);
      return {
        links: [{ rel: 'self', type: 'application/json', href: base }],
        crs: [CRS84],
        collections: collectionsFor(datasets, request.principal.role).map((c) => describe(c, city, publicUrl)),
      };
    },
  );
  app.get('/api/collections/:id', { schema: { summary: 'One collection', tags, params } }, async (request, reply) => {
    reply.header('cache-control', 'private, no-cache');
    const collection = askedCollection(datasets, request.principal.role, request.params.id);
    return describe(collection, await loadedCity(pool), publicUrl);
  });
  for (const kind of ['schema', 'queryables'] as const)
    app.get(
      `/api/collections/:id/${kind}`,
      {
        schema: {
          summary: kind === 'schema' ? 'JSON Schema of items' : 'Fields items can be asked for by',
          tags,
          params,
        },
      },
      async (request, reply) => {
        const collection = askedCollection(datasets, request.principal.role, request.params.id);
        const id = `${base}/${request.params.id}/${kind}`;
        return reply
          .type('application/schema+json')
          .send(JSON.stringify(schemaOf(collection, id, kind === 'queryables' ? collection.queryables : undefined)));
      },
    );

  app.get(
    '/api/collections/:id/items',
    { schema: { summary: 'Items of a collection as GeoJSON or CSV, streamed', tags, params, querystring: ItemsQuery } },
    async (request, reply) => {
      const collection = askedCollection(datasets, request.principal.role, request.params.id);
      const query = request.query as Record<string, string | string[] | undefined>;
      const ask = readAsk(query, collection);
      reply.header('cache-control', collection.persons ? 'no-store' : 'private, no-cache');
      const batches = await started(itemBatches(pool, request.principal, collection, ask));
      if (ask.format === 'csv')
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${collection.dataset.id}.csv"`)
          .send(Readable.from(csvOf(batches, collection)));
      const plain = ask.equal.length === 0 && !ask.bbox && !ask.until;
      const matched = plain ? (await deps.stateOf(collection.dataset)).count : null;
      const links = (last: { id: number } | null) => pageLinks(`${base}/${request.params.id}/items`, query, last);
      return reply
        .type('application/geo+json; charset=utf-8')
        .header('content-crs', `<${CRS84}>`)
        .send(Readable.from(geoJsonOf(batches, links, matched)));
    },
  );
  app.get(
    '/api/collections/:id/items/:fid',
    {
      schema: {
        summary: 'One item',
        tags,
        params: Type.Object({ id: Type.String(), fid: Type.String({ pattern: '^[0-9]{1,15}$' }) }),
      },
    },
    async (request, reply) => {
      const { id, fid } = request.params;
      const collection: Collection = askedCollection(datasets, request.principal.role, id);
      const item = await oneItem(pool, request.principal, collection, Number(fid));
      if (!item) throw notFound(`没有记录 ${fid}`, `there is no item ${fid}`);
      const links: Link[] = [
        { rel: 'self', type: 'application/geo+json', href: `${base}/${id}/items/${fid}` },
        { rel: 'collection', type: 'application/json', href: `${base}/${id}` },
      ];
      return reply
        .type('application/geo+json; charset=utf-8')
        .header('cache-control', collection.persons ? 'no-store' : 'private, no-cache')
        .send(featureText(item, `,"links":${JSON.stringify(links)}`));
    },
  );
}

/** Reads the first batch before anything is sent, so that a refusal is still a status and not a torn answer. */
async function started<T>(batches: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await batches.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* batches;
  })();
}

function pageLinks(
  items: string,
  query: Record<string, string | string[] | undefined>,
  last: { id: number } | null,
): Link[] {
  const url = (change: Record<string, string | null>) => {
    const all = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, ...change }))
      if (typeof value === 'string') all.set(name, value);
    return all.size > 0 ? `${items}?${all}` : items;
  };
  return [
    { rel: 'self', type: 'application/geo+json', href: url({}) },
    { rel: 'alternate', type: 'text/csv', href: url({ f: 'csv' }) },
    { rel: 'collection', type: 'application/json', href: items.replace(/\/items$/, '') },
    ...(last
      ? [{ rel: 'next', type: 'application/geo+json', href: url({ after: String(last.id), offset: null }) }]
      : []),
  ];
}
