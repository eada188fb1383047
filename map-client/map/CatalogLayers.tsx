import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { useEffect, useMemo, useRef } from 'react';
import { preferences } from '../shell/preferences.ts';
import { select, useSelection } from '../shell/selection.ts';
import { useStore } from '../shell/store.ts';
import { color } from '../shell/tokens.ts';
import { type LayerInfo, useCatalog, useShownLayers } from './catalog.ts';
import { drawingNow } from './draw.ts';
import { datasetOfLayer, identifyLayers, useMapClick } from './identify.ts';
import { useMap } from './map.ts';
import { setMapLayers } from './stack.ts';
import { layerIds, layersOf, sourceId } from './styling.ts';

/** Draws the catalogue layers that the link names, and the selected record among them. */
export function CatalogLayers() {
  const catalog = useCatalog();
  const { shown } = useShownLayers();
  const { selected } = useSelection();
  const { theme } = useStore(preferences);
  const drawn = useMemo(
    () =>
      shown.flatMap(({ id, opacity }, index) => {
        const info = catalog.data?.find((layer) => layer.id === id);
        return info ? [{ info, opacity, order: shown.length - index }] : [];
      }),
    [shown, catalog.data],
  );
  const there = useRef(new Map<string, () => void>());
  useEffect(() => {
    for (const [id, forget] of there.current) {
      if (drawn.some(({ info }) => info.id === id)) continue;
      forget();
      setMapLayers(`catalog-${id}`, null);
      there.current.delete(id);
    }
    for (const { info, opacity, order } of drawn) {
      setMapLayers(`catalog-${info.id}`, {
        order,
        slot: info.geometry === 'Point' ? 'over' : 'fill',
        sources: { [sourceId(info.id)]: { type: 'vector', url: info.url } },
        layers: [
          ...layersOf(info, opacity / 100, theme),
          ...selectedLayers(info, selected?.dataset === info.dataset ? selected.id : -1, color(theme, 'map-select')),
        ],
      });
      if (!there.current.has(info.id)) there.current.set(info.id, identifyLayers(info.dataset, layerIds(info.id)));
    }
  }, [drawn, theme, selected]);
  useEffect(() => {
    const all = there.current;
    return () => {
      for (const [id, forget] of all) {
        forget();
        setMapLayers(`catalog-${id}`, null);
      }
      all.clear();
    };
  }, []);
  useHover();
  useMapClick(({ features, lonLat }) => {
    const top = features[0];
    const dataset = top && datasetOfLayer(top.layer.id);
    if (!top || !dataset || typeof top.id !== 'number') return false;
    // A region lies under everything: a stray click must not throw a drawn zone away.
    if (dataset === 'regions' && drawingNow.get()) return true;
    // A circle that stands for many is no record.
    if (Number(top.properties.point_count ?? 1) > 1) return false;
    const title = typeof top.properties.name === 'string' ? top.properties.name : undefined;
    select({ dataset, id: top.id, lonLat, title });
    return true;
  });
  return null;
}

function selectedLayers(info: LayerInfo, id: number, ink: string): LayerSpecification[] {
  const common = {
    id: `catalog-${info.id}-selected`,
    source: sourceId(info.id),
    'source-layer': info.id,
    filter: ['==', ['id'], id] as FilterSpecification,
  };
  if (info.geometry === 'Point')
    return [
      {
        ...common,
        type: 'circle',
        paint: { 'circle-radius': 10, 'circle-opacity': 0, 'circle-stroke-width': 3, 'circle-stroke-color': ink },
      },
    ];
  return [{ ...common, type: 'line', paint: { 'line-color': ink, 'line-width': 3 } }];
}

/** One feature under the pointer is drawn stronger, by feature state: nothing is laid out again. */
function useHover(): void {
  const map = useMap();
  useEffect(() => {
    if (!map) return;
    let last: { source: string; sourceLayer?: string; id: string | number } | null = null;
    let frame = 0;
    const set = (next: typeof last) => {
      if (last?.id === next?.id && last?.source === next?.source) return;
      if (last && map.getSource(last.source)) map.setFeatureState(last, { hover: false });
      if (next) map.setFeatureState(next, { hover: true });
      last = next;
    };
    const move = (event: { point: { x: number; y: number } }) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (map.isMoving()) return;
        const { x, y } = event.point;
        const layers = map.getLayersOrder().filter((id) => datasetOfLayer(id));
        const top = layers.length > 0 ? map.queryRenderedFeatures([x, y], { layers })[0] : undefined;
        if (!map.getCanvas().style.cursor || map.getCanvas().style.cursor === 'pointer')
          map.getCanvas().style.cursor = top ? 'pointer' : '';
        set(top?.id === undefined ? null : { source: top.source, sourceLayer: top.sourceLayer, id: top.id });
      });
    };
    const leave = () => set(null);
    map.on('mousemove', move);
    map.on('mouseout', leave);
    return () => {
      cancelAnimationFrame(frame);
      map.off('mousemove', move);
      map.off('mouseout', leave);
    };
  }, [map]);
}
