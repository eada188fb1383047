import type { SearchResults } from '../../server/search/schema.ts';
import { createStore } from './store.ts';

export type SearchHit = { dataset: string } & SearchResults['groups'][number]['results'][number];

/** What was last chosen in the search box, for workspaces that begin from it (a coordinate has no record). */
export const lastSearch = createStore<{ text: string; hit: SearchHit } | null>(null);
