import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Legend } from '../../datasets/dataset.ts';
import { color, type ThemeName } from '../shell/tokens.ts';
import type { LayerInfo } from './catalog.ts';

/** The colour of a legend as a paint expression. */
function paintOf(legend: Legend): string | ExpressionSpecification {
  if (!('by' in legend)) return legend.color;
  if (legend.classes.length === 0) return legend.other;
  const pairs = legend.classes.flatMap(({ value, color: ink }) => [value, ink]);
  return ['match', ['get', legend.by], ...pairs, legend.other] as unknown as ExpressionSpecification;
}

const hovered = <T>(then: T, otherwise: T) =>
  ['case', ['boolean', ['feature-state', 'hover'], false], then, otherwise] as ExpressionSpecification;

/** Points at low zooms stand for several; their circle grows with the root of how many. */
const pointRadius = (add: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  9,
  ['+', 2.5 + add, ['*', 0.35, ['sqrt', ['coalesce', ['get', 'point_count'], 1]]]],
  16,
  ['+', 5.5 + add, ['*', 0.35, ['sqrt', ['coalesce', ['get', 'point_count'], 1]]]],
];

export const sourceId = (layer: string) => `catalog-${layer}`;
export const layerIds = (layer: string) => [`catalog-${layer}-fill`, `catalog-${layer}-line`, `catalog-${layer}-point`];

/** Map layers for a catalogue layer, from nothing but its declaration. `opacity` is 0 to 1. */
export function layersOf(info: LayerInfo, opacity: number, theme: ThemeName): LayerSpecification[] {
  const paint = paintOf(info.legend);
  const ink = color(theme, 'map-hover');
  const [fill, line, point] = layerIds(info.id) as [string, string, string];
  const common = { source: sourceId(info.id), 'source-layer': info.id, minzoom: info.minzoom };
  const { shape } = info.legend;
  if (shape === 'circle' || info.geometry === 'Point')
    return [
      {
        id: point,
        type: 'circle',
        ...common,
        paint: {
          'circle-radius': pointRadius(0),
          'circle-color': paint,
          'circle-opacity': opacity,
          'circle-stroke-width': hovered(2.5, 1),
          'circle-stroke-color': hovered(ink, color(theme, 'surface')),
          'circle-stroke-opacity': opacity,
        },
      },
    ];
  if (shape === 'extrusion')
    return [
      {
        id: fill,
        type: 'fill-extrusion',
        ...common,
        paint: {
          'fill-extrusion-color': hovered(color(theme, 'accent') as never, paint as never),
          'fill-extrusion-height': ['coalesce', ['get', info.legend.height], 6],
          'fill-extrusion-opacity': Math.min(opacity, 0.92),
          'fill-extrusion-vertical-gradient': true,
        },
      },
    ];
  if (shape === 'line' || info.geometry === 'LineString')
    return [
      // An outline is hard to hit: where there is an area, it answers clicks unseen.
      ...(info.geometry === 'MultiPolygon'
        ? [
            {
              id: fill,
              type: 'fill' as const,
              ...common,
              paint: { 'fill-color': color(theme, 'accent'), 'fill-opacity': hovered(0.1 * opacity, 0) },
            },
          ]
        : []),
      {
        id: line,
        type: 'line',
        ...common,
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: {
          'line-color': paint,
          'line-opacity': opacity,
          'line-width': hovered(3.5, info.geometry === 'LineString' ? 2 : 1.5),
        },
      },
    ];
  return [
    {
      id: fill,
      type: 'fill',
      ...common,
      paint: { 'fill-color': paint, 'fill-opacity': hovered(Math.min(1, 0.85 * opacity), 0.65 * opacity) },
    },
    {
      id: line,
      type: 'line',
      ...common,
      paint: { 'line-color': hovered(ink, paint as never), 'line-opacity': opacity, 'line-width': hovered(2, 0.6) },
    },
  ];
}
