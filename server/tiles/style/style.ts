import type { Text } from '../../../datasets/dataset.ts';
import type { SeenLayer } from '../../../tiles/encode/layers.ts';
import { CLASSES, type Expression, RANK, type StyleLayer, zoomed } from './expressions.ts';
import { labels } from './labels.ts';
import { PALETTES, type Palette } from './palette.ts';

export type StyleName = keyof typeof PALETTES;

const TITLES: Record<StyleName, Text> = {
  light: { zh: '浅色底图', en: 'Light' },
  dark: { zh: '深色底图', en: 'Dark' },
  grey: { zh: '灰色底图', en: 'Grey' },
};

/** The declared layers the base map is drawn from; those a role does not have are left out. */
const BASE_LAYERS = ['water', 'green', 'roads', 'buildings', 'streets', 'districts'];

const SOURCE = 'siku';
/** Places are looked for only where they are drawn: thousands of hydrants are no part of a city at zoom 9. */
const PLACE_SOURCE = 'siku-places';
const PLACES_FROM = 14;
const byClass = (values: Record<(typeof CLASSES)[number], string | number>): Expression => [
  'match',
  ['get', 'class'],
  ...CLASSES.flatMap((name) => [name, values[name]]),
  values.residential,
];

/** Width in pixels of each class at some zooms; 0 where it is not drawn. */
const WIDTHS: [zoom: number, widths: number[]][] = [
  [6, [1, 0.8, 0, 0, 0, 0]],
  [9, [1.6, 1.3, 0.7, 0, 0, 0]],
  [11, [2.6, 2.2, 1.5, 0.9, 0, 0]],
  [13, [4.2, 3.8, 3, 2.1, 1.3, 0.7]],
  [15, [8, 7.5, 6.5, 5.2, 4, 2.8]],
  [18, [30, 28, 25, 20, 16, 12]],
];
const CASING: Record<number, number> = { 6: 0, 9: 0.5, 11: 0.8, 13: 1.2, 15: 1.6, 18: 2.4 };

function roadWidth(casing: boolean): Expression {
  return [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    ...WIDTHS.flatMap(([zoom, widths]) => [
      zoom,
      byClass(
        Object.fromEntries(
          CLASSES.map((name, i) => [name, widths[i]! === 0 ? 0 : widths[i]! + (casing ? CASING[zoom]! : 0)]),
        ) as Record<(typeof CLASSES)[number], number>,
      ),
    ]),
  ];
}

function areas(p: Palette): StyleLayer[] {
  return [
    { id: 'background', type: 'background', paint: { 'background-color': p.land } },
    {
      id: 'green',
      type: 'fill',
      'source-layer': 'green',
      paint: {
        'fill-color': ['match', ['get', 'land_use'], '03', p.forest, p.green],
        'fill-opacity': zoomed([8, 0.6], [12, 1]),
      },
    },
    { id: 'water', type: 'fill', 'source-layer': 'water', paint: { 'fill-color': p.water } },
    {
      id: 'water-edge',
      type: 'line',
      'source-layer': 'water',
      minzoom: 12,
      paint: { 'line-color': p.waterEdge, 'line-width': zoomed([12, 0.4], [16, 1]) },
    },
    {
      id: 'building',
      type: 'fill',
      'source-layer': 'buildings',
      minzoom: 13,
      maxzoom: 15,
      paint: {
        'fill-color': p.building,
        'fill-opacity': zoomed([13, 0.35], [14, 0.9]),
        'fill-outline-color': p.buildingEdge,
      },
    },
  ];
}

function roads(p: Palette): StyleLayer[] {
  const pair = (id: string, filter: Expression, edge: unknown): StyleLayer[] => [
    {
      id: `${id}-casing`,
      type: 'line',
      'source-layer': 'roads',
      minzoom: 9,
      filter,
      layout: { 'line-cap': id === 'road' ? 'round' : 'butt', 'line-join': 'round', 'line-sort-key': RANK },
      paint: { 'line-color': edge, 'line-width': roadWidth(true) },
    },
    {
      id,
      type: 'line',
      'source-layer': 'roads',
      minzoom: 6,
      filter,
      layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': RANK },
      // Without room for a casing the line itself has to be seen against the land.
      paint: {
        'line-color': ['step', ['zoom'], byClass(p.casings), 11, byClass(p.roads)],
        'line-width': roadWidth(false),
      },
    },
  ];
  return [
    ...pair('road', ['!=', ['get', 'bridge'], true], byClass(p.casings)),
    ...pair('bridge', ['==', ['get', 'bridge'], true], byClass(p.casings)),
  ];
}

function boundaries(p: Palette): StyleLayer[] {
  return [
    {
      id: 'street-boundary',
      type: 'line',
      'source-layer': 'streets',
      minzoom: 10,
      paint: {
        'line-color': p.street,
        'line-width': zoomed([10, 0.5], [14, 1]),
        'line-dasharray': [3, 2],
        'line-opacity': zoomed([10, 0.5], [12, 0.9]),
      },
    },
    {
      id: 'district-boundary-glow',
      type: 'line',
      'source-layer': 'districts',
      paint: {
        'line-color': p.district,
        'line-width': zoomed([6, 2], [14, 7]),
        'line-opacity': zoomed([14, 0.12], [16, 0]),
      },
    },
    {
      id: 'district-boundary',
      type: 'line',
      'source-layer': 'districts',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': p.district,
        'line-width': zoomed([6, 0.6], [10, 1], [14, 1.6]),
        'line-dasharray': [6, 2, 1.5, 2],
        // Close up it lies on roads and would hide them.
        'line-opacity': zoomed([14, 1], [16, 0.45]),
      },
    },
  ];
}

function solids(p: Palette): StyleLayer[] {
  return [
    {
      id: 'building-3d',
      type: 'fill-extrusion',
      'source-layer': 'buildings',
      minzoom: 15,
      paint: {
        'fill-extrusion-color': [
          'interpolate',
          ['linear'],
          ['coalesce', ['get', 'height'], 0],
          0,
          p.building,
          120,
          p.buildingSide,
        ],
        // They rise out of the ground between zoom 15 and 15.5, and never higher than they are.
        'fill-extrusion-height': zoomed(
          [15, 0],
          [15.5, ['coalesce', ['get', 'height'], ['*', 3, ['coalesce', ['get', 'floors'], 2]]]],
        ),
        'fill-extrusion-opacity': 0.88,
        'fill-extrusion-vertical-gradient': true,
      },
    },
  ];
}

export interface StyleInput {
  /** The layers the asker has, by id. */
  layers: ReadonlyMap<string, SeenLayer>;
  /** URL of the TileJSON of layers. */
  tileJsonUrl(layers: readonly string[]): string;
  /** Whole URL of the sprite without its extension, as the specification wants it; null = places are dots. */
  spriteUrl: string | null;
  center?: [number, number];
  attribution: string;
}

/**
 * A complete MapLibre style of the house's own layers. It has no `glyphs`: the client draws labels from local fonts.
 * `metadata` tells a client the layers' titles.
 */
export function styleOf(name: StyleName, input: StyleInput): Record<string, unknown> {
  const palette = PALETTES[name];
  const base = BASE_LAYERS.filter((id) => input.layers.has(id));
  const known = (layer: StyleLayer) =>
    layer['source-layer'] === undefined || input.layers.has(layer['source-layer'].replace(/-label$/, ''));
  const drawn = [
    ...areas(palette),
    ...roads(palette),
    ...solids(palette),
    ...boundaries(palette),
    ...labels(palette, input.spriteUrl !== null),
  ].filter(known);
  return {
    version: 8,
    name: TITLES[name].zh,
    metadata: { 'siku:id': name, 'siku:title': TITLES[name] },
    ...(input.center ? { center: input.center, zoom: 11 } : {}),
    ...(input.spriteUrl === null ? {} : { sprite: input.spriteUrl }),
    light: { anchor: 'map', color: '#ffffff', intensity: name === 'dark' ? 0.25 : 0.16, position: [1.2, 210, 35] },
    sources: {
      ...(base.length > 0
        ? { [SOURCE]: { type: 'vector', url: input.tileJsonUrl(base), attribution: input.attribution } }
        : {}),
      ...(input.layers.has('places')
        ? { [PLACE_SOURCE]: { type: 'vector', url: input.tileJsonUrl(['places']), minzoom: PLACES_FROM } }
        : {}),
    },
    layers: drawn.map((layer) => ({
      ...layer,
      ...(layer['source-layer'] === undefined
        ? {}
        : { source: layer['source-layer'] === 'places' ? PLACE_SOURCE : SOURCE }),
      metadata: {
        'siku:group': 'base',
        'siku:title':
          input.layers.get(layer['source-layer']?.replace(/-label$/, '') ?? '')?.declaration.title ?? TITLES[name],
      },
    })),
  };
}
