import { useSyncExternalStore } from 'react';

/**
 * Every state worth keeping lives in the query string, so that a link shows what was seen and Back goes back.
 * Names are short and stable: w workspace, v view, l layers, s selection; workspaces prefix theirs (`p.i`, `p.m`).
 * Never put a person, an id number, a case polygon or search text of those here.
 */
const listeners = new Set<() => void>();
let search = location.search;

function announce(): void {
  search = location.search;
  for (const listener of [...listeners]) listener();
}
addEventListener('popstate', announce);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Also for what is not React: the map moves when Back is pressed. */
export const onUrlChange = subscribe;

export function urlParam(name: string): string | null {
  return new URLSearchParams(search).get(name);
}

/** Commas, colons and slashes stay readable: they are lawful in a query string. */
const readable = (params: URLSearchParams) =>
  params.toString().replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%2F/g, '/');

/**
 * Changes parameters; null removes one. `push` for a deliberate step (Back returns from it), `replace` while
 * something is dragged or the map moves.
 */
export function setUrl(changes: Record<string, string | null>, how: 'push' | 'replace' = 'push'): void {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name);
    else params.set(name, value);
  }
  const text = readable(params);
  const next = text ? `?${text}` : '';
  if (next === search) return;
  const url = `${location.pathname}${next}`;
  if (how === 'push') history.pushState(null, '', url);
  else history.replaceState(null, '', url);
  announce();
}

/** One parameter as state. The setter pushes unless told to replace. */
export function useUrlParam(name: string): [string | null, (value: string | null, how?: 'push' | 'replace') => void] {
  const value = useSyncExternalStore(subscribe, () => urlParam(name));
  return [value, (next, how) => setUrl({ [name]: next }, how)];
}
