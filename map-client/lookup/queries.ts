import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection, Point } from 'geojson';
import { useState } from 'react';
import type { ChangeEvent } from '../../server/events/schema.ts';
import type { EntityProfile, RevealAnswer, RevealRequest } from '../../server/lookup/schema.ts';
import { distance } from '../map/geodesy.ts';
import { api, query } from '../shell/api.ts';
import { useEvents } from '../shell/events.ts';

/**
 * One record with all that is linked to it. Each time the server is asked, the look is audited: so a change of the
 * dataset only marks the answer as perhaps old, and the reader asks again.
 */
export function useProfile(dataset: string, id: number) {
  const [outdated, setOutdated] = useState(false);
  const profile = useQuery({
    queryKey: ['entity', dataset, id],
    queryFn: ({ signal }) => api<EntityProfile>(`/api/entities/${dataset}/${id}`, { signal }),
    staleTime: 60_000,
    gcTime: 60_000,
  });
  useEvents<ChangeEvent>('change', (change) => {
    if (change?.dataset === dataset && change.sequence > (profile.data?.sequence ?? 0)) setOutdated(true);
  });
  const again = () => {
    setOutdated(false);
    void profile.refetch();
  };
  return { profile, outdated, again };
}

export function reveal(dataset: string, id: number, request: RevealRequest): Promise<RevealAnswer> {
  return api<RevealAnswer>(`/api/entities/${dataset}/${id}/reveal`, { body: request });
}

export interface Neighbour {
  id: number;
  name: string;
  kind: string;
  metres: number;
  lonLat: [number, number];
}

const AROUND = 500;

/** Key places within 500 metres, nearest first. */
export function useAround(lonLat: [number, number] | undefined) {
  return useQuery({
    queryKey: ['around', lonLat],
    enabled: lonLat !== undefined,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }): Promise<Neighbour[]> => {
      const [lon, lat] = lonLat!;
      const dy = AROUND / 111_320;
      const dx = dy / Math.cos((lat * Math.PI) / 180);
      const bbox = [lon - dx, lat - dy, lon + dx, lat + dy].map((n) => n.toFixed(6)).join(',');
      const found = await api<FeatureCollection<Point | null>>(
        `/api/collections/places/items${query({ bbox, limit: 200 })}`,
        { signal },
      );
      return found.features
        .flatMap((feature) => {
          if (feature.geometry?.type !== 'Point') return [];
          const at = feature.geometry.coordinates as [number, number];
          const p = feature.properties as { name?: string; kind?: string } | null;
          return [
            {
              id: Number(feature.id),
              name: p?.name ?? '',
              kind: p?.kind ?? '',
              metres: distance(lonLat!, at),
              lonLat: at,
            },
          ];
        })
        .filter((place) => place.metres <= AROUND)
        .sort((a, b) => a.metres - b.metres)
        .slice(0, 12);
    },
  });
}
