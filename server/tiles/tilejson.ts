import type { City } from '../../datasets/city.ts';
import type { SeenLayer } from '../../tiles/encode/layers.ts';
import type { TileJson } from './schema.ts';

const KINDS: Record<string, string> = {
  integer: 'Number',
  bigint: 'Number',
  'double precision': 'Number',
  numeric: 'Number',
  boolean: 'Boolean',
};

/** What clients have to know of layers that are drawn from one source. `tiles` is the URL template. */
export function tileJsonOf(
  layers: readonly SeenLayer[],
  city: Pick<City, 'extent' | 'center' | 'mapReviewNumber'> | null,
  tiles: string,
  version: string,
): TileJson {
  const minzoom = Math.min(...layers.map((l) => l.declaration.minzoom));
  const maxzoom = Math.max(...layers.map((l) => l.declaration.maxzoom));
  const fields = (layer: SeenLayer) =>
    Object.fromEntries(
      layer.properties.map((name) => [name, KINDS[layer.dataset.fields[name]!.type.sql] ?? 'String'] as const),
    );
  return {
    tilejson: '3.0.0',
    name: layers.map((l) => l.declaration.title.zh).join('、'),
    description: layers.map((l) => l.declaration.title.en).join(', '),
    attribution: [...new Set(layers.map((l) => l.dataset.source.zh)), city?.mapReviewNumber ?? '内部使用'].join(' · '),
    scheme: 'xyz',
    tiles: [tiles],
    minzoom,
    maxzoom,
    bounds: city?.extent ?? [-180, -85.0511, 180, 85.0511],
    center: [...(city?.center ?? [0, 0]), city ? Math.max(minzoom, Math.min(maxzoom, 11)) : minzoom],
    vector_layers: layers.flatMap((layer) => {
      const { title, minzoom: from, maxzoom: to } = layer.declaration;
      const one = { id: layer.id, description: title.zh, minzoom: from, maxzoom: to, fields: fields(layer) };
      if (layer.geometry === 'Point') one.fields.point_count = 'Number';
      return layer.declaration.labels ? [one, { ...one, id: `${layer.id}-label` }] : [one];
    }),
    version,
  };
}
