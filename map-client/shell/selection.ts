import { createStore, useStore } from './store.ts';
import { setUrl, urlParam } from './url-state.ts';

/** The one selected record, shared by map, tables, search and cards. */
export interface Selected {
  dataset: string;
  id: number;
  /** Where it is, when known: the map marks it. */
  lonLat?: [number, number];
  title?: string;
}

const selected = createStore<Selected | null>(fromUrl());

/** Datasets whose records may stand in a link: those drawn as map features. A person's never is among them. */
const linkable = new Set<string>();
export function allowInLinks(datasets: Iterable<string>): void {
  for (const dataset of datasets) linkable.add(dataset);
}

function fromUrl(): Selected | null {
  const [dataset, id] = (urlParam('s') ?? '').split(':');
  return dataset && /^\d+$/.test(id ?? '') ? { dataset, id: Number(id) } : null;
}

addEventListener('popstate', () => {
  const next = fromUrl();
  const now = selected.get();
  if (next?.dataset !== now?.dataset || next?.id !== now?.id) selected.set(next);
});

/** Selects a record everywhere, or nothing. Only linkable datasets enter the URL. */
export function select(next: Selected | null): void {
  selected.set(next);
  setUrl({ s: next && linkable.has(next.dataset) ? `${next.dataset}:${next.id}` : null });
}

export function useSelection(): { selected: Selected | null; select: typeof select } {
  return { selected: useStore(selected), select };
}

export const selection = selected;
