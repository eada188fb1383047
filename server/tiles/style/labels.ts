import { RANK, type StyleLayer, zoomed } from './expressions.ts';
import type { Palette } from './palette.ts';

// CSS families, tried in this order. The weight is read from the first name, which therefore need not exist.
const FONT = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'];
const FONT_BOLD = ['Siku Bold', ...FONT];

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

/** Everything written on the base map, in rising priority: what comes later is placed first. */
export function labels(p: Palette, icons: boolean): StyleLayer[] {
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
