import type { Text } from '../../../datasets/dataset.ts';
import type { SeenLayer } from '../../../tiles/encode/layers.ts';
import { PALETTES, type Palette } from './palette.ts';

export type StyleName = keyof typeof PALETTES;

const TITLES: Record<StyleName, Text> = {
  light: { zh: '浅色底图', en: 'Light' },
  dark: { zh: '深色底图', en: 'Dark' },
  grey: { zh: '灰色底图', en: 'Grey' },
};

/** The declared layers the base map is drawn from; those a role does not have are left out. */
const BASE_LAYERS = ['water', 'green', 'roads', 'buildings', 'streets', 'districts'];

type Expression = readonly unknown[];
type StyleLayer = Record<string, unknown> & { id: string; 'source-layer'?: string };

const SOURCE = 'siku';
/** Places are looked for only where they are drawn: thousands of hydrants are no part of a city at zoom 9. */
const PLACE_SOURCE = 'siku-places';
const PLACES_FROM = 14;
// CSS families, tried in this order. The weight is read from the first name, which therefore need not exist.
const FONT = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'];
const FONT_BOLD = ['Siku Bold', ...FONT];
const CLASSES = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential'] as const;

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

const zoomed = (...stops: [number, unknown][]): Expression => ['interpolate', ['linear'], ['zoom'], ...stops.flat()];
const RANK: Expression = ['-', 0, ['match', ['get', 'class'], ...CLASSES.flatMap((name, i) => [name, i]), 9]];

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

type TextPaint = (color: string, extra?: Record<string, unknown>) => Record<string, unknown>;

const SHOWN_PLACES = ['hospital', 'school', 'government', 'metro_station', 'fire_station', 'police_station', 'mall'];

/** A few kinds of places for orientation; a map that shows places as data adds its own layer. */
function places(p: Palette, icons: boolean, text: TextPaint): StyleLayer[] {
  const common = {
    'source-layer': 'places',
    minzoom: 14.5,
    filter: ['in', ['get', 'kind'], ['literal', SHOWN_PLACES]],
  };
  const dots: StyleLayer = {
    id: 'place-dot',
    type: 'circle',
    ...common,
    paint: {
      'circle-radius': zoomed([14.5, 2], [17, 3.5]),
      'circle-color': p.text.place,
      'circle-opacity': p.iconOpacity,
      'circle-stroke-color': p.halo,
      'circle-stroke-width': 1,
    },
  };
  const labels: StyleLayer = {
    id: 'place',
    type: 'symbol',
    ...common,
    layout: {
      ...(icons
        ? { 'icon-image': ['concat', 'quiet-', ['get', 'kind']], 'icon-size': zoomed([14.5, 0.55], [17, 0.8]) }
        : {}),
      'text-field': ['step', ['zoom'], '', 15.5, ['get', 'name']],
      'text-font': FONT,
      'text-size': 11,
      'text-anchor': 'top',
      'text-offset': [0, icons ? 0.8 : 0.4],
      'text-max-width': 8,
      ...(icons ? { 'text-optional': true } : {}),
    },
    paint: text(p.text.place, icons ? { 'icon-opacity': p.iconOpacity } : {}),
  };
  return icons ? [labels] : [dots, labels];
}

function labels(p: Palette, icons: boolean): StyleLayer[] {
  const text: TextPaint = (color, extra = {}) => ({
    'text-color': color,
    'text-halo-color': p.halo,
    'text-halo-width': 1.4,
    ...extra,
  });
  return [
    {
      id: 'green-label',
      type: 'symbol',
      'source-layer': 'green-label',
      minzoom: 13.6,
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': zoomed([13, 10.5], [17, 13]),
        'text-max-width': 6,
      },
      paint: text(p.text.green),
    },
    {
      id: 'road-label',
      type: 'symbol',
      'source-layer': 'roads',
      minzoom: 12,
      filter: [
        'all',
        ['has', 'name'],
        [
          'any',
          ['>=', ['zoom'], 14.5],
          ['in', ['get', 'class'], ['literal', ['motorway', 'trunk', 'primary', 'secondary']]],
        ],
      ],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'symbol-sort-key': ['-', 0, RANK],
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': zoomed([12, 10.5], [15, 12], [18, 15]),
        'text-letter-spacing': 0.08,
        'text-padding': 12,
      },
      paint: text(p.text.road),
    },
    ...places(p, icons, text),
    {
      id: 'street-label',
      type: 'symbol',
      'source-layer': 'streets-label',
      minzoom: 11,
      maxzoom: 15.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': zoomed([11, 10.5], [14, 13]),
        'text-padding': 8,
        'text-max-width': 7,
      },
      paint: text(p.text.street),
    },
    {
      id: 'water-label',
      type: 'symbol',
      'source-layer': 'water-label',
      minzoom: 10,
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': zoomed([10, 11], [16, 15]),
        'text-letter-spacing': 0.15,
        'text-max-width': 6,
        // A river is many parcels of one name.
        'text-padding': 24,
      },
      paint: text(p.text.water, { 'text-halo-width': 0.8 }),
    },
    {
      id: 'district-label',
      type: 'symbol',
      'source-layer': 'districts-label',
      maxzoom: 14,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT_BOLD,
        'text-size': zoomed([7, 11], [12, 17]),
        'text-letter-spacing': 0.12,
        'text-padding': 4,
      },
      paint: text(p.text.region, { 'text-halo-width': 1.8 }),
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
