import { Select, Switch } from 'antd';
import { Map as MapLibreMap } from 'maplibre-gl';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '../map/catalog.ts';
import { putInLegend } from '../map/Legend.tsx';
import { useMap } from '../map/map.ts';
import { useSay } from '../shell/i18n.ts';
import { preferences } from '../shell/preferences.ts';
import { useStore } from '../shell/store.ts';
import { color } from '../shell/tokens.ts';
import { setUrl, useUrlParam } from '../shell/url-state.ts';
import { fillOf } from './Choropleth.tsx';
import { ChoroplethLegend } from './ChoroplethLegend.tsx';
import { breaksOf, countsOf } from './classify.ts';
import { Field } from './Field.tsx';
import { colorsOf } from './palettes.ts';
import { LEVEL_LAYERS, useChoices, useClassed, useIndicators, useIndicatorValues } from './thematic.ts';

/**
 * Swipe: a second map of the same view lies over the first, cut off at the left of a handle. It shows another period
 * of the same indicator (in the same classes, so that colours compare) or another indicator (in classes of its own).
 */
export function Compare() {
  const { t } = useTranslation();
  const say = useSay();
  const map = useMap();
  const indicators = useIndicators();
  const choices = useChoices();
  const [other] = useUrlParam('p.x');
  const [where] = useUrlParam('p.xp');
  if (!choices.indicator) return null;
  const on = other !== null;
  const same = choices.periods
    .filter((period) => period !== choices.period)
    .sort()
    .reverse()
    .map((period) => ({ value: `@${period}`, label: `${say(choices.indicator!.title)} ${period}` }));
  const others = (indicators.data ?? [])
    .filter((one) => one.id !== choices.indicator!.id && one.drawn.includes(choices.level ?? ''))
    .map((one) => ({ value: one.id, label: say(one.title) }));
  const options = [...same, ...others];
  const chosen = options.find((option) => option.value === other) ?? options[0];
  return (
    <>
      <div className="row">
        <span className="grow">{t('planning:compare.title')}</span>
        <Switch
          checked={on}
          disabled={options.length === 0}
          onChange={(yes) => setUrl({ 'p.x': yes ? (options[0]?.value ?? null) : null, 'p.xp': null })}
          aria-label={t('planning:compare.title')}
        />
      </div>
      {on && chosen && (
        <>
          <Field label={t('planning:compare.with')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              value={chosen.value}
              options={options}
              onChange={(value) => setUrl({ 'p.x': value })}
              aria-label={t('planning:compare.with')}
            />
          </Field>
          {map && <Swipe main={map} other={chosen.value} label={chosen.label} at={position(where)} />}
        </>
      )}
    </>
  );
}

const position = (text: string | null) => {
  const value = Number(text ?? 50);
  return Number.isFinite(value) ? Math.min(95, Math.max(5, value)) : 50;
};

function Swipe({ main, other, label, at }: { main: MapLibreMap; other: string; label: string; at: number }) {
  const { t } = useTranslation();
  const say = useSay();
  const { theme } = useStore(preferences);
  const { choices, classed } = useClassed();
  const catalog = useCatalog();
  const level = choices.level;
  const samePeriod = other.startsWith('@');
  const answer = useIndicatorValues(
    samePeriod ? choices.indicator!.id : other,
    level,
    samePeriod ? other.slice(1) : null,
  );
  const info = catalog.data?.find((one) => level && one.id === LEVEL_LAYERS[level]);
  const frame = useRef<HTMLDivElement>(null);
  const second = useRef<MapLibreMap | null>(null);
  const [ready, setReady] = useState(false);
  const host = main.getContainer().parentElement!;

  const shown = useMemo(() => {
    const values = answer.data;
    if (!values || !classed || values.level !== level) return null;
    const present = values.regions.flatMap(({ value }) => (value === null ? [] : [value]));
    // Another period of the same indicator keeps the classes: the same colour is the same amount.
    const breaks = samePeriod
      ? classed.breaks
      : breaksOf(present, choices.method === 'manual' ? 'quantile' : choices.method, choices.classes);
    const colors = samePeriod ? classed.colors : colorsOf(choices.palette, breaks.length + 1, theme === 'dark');
    return {
      values,
      present,
      breaks,
      colors,
      counts: countsOf(present, breaks),
      missing: values.regions.length - present.length,
    };
  }, [answer.data, classed, level, samePeriod, choices.method, choices.classes, choices.palette, theme]);

  useEffect(() => {
    const map = new MapLibreMap({
      container: frame.current!,
      style: `/api/styles/${theme === 'dark' ? 'dark' : 'grey'}`,
      center: main.getCenter(),
      zoom: main.getZoom(),
      bearing: main.getBearing(),
      pitch: main.getPitch(),
      interactive: false,
      attributionControl: false,
      canvasContextAttributes: { antialias: true },
    });
    const follow = () =>
      map.jumpTo({
        center: main.getCenter(),
        zoom: main.getZoom(),
        bearing: main.getBearing(),
        pitch: main.getPitch(),
        padding: main.getPadding(),
      });
    follow();
    main.on('move', follow);
    map.once('load', () => {
      second.current = map;
      setReady(true);
    });
    return () => {
      main.off('move', follow);
      second.current = null;
      setReady(false);
      map.remove();
    };
  }, [main, theme]);

  useEffect(() => {
    const map = second.current;
    if (!map || !ready || !info || !shown) return;
    for (const id of ['compare-fill', 'compare-line']) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource('compare')) map.removeSource('compare');
    map.addSource('compare', { type: 'vector', url: info.url });
    const before = map.getLayersOrder().find((id) => map.getLayer(id)?.type === 'symbol');
    const common = { source: 'compare', 'source-layer': info.id };
    map.addLayer(
      {
        id: 'compare-fill',
        type: 'fill',
        ...common,
        paint: { 'fill-color': fillOf(shown, 'rgba(0,0,0,0)'), 'fill-opacity': 0.78 },
      },
      before,
    );
    map.addLayer(
      {
        id: 'compare-line',
        type: 'line',
        ...common,
        paint: { 'line-color': color(theme, 'surface'), 'line-width': 0.8 },
      },
      before,
    );
  }, [ready, info, shown, theme]);

  useEffect(() => {
    putInLegend('b-compare', shown && info ? <ChoroplethLegend classed={shown} minzoom={info.minzoom} /> : null);
    return () => putInLegend('b-compare', null);
  }, [shown, info]);

  const dragging = useRef(false);
  function drag(event: PointerEvent) {
    if (!dragging.current) return;
    const box = host.getBoundingClientRect();
    setUrl({ 'p.xp': String(position(String(Math.round(((event.clientX - box.left) / box.width) * 100)))) }, 'replace');
  }
  function onKey(event: KeyboardEvent) {
    const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (!step) return;
    event.preventDefault();
    setUrl({ 'p.xp': String(position(String(at + step))) }, 'replace');
  }
  const left = choices.indicator ? [say(choices.indicator.title), choices.period].filter(Boolean).join(' ') : '';
  return createPortal(
    <>
      <div ref={frame} className="compare-map" style={{ clipPath: `inset(0 0 0 ${at}%)` }} aria-hidden="true" />
      <div
        className="compare-handle"
        role="slider"
        tabIndex={0}
        aria-label={t('planning:compare.position')}
        aria-valuemin={5}
        aria-valuemax={95}
        aria-valuenow={at}
        style={{ left: `${at}%` }}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          dragging.current = false;
        }}
      >
        <span className="compare-name" data-side="left">
          {left}
        </span>
        <i aria-hidden="true">⇔</i>
        <span className="compare-name" data-side="right">
          {label}
          {!samePeriod && shown && ` · ${t('planning:compare.own')}`}
        </span>
      </div>
    </>,
    host,
  );
}
