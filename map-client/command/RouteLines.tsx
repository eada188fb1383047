import { useQueries } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import type { Incident } from '../../server/command/schema.ts';
import type { RouteAnswer } from '../../server/routing/schema.ts';
import { type StackEntry, useMapLayers } from '../map/stack.ts';
import { api } from '../shell/api.ts';
import { tracks } from './position-stream.ts';
import { useUnits } from './queries.ts';

/** The ways of the units under way to the open incident, from where each stood when it was last asked (each half minute). */
export function RouteLines({ incident }: { incident: Incident | undefined }) {
  const units = useUnits().data;
  const under = incident?.assignments.filter((a) => a.status === 'assigned' || a.status === 'en-route') ?? [];
  const routes = useQueries({
    queries: under.map((assignment) => ({
      queryKey: ['route', assignment.id, incident?.lonLat],
      refetchInterval: 30_000,
      staleTime: 25_000,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const unit = units?.find(({ code }) => code === assignment.unit);
        const slot = unit?.slot ?? -1;
        const from = tracks.known[slot] ? [tracks.drawn[slot * 2]!, tracks.drawn[slot * 2 + 1]!] : unit?.lonLat;
        if (!from || !incident) return null;
        return api<RouteAnswer>('/api/routes', { body: { from, to: incident.lonLat }, signal });
      },
      enabled: units !== undefined,
    })),
    combine: (answers) => answers.map(({ data }) => data ?? null),
  });
  const entry = useMemo((): StackEntry | null => {
    const data: FeatureCollection = {
      type: 'FeatureCollection',
      features: routes.flatMap((route) =>
        route ? [{ type: 'Feature' as const, properties: {}, geometry: route.geometry }] : [],
      ),
    };
    if (data.features.length === 0) return null;
    return {
      slot: 'over',
      order: 45,
      sources: { 'command-route': { type: 'geojson', data } },
      layers: [
        {
          id: 'command-route-case',
          type: 'line',
          source: 'command-route',
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': '#0b1018', 'line-width': 7, 'line-opacity': 0.7 },
        },
        {
          id: 'command-route',
          type: 'line',
          source: 'command-route',
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': '#fbbf24', 'line-width': 3.5 },
        },
      ],
    };
  }, [routes]);
  useMapLayers('command-route', entry);
  return null;
}
