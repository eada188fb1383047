import type { Text } from '../../datasets/dataset.ts';
import { i18next, say } from './i18n.ts';
import { createStore } from './store.ts';

/** What the server (or the lack of it) says when a request fails; `message` is for people, in their language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: Text | null;
  readonly extra: Record<string, unknown>;

  constructor(status: number, code: string, detail: Text | null, extra: Record<string, unknown> = {}) {
    super(detail?.en ?? code);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}

/** Whether the server was reachable at the last request or event. */
export const online = createStore(true);
/** The token that goes with every request that changes something; the session sets it. */
let csrf: string | null = null;
export function setCsrf(token: string | null): void {
  csrf = token;
}
/** For requests that cannot go through `api` (an upload that tells its progress). */
export const csrfToken = (): string | null => csrf;
const signedOut = new Set<() => void>();
/** Called when the server says the session has ended. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Plain values become JSON; FormData and Blob go as they are. */
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

async function send(path: string, ask: Ask): Promise<Response> {
  const method = ask.method ?? (ask.body === undefined ? 'GET' : 'POST');
  const raw = ask.body instanceof FormData || ask.body instanceof Blob;
  const headers: Record<string, string> = { accept: 'application/json', ...ask.headers };
  if (ask.body !== undefined && !raw) headers['content-type'] = 'application/json';
  if (method !== 'GET' && csrf) headers['x-csrf-token'] = csrf;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: ask.body === undefined ? undefined : raw ? (ask.body as BodyInit) : JSON.stringify(ask.body),
      signal: ask.signal,
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    online.set(false);
    throw new ApiError(0, 'offline', null);
  }
  online.set(true);
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as
    | ({ code?: string; detail?: Text | string } & Record<string, unknown>)
    | null;
  if (response.status === 401 && problem?.code === 'sign-in') for (const listener of signedOut) listener();
  const detail = problem?.detail;
  throw new ApiError(
    response.status,
    problem?.code ?? `http-${response.status}`,
    typeof detail === 'object' ? detail : detail ? { zh: detail, en: detail } : null,
    problem ?? {},
  );
}

/** Asks the server and reads its JSON; throws `ApiError`, or the abort of `signal`. */
export async function api<T>(path: string, ask: Ask = {}): Promise<T> {
  const response = await send(path, ask);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** Asks the server for a file. */
export async function apiBlob(path: string, ask: Ask = {}): Promise<Blob> {
  return (await send(path, { ...ask, headers: { accept: '*/*', ...ask.headers } })).blob();
}

/** A query string from plain values; empty ones are left out. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** An error as a person should hear it: what happened, whether anything is lost, what to do. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.detail) return say(error.detail);
    if (error.code === 'offline') return i18next.t('shell:error.offline');
    if (error.status === 404) return i18next.t('shell:error.notFound');
    return i18next.t('shell:error.http', { status: error.status });
  }
  return i18next.t('shell:error.unknown');
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
