import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { Batch, LoadResult, QuarantinePage, Undone } from '../../server/exchange/schema.ts';
import { ApiError, api, csrfToken, query } from '../shell/api.ts';
import { useEvents } from '../shell/events.ts';
import { isCompared, isRunning } from './load-steps.ts';

const RUNNING = 700;

/** Batches, newest first; asked each moment while one is running. */
export function useBatches() {
  const batches = useQuery({
    queryKey: ['loads'],
    queryFn: ({ signal }) =>
      api<{ loads: Batch[]; next: number | null }>(`/api/loads${query({ limit: 200 })}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.loads.some(isRunning) ? RUNNING : 15_000),
  });
  useEvents('change', () => void batches.refetch());
  return batches;
}

export function useBatch(id: number | null) {
  return useQuery({
    queryKey: ['load', id],
    enabled: id !== null,
    queryFn: ({ signal }) => api<Batch>(`/api/loads/${id}`, { signal }),
    // A checked batch without its comparison is still being compared.
    refetchInterval: ({ state: { data } }) =>
      data && (isRunning(data) || data.status === 'uploaded' || (data.status === 'checked' && !isCompared(data)))
        ? RUNNING
        : false,
  });
}

/** Quarantined rows by pages of 500. */
export function useQuarantine(id: number) {
  return useInfiniteQuery({
    queryKey: ['quarantine', id],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      api<QuarantinePage>(`/api/loads/${id}/quarantine${query({ after: pageParam, limit: 500 })}`, { signal }),
    getNextPageParam: (page) => page.next,
    staleTime: 5 * 60_000,
  });
}

export interface Upload {
  dataset: string;
  asOf?: string;
  crs?: string;
}

/** Sends a file as it is; `progress` hears shares of it, the signal stops it. XMLHttpRequest, because fetch tells no progress. */
export function upload(
  file: File,
  { dataset, asOf, crs }: Upload,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Batch> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/loads${query({ dataset, filename: file.name, asOf, crs })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    const token = csrfToken();
    if (token) request.setRequestHeader('x-csrf-token', token);
    request.responseType = 'json';
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status < 300) return resolve(request.response as Batch);
      const problem = request.response as { code?: string; detail?: { zh: string; en: string } } | null;
      reject(
        new ApiError(request.status, problem?.code ?? `http-${request.status}`, problem?.detail ?? null, problem ?? {}),
      );
    };
    request.onerror = () => reject(new ApiError(0, 'offline', null));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export const commit = (id: number, force: boolean) => api<LoadResult>(`/api/loads/${id}/commit`, { body: { force } });
export const undo = (id: number) => api<Static<typeof Undone>>(`/api/loads/${id}/undo`, { method: 'POST', body: {} });
export const discard = (id: number) => api<void>(`/api/loads/${id}`, { method: 'DELETE' });
