import type { City } from '../../datasets/city.ts';
import type { Dataset } from '../../datasets/dataset.ts';
import type { Role } from '../../datasets/roles.ts';
import { visibleFields } from '../../datasets/schema/ddl.ts';
import { describesPersons } from '../access/audit.ts';
import { notFound } from '../errors.ts';

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

export interface Link {
  rel: string;
  href: string;
  type?: string;
  title?: string;
  templated?: boolean;
}

/** A dataset as one role reads it: OGC's word for it is a collection. */
export interface Collection {
  dataset: Dataset;
  role: Role;
  fields: { name: string; masked: boolean }[];
  /** Fields by whose value items can be asked for: clear ones, and none that says something of a person, since a URL is logged. */
  queryables: string[];
  /** Every look at its items is audited. */
  persons: boolean;
}

export function collectionFor(dataset: Dataset, role: Role): Collection | null {
  const fields = visibleFields(dataset, role);
  if (fields.length === 0) return null;
  const queryables = fields.flatMap(({ name, masked }) => {
    const privacy = dataset.fields[name]!.privacy ?? 'open';
    return masked || privacy === 'personal' || privacy === 'identifying' ? [] : [name];
  });
  return { dataset, role, fields, queryables, persons: describesPersons(dataset) };
}

export const collectionsFor = (datasets: readonly Dataset[], role: Role): Collection[] =>
  datasets.flatMap((dataset) => collectionFor(dataset, role) ?? []);

/** @throws 404 also for a dataset the role may not read: it is not said whether there is one. */
export function askedCollection(datasets: readonly Dataset[], role: Role, id: string): Collection {
  const dataset = datasets.find((d) => d.id === id);
  const collection = dataset && collectionFor(dataset, role);
  if (!collection)
    throw notFound(
      `没有可用的数据资源 ${id}；可用的见 /api/collections`,
      `there is no collection ${id} for you; /api/collections lists those there are`,
    );
  return collection;
}

export const GEOMETRY_NAMES = { Point: 'point', LineString: 'linestring', MultiPolygon: 'multipolygon' } as const;

/** What OGC API Features says of a collection. */
export function describe(collection: Collection, city: Pick<City, 'extent' | 'asOf'> | null, publicUrl: string) {
  const { dataset } = collection;
  const base = `${publicUrl}/api/collections/${dataset.id}`;
  const links: Link[] = [
    { rel: 'self', type: 'application/json', href: base },
    { rel: 'items', type: 'application/geo+json', title: dataset.title.zh, href: `${base}/items` },
    { rel: 'items', type: 'text/csv', title: `${dataset.title.zh} (CSV)`, href: `${base}/items?f=csv` },
    { rel: 'describedby', type: 'application/schema+json', href: `${base}/schema` },
    {
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      type: 'application/schema+json',
      href: `${base}/queryables`,
    },
    ...(dataset.tiles?.length
      ? [
          {
            rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
            type: 'application/json',
            href: `${base}/tiles`,
          },
        ]
      : []),
  ];
  return {
    id: dataset.id,
    title: dataset.title.zh,
    description: dataset.description.zh,
    'siku:title': dataset.title,
    'siku:description': dataset.description,
    'siku:source': dataset.source,
    itemType: 'feature',
    // CGCS2000 (EPSG:4490) and WGS 84 agree within centimetres; answers are GeoJSON, longitude first.
    crs: [CRS84],
    storageCrs: 'http://www.opengis.net/def/crs/EPSG/0/4490',
    ...(dataset.geometry ? { 'siku:geometry': GEOMETRY_NAMES[dataset.geometry] } : {}),
    ...(city
      ? {
          extent: {
            ...(dataset.geometry ? { spatial: { bbox: [city.extent], crs: CRS84 } } : {}),
            temporal: { interval: [[`${city.asOf}T00:00:00Z`, null]] },
          },
        }
      : {}),
    links,
  };
}

/** JSON Schema of an item's properties as the role sees them. */
export function schemaOf(collection: Collection, id: string, names?: readonly string[]) {
  const { dataset } = collection;
  const shown = collection.fields.filter(({ name }) => !names || names.includes(name));
  const properties = shown.map(({ name, masked }) => {
    const field = dataset.fields[name]!;
    return [
      name,
      {
        ...(masked ? { type: 'string', readOnly: true } : field.type.schema),
        title: field.title.zh,
        'x-siku-title': field.title,
        ...(masked ? { 'x-siku-masked': true } : {}),
        ...(field.refers ? { 'x-ogc-role': 'reference', 'x-siku-refers': field.refers } : {}),
        ...(dataset.key.length === 1 && dataset.key[0] === name ? { 'x-siku-key': true } : {}),
      },
    ] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    type: 'object',
    title: dataset.title.zh,
    description: dataset.description.zh,
    properties: {
      ...Object.fromEntries(properties),
      ...(dataset.geometry
        ? { geometry: { 'x-ogc-role': 'primary-geometry', format: `geometry-${GEOMETRY_NAMES[dataset.geometry]}` } }
        : {}),
    },
    ...(names ? { additionalProperties: false } : {}),
  };
}
