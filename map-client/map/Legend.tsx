import { useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Legend as LegendOf } from '../../datasets/dataset.ts';
import { useSay } from '../shell/i18n.ts';
import { day, exact } from '../shell/numbers.ts';
import type { Session } from '../shell/session.ts';
import { createStore, useStore } from '../shell/store.ts';
import { type LayerInfo, useCatalog, useShownLayers } from './catalog.ts';
import { useMap } from './map.ts';
import { sourceId } from './styling.ts';

/** What a workspace adds on top of the legend (a choropleth); it tells its own truth about classes and missing. */
export const legendExtra = createStore<Record<string, React.ReactNode>>({});
export function putInLegend(id: string, node: React.ReactNode | null): void {
  legendExtra.set(({ [id]: _before, ...others }) => (node ? { ...others, [id]: node } : others));
}

/** A small drawing of how a layer looks: shape as well as colour. */
export function Swatch({ legend, geometry, ink }: { legend: LegendOf; geometry: LayerInfo['geometry']; ink?: string }) {
  const color = ink ?? ('by' in legend ? (legend.classes[0]?.color ?? legend.other) : legend.color);
  const shape = geometry === 'Point' ? 'circle' : legend.shape;
  return (
    <svg className="swatch" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {shape === 'circle' && <circle cx="8" cy="8" r="5" fill={color} stroke="var(--line-strong)" />}
      {shape === 'line' && geometry === 'LineString' && (
        <path d="M1 13 6 6l4 4 5-7" fill="none" stroke={color} strokeWidth="2" />
      )}
      {shape === 'line' && geometry !== 'LineString' && (
        <rect x="2" y="2" width="12" height="12" fill="none" stroke={color} strokeWidth="2" />
      )}
      {shape === 'fill' && <rect x="1.5" y="1.5" width="13" height="13" fill={color} stroke="var(--line-strong)" />}
      {shape === 'extrusion' && (
        <path d="M2 6 8 3l6 3v6l-6 3-6-3zM2 6l6 3 6-3M8 9v6" fill={color} stroke="var(--line-strong)" />
      )}
    </svg>
  );
}

/** What is on the map, and how many of each class are in view; it changes when the map changes. */
export function Legend({ session }: { session: Session }) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const { shown } = useShownLayers();
  const extra = useStore(legendExtra);
  const [open, setOpen] = useState(() => innerWidth > 720);
  const layers = shown.flatMap(({ id }) => catalog.data?.find((layer) => layer.id === id) ?? []);
  const extras = Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
  if (layers.length === 0 && extras.length === 0) return null;
  return (
    <section className="legend" aria-label={t('map:legend.title')}>
      <button type="button" className="legend-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('map:legend.title')} <span aria-hidden="true">{open ? '▾' : '▴'}</span>
      </button>
      {open && (
        <div className="legend-body">
          {extras.map(([id, node]) => (
            <Fragment key={id}>{node}</Fragment>
          ))}
          {layers.map((layer) => (
            <LayerLegend key={layer.id} layer={layer} reviewNumber={session.city?.mapReviewNumber ?? null} />
          ))}
        </div>
      )}
    </section>
  );
}

function LayerLegend({ layer, reviewNumber }: { layer: LayerInfo; reviewNumber: string | null }) {
  const { t } = useTranslation();
  const say = useSay();
  const { zoom, counts } = useCountsInView(layer);
  const { legend } = layer;
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...counts.values());
  const known = 'by' in legend ? new Set(legend.classes.map((c) => String(c.value))) : null;
  const other = known ? [...counts].filter(([value]) => !known.has(value)).reduce((sum, [, n]) => sum + n, 0) : 0;
  return (
    <div className="legend-layer">
      <div className="legend-title">
        {!('by' in legend) && <Swatch legend={legend} geometry={layer.geometry} />}
        <strong>{say(layer.title)}</strong>
        <span className="quiet">
          {zoom < layer.minzoom
            ? t('map:legend.zoomIn', { zoom: layer.minzoom })
            : t('map:legend.inView', { count: total, shown: exact(total) })}
        </span>
      </div>
      {'by' in legend && (
        <ul>
          {legend.classes
            .filter(({ value }) => (counts.get(String(value)) ?? 0) > 0 || legend.classes.length <= 8)
            .map(({ value, title, color }) => (
              <ClassRow
                key={String(value)}
                legend={legend}
                layer={layer}
                ink={color}
                title={say(title)}
                count={counts.get(String(value)) ?? 0}
                most={most}
              />
            ))}
          {other > 0 && (
            <ClassRow
              legend={legend}
              layer={layer}
              ink={legend.other}
              title={t('map:legend.other')}
              count={other}
              most={most}
            />
          )}
        </ul>
      )}
      <p className="legend-source">
        {[say(layer.source), layer.asOf ? day(layer.asOf) : null, reviewNumber ?? t('map:internal')]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}

function ClassRow(props: {
  legend: LegendOf;
  layer: LayerInfo;
  ink: string;
  title: string;
  count: number;
  most: number;
}) {
  return (
    <li>
      <Swatch legend={props.legend} geometry={props.layer.geometry} ink={props.ink} />
      <span className="clip">{props.title}</span>
      <span className="legend-bar" style={{ width: `${(props.count / props.most) * 40}px` }} />
      <span className="legend-count">{exact(props.count)}</span>
    </li>
  );
}

/** Features of the drawn tiles inside the view, by class. A feature cut by a tile edge counts once. */
function useCountsInView(layer: LayerInfo) {
  const map = useMap();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (!map) return;
    const again = () => setVersion((n) => n + 1);
    map.on('idle', again);
    return () => {
      map.off('idle', again);
    };
  }, [map]);
  const by = 'by' in layer.legend ? layer.legend.by : null;
  const { data } = useQuery({
    queryKey: ['legend', layer.id, version],
    enabled: !!map,
    gcTime: 0,
    placeholderData: (before: Map<string, number> | undefined) => before,
    queryFn: () => {
      const counts = new Map<string, number>();
      const ids = map!.getLayersOrder().filter((id) => map!.getLayer(id)?.source === sourceId(layer.id));
      const seen = new Set<unknown>();
      for (const feature of ids.length > 0 ? map!.queryRenderedFeatures(undefined, { layers: ids }) : []) {
        if (feature.id !== undefined) {
          if (seen.has(feature.id)) continue;
          seen.add(feature.id);
        }
        const key = by ? String(feature.properties[by] ?? '') : '';
        counts.set(key, (counts.get(key) ?? 0) + Number(feature.properties.point_count ?? 1));
      }
      return counts;
    },
  });
  return { zoom: map?.getZoom() ?? 0, counts: data ?? new Map<string, number>() };
}
