import { useEffect, useRef } from 'react';
import { online } from './api.ts';
import { createStore } from './store.ts';

/** How fresh the screen is: the change-log sequence last heard, and when the server last spoke. */
export interface Freshness {
  connection: 'connecting' | 'live' | 'lost';
  sequence: number | null;
  heardAt: number | null;
}
export const freshness = createStore<Freshness>({ connection: 'connecting', sequence: null, heardAt: null });

type Handler = (data: unknown) => void;
const handlers = new Map<string, Set<Handler>>();
let source: EventSource | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;

function hear(type: string, event: MessageEvent<string>): void {
  let data: unknown = null;
  try {
    data = event.data ? JSON.parse(event.data) : null;
  } catch {
    data = event.data;
  }
  const record = data as { sequence?: unknown; seq?: unknown } | null;
  const sequence = Number(record?.sequence ?? record?.seq ?? Number.NaN);
  freshness.set((now) => ({
    connection: 'live',
    heardAt: Date.now(),
    sequence: Number.isFinite(sequence) ? Math.max(sequence, now.sequence ?? 0) : now.sequence,
  }));
  for (const handler of handlers.get(type) ?? []) handler(data);
}

function listen(to: EventSource, type: string): void {
  to.addEventListener(type, (event) => hear(type, event as MessageEvent<string>));
}

/**
 * Opens `/api/events`. The browser reconnects on its own with Last-Event-ID; when it gives up (a proxy answered with
 * an error) it is opened anew after five seconds.
 */
export function connectEvents(): void {
  source?.close();
  clearTimeout(retry);
  source = new EventSource('/api/events');
  source.addEventListener('open', () => {
    online.set(true);
    freshness.set((now) => ({ ...now, connection: 'live', heardAt: Date.now() }));
  });
  source.addEventListener('error', () => {
    freshness.set((now) => ({ ...now, connection: 'lost' }));
    if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connectEvents, 5000);
  });
  for (const type of handlers.keys()) listen(source, type);
}

/** Hears events of one type outside React; returns how to stop. */
export function onEvent(type: string, handler: Handler): () => void {
  if (!handlers.has(type)) {
    handlers.set(type, new Set());
    if (source) listen(source, type);
  }
  handlers.get(type)!.add(handler);
  return () => handlers.get(type)?.delete(handler);
}

/** Hears events of one type (`change`, `incident`, ...) while the component is on the screen. */
export function useEvents<T>(type: string, handler: (data: T) => void): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => onEvent(type, (data) => latest.current(data as T)), [type]);
}
