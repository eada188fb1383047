import type { City } from '../../datasets/city.ts';
import type { Dataset } from '../../datasets/dataset.ts';
import type { Role } from '../../datasets/roles.ts';
import { loadedCity } from '../city.ts';
import type { Db } from '../db/pool.ts';
import type { App } from '../deps.ts';
import { notFound } from '../errors.ts';
import { collectionFor } from '../features/collections.ts';
import type { DatasetState } from '../tiles/layers.ts';

export interface CatalogDeps {
  db: Db;
  datasets: readonly Dataset[];
  publicUrl: string;
  stateOf(dataset: { id: string }): Promise<DatasetState>;
}

/**
 * The catalogue of data resources (政务信息资源目录) as OGC API Records: every dataset with who is responsible, on what
 * terms it is shared, and how current it is. That a dataset exists is no secret; what is in it depends on the role.
 */
export function catalogRoutes(app: App, deps: CatalogDeps): void {
  const { datasets, publicUrl } = deps;
  const record = async (dataset: Dataset, role: Role, city: Pick<City, 'extent'> | null) => {
    const collection = collectionFor(dataset, role);
    const state = await deps.stateOf(dataset);
    const fields = (collection?.fields ?? []).map(({ name, masked }) => ({
      name,
      title: dataset.fields[name]!.title,
      type: dataset.fields[name]!.type.name,
      privacy: dataset.fields[name]!.privacy ?? 'open',
      masked,
    }));
    const [w, s, e, n] = city?.extent ?? [0, 0, 0, 0];
    return {
      id: dataset.id,
      type: 'Feature' as const,
      geometry:
        dataset.geometry && city
          ? {
              type: 'Polygon',
              coordinates: [
                [
                  [w, s],
                  [e, s],
                  [e, n],
                  [w, n],
                  [w, s],
                ],
              ],
            }
          : null,
      time: state.asOf ? { interval: [state.asOf, '..'] } : null,
      properties: {
        type: 'dataset',
        title: dataset.title.zh,
        description: dataset.description.zh,
        titles: dataset.title,
        descriptions: dataset.description,
        themes: [{ concepts: [{ id: dataset.theme }] }],
        contacts: [{ organization: dataset.source.zh, names: dataset.source, roles: ['custodian'] }],
        sharing: dataset.sharing,
        updateCycle: dataset.updateCycle,
        delivery: dataset.delivery,
        asOf: state.asOf,
        updated: state.updatedAt,
        readable: collection !== null,
        count: collection ? state.count : null,
        fields,
        layers: (dataset.tiles ?? []).map((layer) => layer.id),
        formats: collection ? ['GeoJSON', 'CSV', ...(dataset.tiles?.length ? ['MVT'] : [])] : [],
      },
      links: [
        { rel: 'self', type: 'application/geo+json', href: `${publicUrl}/api/catalog/${dataset.id}` },
        ...(collection
          ? [
              {
                rel: 'item',
                type: 'application/json',
                title: dataset.title.zh,
                href: `${publicUrl}/api/collections/${dataset.id}`,
              },
            ]
          : []),
      ],
    };
  };
  app.get(
    '/api/catalog',
    { schema: { summary: 'Catalogue of data resources', tags: ['catalogue'] } },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-cache');
      const city = await loadedCity(deps.db);
      const features = await Promise.all(datasets.map((d) => record(d, request.principal.role, city)));
      return {
        type: 'FeatureCollection',
        numberMatched: features.length,
        numberReturned: features.length,
        features,
        links: [{ rel: 'self', type: 'application/geo+json', href: `${publicUrl}/api/catalog` }],
      };
    },
  );
  app.get(
    '/api/catalog/:id',
    { schema: { summary: 'One data resource', tags: ['catalogue'] } },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-cache');
      const { id } = request.params as { id: string };
      const dataset = datasets.find((d) => d.id === id);
      if (!dataset) throw notFound(`目录中没有 ${id}`, `the catalogue has no ${id}`);
      return record(dataset, request.principal.role, await loadedCity(deps.db));
    },
  );
}
