import type { ExpressionSpecification, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { useCatalog } from '../map/catalog.ts';
import { identifyLayers } from '../map/identify.ts';
import { putInLegend } from '../map/Legend.tsx';
import { useMap } from '../map/map.ts';
import { type StackEntry, useMapLayers } from '../map/stack.ts';
import { preferences } from '../shell/preferences.ts';
import { useSelection } from '../shell/selection.ts';
import { useStore } from '../shell/store.ts';
import { color } from '../shell/tokens.ts';
import { ChoroplethLegend } from './ChoroplethLegend.tsx';
import { classOf } from './classify.ts';
import { type Classed, hoveredRegion, LEVEL_LAYERS, type Level, useClassed } from './thematic.ts';

const SOURCE = 'choropleth';

/** Class colours by region id; regions without a value are left to the map below. */
export function fillOf({ values, breaks, colors }: Classed, otherwise: string): string | ExpressionSpecification {
  const byClass: number[][] = colors.map(() => []);
  for (const { id, value } of values.regions) if (value !== null) byClass[classOf(value, breaks)]!.push(id);
  const branches = byClass.flatMap((ids, i) => (ids.length > 0 ? [ids, colors[i]!] : []));
  if (branches.length === 0) return otherwise;
  return ['match', ['id'], ...branches, otherwise] as unknown as ExpressionSpecification;
}

/** The choropleth on the map and in the legend, linked with the table by hover and selection. */
export function Choropleth() {
  const map = useMap();
  const catalog = useCatalog();
  const { theme } = useStore(preferences);
  const { selected } = useSelection();
  const { choices, classed } = useClassed();
  const level = choices.level as Level | null;
  const layer = level ? LEVEL_LAYERS[level] : null;
  const info = catalog.data?.find((one) => one.id === layer);
  const chosen = selected?.dataset === 'regions' ? selected.id : -1;

  const entry = useMemo<StackEntry | null>(() => {
    if (!info || !classed) return null;
    const common = { source: SOURCE, 'source-layer': info.id };
    const linked = ['boolean', ['feature-state', 'linked'], false] as ExpressionSpecification;
    const hover = ['boolean', ['feature-state', 'hover'], false] as ExpressionSpecification;
    const lit = ['any', linked, hover] as ExpressionSpecification;
    return {
      order: -10,
      sources: { [SOURCE]: { type: 'vector', url: info.url } },
      layers: [
        {
          id: 'choropleth-fill',
          type: 'fill',
          ...common,
          paint: { 'fill-color': fillOf(classed, 'rgba(0,0,0,0)'), 'fill-opacity': ['case', lit, 0.95, 0.78] },
        },
        {
          id: 'choropleth-line',
          type: 'line',
          ...common,
          paint: {
            'line-color': ['case', lit, color(theme, 'map-hover'), color(theme, 'surface')],
            'line-width': ['case', lit, 2.5, level === 'community' ? 0.4 : 0.8],
          },
        },
        {
          id: 'choropleth-selected',
          type: 'line',
          ...common,
          filter: ['==', ['id'], chosen],
          layout: { 'line-join': 'round' },
          paint: { 'line-color': color(theme, 'map-select'), 'line-width': 3.5 },
        },
      ],
    };
  }, [info, classed, chosen, theme, level]);
  // The source is another when the level changes: the id says so, and nothing is mixed up.
  useMapLayers(`choropleth-${layer ?? 'none'}`, entry);
  useEffect(() => (entry ? identifyLayers('regions', ['choropleth-fill']) : undefined), [entry]);

  useEffect(() => {
    putInLegend('a-choropleth', classed && info ? <ChoroplethLegend classed={classed} minzoom={info.minzoom} /> : null);
    return () => putInLegend('a-choropleth', null);
  }, [classed, info]);

  useEffect(() => {
    if (!map || !layer) return;
    let last: number | null = null;
    const target = (id: number) => ({ source: SOURCE, sourceLayer: layer, id });
    const light = () => {
      const now = hoveredRegion.get();
      if (!map.getSource(SOURCE)) return;
      if (last !== null) map.setFeatureState(target(last), { linked: false });
      if (now !== null) map.setFeatureState(target(now), { linked: true });
      last = now;
    };
    const over = (event: MapMouseEvent) => {
      if (!map.getLayer('choropleth-fill') || map.isMoving()) return;
      const top = map.queryRenderedFeatures(event.point, { layers: ['choropleth-fill'] })[0];
      hoveredRegion.set(typeof top?.id === 'number' ? top.id : null);
    };
    const out = () => hoveredRegion.set(null);
    const stop = hoveredRegion.subscribe(light);
    map.on('mousemove', over);
    map.on('mouseout', out);
    return () => {
      stop();
      map.off('mousemove', over);
      map.off('mouseout', out);
    };
  }, [map, layer]);
  return null;
}
