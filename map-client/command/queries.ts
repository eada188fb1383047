import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Assignment,
  Hazard,
  Incident,
  IncidentLog,
  IncidentReport,
  IncidentType,
  Ranking,
  Unit,
} from '../../server/command/schema.ts';
import type { Isochrones } from '../../server/routing/schema.ts';
import { api, query } from '../shell/api.ts';
import { useEvents } from '../shell/events.ts';
import type { AssignmentStatus, IncidentStatus } from './urgency.ts';

/** The incident types a report chooses from. */
export function useIncidentTypes() {
  return useQuery({
    queryKey: ['incident-types'],
    queryFn: ({ signal }) => api<IncidentType[]>('/api/incident-types', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Every incident of the day; kept current by events, and asked anew each half minute in case one was missed. */
export function useIncidents() {
  const client = useQueryClient();
  useEvents('incident', () => {
    void client.invalidateQueries({ queryKey: ['incidents'] });
    void client.invalidateQueries({ queryKey: ['incident-log'] });
    void client.invalidateQueries({ queryKey: ['units'] });
  });
  return useQuery({
    queryKey: ['incidents'],
    queryFn: ({ signal }) => api<Incident[]>('/api/incidents', { signal }),
    refetchInterval: 30_000,
  });
}

export function useIncident(id: number | null): Incident | undefined {
  return useIncidents().data?.find((incident) => incident.id === id);
}

/** Units ranked by road minutes to the incident; asked anew as they move. */
export function useRanking(incident: Incident | undefined) {
  return useQuery({
    queryKey: ['ranking', incident?.id, incident?.lonLat, incident?.assignments.length],
    enabled: incident !== undefined && incident.status !== 'closed',
    queryFn: ({ signal }) => api<Ranking>(`/api/incidents/${incident!.id}/ranking${query({ limit: 30 })}`, { signal }),
    refetchInterval: 10_000,
    placeholderData: (before) => (before?.incident === incident?.id ? before : undefined),
  });
}

export function useUnits() {
  return useQuery({
    queryKey: ['units'],
    queryFn: ({ signal }) => api<Unit[]>('/api/units', { signal }),
    refetchInterval: 15_000,
  });
}

export function useLog(id: number | null) {
  return useQuery({
    queryKey: ['incident-log', id],
    enabled: id !== null,
    queryFn: ({ signal }) => api<IncidentLog>(`/api/incidents/${id}/log`, { signal }),
  });
}

/** From where the incident is reached within 5, 10 and 15 minutes by road. */
export function useIsochrone(lonLat: [number, number] | undefined, on: boolean) {
  return useQuery({
    queryKey: ['isochrone', lonLat],
    enabled: on && lonLat !== undefined,
    staleTime: 60_000,
    queryFn: ({ signal }) => {
      const [lon, lat] = lonLat!;
      return api<Isochrones>(`/api/isochrone${query({ lon, lat, minutes: '5,10,15', direction: 'to' })}`, { signal });
    },
  });
}

const put = <T>(path: string, body: unknown, method: 'POST' | 'PATCH' | 'PUT' | 'DELETE' = 'POST') =>
  api<T>(path, { method, body });

/** Every order the desk gives; each answers once the log has it. */
export const orders = {
  report: (report: IncidentReport) => put<Incident>('/api/incidents', report),
  zone: (id: number, hazard: Hazard | null) => put<Incident>(`/api/incidents/${id}/zone`, { hazard }, 'PUT'),
  status: (id: number, status: IncidentStatus) => put<Incident>(`/api/incidents/${id}`, { status }, 'PATCH'),
  level: (id: number, level: 1 | 2 | 3 | 4) => put<Incident>(`/api/incidents/${id}`, { level }, 'PATCH'),
  assign: (id: number, unit: string) => put<Assignment>(`/api/incidents/${id}/assignments`, { unit }),
  assignment: (id: number, status: AssignmentStatus) => put<Assignment>(`/api/assignments/${id}`, { status }, 'PATCH'),
  note: (id: number, text: string) => put<unknown>(`/api/incidents/${id}/log`, { text }),
  clock: (id: number, clock: string) => put<Incident>(`/api/incidents/${id}/clocks/${clock}`, {}),
  undo: (id: number) => put<unknown>(`/api/incidents/${id}/undo`, {}),
};
