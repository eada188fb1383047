import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { IndicatorValues, IndicatorList as Told } from '../../server/zones/schema.ts';
import { api, query } from '../shell/api.ts';
import { preferences } from '../shell/preferences.ts';
import { createStore, useStore } from '../shell/store.ts';
import { setUrl, useUrlParam } from '../shell/url-state.ts';
import { breaksOf, countsOf, METHODS, type Method } from './classify.ts';
import { colorsOf, PALETTE_NAMES, type PaletteName } from './palettes.ts';

export type Indicator = Told[number];
export type { IndicatorValues };
export type Level = 'district' | 'street' | 'community';

/** Which tile layer draws the regions of a level. */
export const LEVEL_LAYERS: Record<Level, string> = {
  district: 'districts',
  street: 'streets',
  community: 'communities',
};

export const NONE = 'none';

/** What a choropleth can show. */
export function useIndicators() {
  return useQuery({
    queryKey: ['statistics'],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => api<Indicator[]>('/api/statistics', { signal }),
  });
}

export function useIndicatorValues(id: string | null, level: Level | null, period: string | null) {
  return useQuery<IndicatorValues>({
    queryKey: ['statistics', id, level, period],
    enabled: id !== null && level !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api<IndicatorValues>(`/api/statistics/${encodeURIComponent(id!)}${query({ level, period })}`, { signal }),
  });
}

/** The three choices (what, by which areas, which period) and the style, as the link has them or by default. */
export function useChoices() {
  const indicators = useIndicators();
  const [i] = useUrlParam('p.i');
  const [lv] = useUrlParam('p.lv');
  const [pd] = useUrlParam('p.pd');
  const [m] = useUrlParam('p.m');
  const [n] = useUrlParam('p.n');
  const [c] = useUrlParam('p.c');
  const [b] = useUrlParam('p.b');
  return useMemo(() => {
    const list = indicators.data ?? [];
    const off = i === NONE;
    const indicator = off
      ? null
      : (list.find((one) => one.id === i) ?? list.find((one) => one.id === 'persons-density') ?? list[0] ?? null);
    const levels = (indicator?.drawn ?? []) as Level[];
    const level = levels.find((one) => one === lv) ?? levels.find((one) => one === 'street') ?? levels[0] ?? null;
    const periods = indicator?.periods ?? [];
    const period = periods.find((one) => one === pd) ?? latestYear(periods);
    const manual = (b ?? '').split(',').filter(Boolean).map(Number).filter(Number.isFinite);
    const method = METHODS.find((one) => one === m) ?? 'quantile';
    const palette = PALETTE_NAMES.find((one) => one === c) ?? 'lake';
    const classes = Math.min(9, Math.max(2, Number(n) || 5));
    return { off, indicator, level, levels, period, periods, method, classes, palette, manual };
  }, [indicators.data, i, lv, pd, m, n, c, b]);
}

/** The latest whole year, else the latest period there is. */
function latestYear(periods: readonly string[]): string | null {
  const sorted = [...periods].sort();
  return sorted.filter((p) => /^\d{4}$/.test(p)).at(-1) ?? sorted.at(-1) ?? null;
}

export const choose = {
  indicator: (id: string | null) => setUrl({ 'p.i': id ?? NONE, 'p.pd': null, 'p.b': null, 'p.m': null }),
  level: (level: Level) => setUrl({ 'p.lv': level, 'p.b': null }),
  period: (period: string) => setUrl({ 'p.pd': period }),
  method: (method: Method, breaks: readonly number[]) =>
    setUrl({ 'p.m': method, 'p.b': method === 'manual' ? formatBreaks(breaks) : null }),
  classes: (n: number) => setUrl({ 'p.n': String(n) }),
  palette: (name: PaletteName) => setUrl({ 'p.c': name }),
  /** A dragged limit turns the method to manual; while dragging it is no step of its own. */
  breaks: (breaks: readonly number[], how: 'push' | 'replace') =>
    setUrl({ 'p.m': 'manual', 'p.b': formatBreaks(breaks) }, how),
};
const formatBreaks = (breaks: readonly number[]) => breaks.map((b) => Number(b.toPrecision(6))).join(',');

/** The region the pointer or the table's focus is on: map and table light up together. */
export const hoveredRegion = createStore<number | null>(null);

export interface Classed {
  values: IndicatorValues;
  present: number[];
  breaks: number[];
  colors: string[];
  counts: number[];
  missing: number;
}

/** Values with their classes and colours; null until they are there. Shared by map, legend, histogram and table. */
export function useClassed(): {
  choices: ReturnType<typeof useChoices>;
  classed: Classed | null;
  error: unknown;
  loading: boolean;
  retry: () => void;
} {
  const indicators = useIndicators();
  const choices = useChoices();
  const { theme } = useStore(preferences);
  const { indicator, level, period, method, classes, palette, manual } = choices;
  const answer = useIndicatorValues(indicator?.id ?? null, level, period);
  const classed = useMemo(() => {
    const values = answer.data;
    if (!values || values.id !== indicator?.id || values.level !== level) return null;
    const present = values.regions.flatMap(({ value }) => (value === null ? [] : [value]));
    const breaks = breaksOf(present, method, classes, manual);
    return {
      values,
      present,
      breaks,
      colors: colorsOf(palette, breaks.length + 1, theme === 'dark'),
      counts: countsOf(present, breaks),
      missing: values.regions.length - present.length,
    };
  }, [answer.data, indicator?.id, level, method, classes, palette, manual, theme]);
  return {
    choices,
    classed,
    error: indicators.error ?? answer.error,
    loading: indicators.isPending || (indicator !== null && answer.isFetching && !classed),
    retry: () => {
      void indicators.refetch();
      if (indicator) void answer.refetch();
    },
  };
}

/** Whole numbers in full, others with as many digits as they need to be told apart. */
export function digitsFor(values: readonly number[]): number {
  if (values.every(Number.isInteger)) return 0;
  const high = Math.max(...values.map(Math.abs), 0);
  return high >= 1000 ? 0 : high >= 10 ? 1 : 3;
}
