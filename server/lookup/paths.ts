import type { Dataset } from '../../datasets/dataset.ts';

/** Records placed from an address carry `address_id`; regions contain what has no region code of its own. */
export const ADDRESSES = 'addresses';
export const REGIONS = 'regions';

/** `from.field` holds the value of `to.toField`. */
export interface Reference {
  from: Dataset;
  field: string;
  to: Dataset;
  toField: string;
}

/** Every `refers` of the declarations, both ends known. */
export function referencesOf(datasets: readonly Dataset[]): Reference[] {
  return datasets.flatMap((from) =>
    Object.entries(from.fields).flatMap(([field, { refers }]) => {
      const to = datasets.find((dataset) => dataset.id === refers?.dataset);
      return refers && to ? [{ from, field, to, toField: refers.field }] : [];
    }),
  );
}

/**
 * The references that lead from an address up to a dataset (addresses -> buildings -> parcels), or null when none do.
 * Region codes are not such a way: records carry their own.
 */
export function pathFromAddress(datasets: readonly Dataset[], to: Dataset): Reference[] | null {
  const start = datasets.find((dataset) => dataset.id === ADDRESSES);
  if (!start || to.id === REGIONS) return null;
  if (to === start) return [];
  const references = referencesOf(datasets).filter((r) => r.from !== r.to && r.to.id !== REGIONS);
  let paths: Reference[][] = references.filter((r) => r.from === start).map((r) => [r]);
  for (let depth = 0; depth < 4 && paths.length > 0; depth++) {
    const found = paths.find((path) => path.at(-1)!.to === to);
    if (found) return found;
    paths = paths.flatMap((path) => references.filter((r) => r.from === path.at(-1)!.to).map((r) => [...path, r]));
  }
  return null;
}
