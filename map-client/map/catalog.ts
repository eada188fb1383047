import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LayerInfo as Told } from '../../server/tiles/schema.ts';
import { api } from '../shell/api.ts';
import { allowInLinks } from '../shell/selection.ts';
import { setUrl, useUrlParam } from '../shell/url-state.ts';

export const GROUPS = ['base', 'framework', 'population', 'legal-entities', 'economy', 'command'] as const;
export type LayerGroup = (typeof GROUPS)[number];
export type LayerInfo = Omit<Told, 'group'> & { group: LayerGroup };

/** The layers this session may draw. */
export function useCatalog() {
  return useQuery({
    queryKey: ['layers'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const layers = await api<LayerInfo[]>('/api/layers', { signal });
      allowInLinks(layers.map((layer) => layer.dataset));
      return layers;
    },
  });
}

/** A layer somebody put on the map; the first of a list lies on top. */
export interface ShownLayer {
  id: string;
  /** 0 to 100. */
  opacity: number;
}

/** `l=places:80,streets`: topmost first, full opacity left out. */
export function parseLayers(text: string | null): ShownLayer[] {
  const seen = new Set<string>();
  return (text ?? '').split(',').flatMap((part) => {
    const [id, opacity = '100'] = part.split(':');
    if (!id || seen.has(id)) return [];
    seen.add(id);
    const value = Number(opacity);
    return [{ id, opacity: Number.isFinite(value) ? Math.min(100, Math.max(0, Math.round(value))) : 100 }];
  });
}

export function formatLayers(layers: ShownLayer[]): string {
  return layers.map(({ id, opacity }) => (opacity === 100 ? id : `${id}:${opacity}`)).join(',');
}

/** The shown layers as state in the link. */
export function useShownLayers() {
  const [text] = useUrlParam('l');
  const shown = useMemo(() => parseLayers(text), [text]);
  return useMemo(() => {
    const write = (next: ShownLayer[], how?: 'push' | 'replace') => setUrl({ l: formatLayers(next) || null }, how);
    return {
      shown,
      isShown: (id: string) => shown.some((layer) => layer.id === id),
      add: (id: string) => write([{ id, opacity: 100 }, ...shown.filter((layer) => layer.id !== id)]),
      remove: (id: string) => write(shown.filter((layer) => layer.id !== id)),
      setOpacity: (id: string, opacity: number) =>
        write(
          shown.map((layer) => (layer.id === id ? { id, opacity } : layer)),
          'replace',
        ),
      move: (id: string, by: -1 | 1) => {
        const from = shown.findIndex((layer) => layer.id === id);
        const to = from + by;
        if (from < 0 || to < 0 || to >= shown.length) return;
        const next = [...shown];
        next.splice(to, 0, ...next.splice(from, 1));
        write(next);
      },
    };
  }, [shown]);
}
