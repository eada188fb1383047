import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Dataset } from './dataset.ts';

/** Reads every `<folder>/dataset.ts` under `root`; a new folder there is a new dataset, and nothing else needs to know. */
export async function readDatasets(root: string): Promise<Dataset[]> {
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'dataset.ts')))
    .map((entry) => join(root, entry.name, 'dataset.ts'));
  const found = await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(file).href)).default as Dataset),
  );
  return inLoadingOrder(found);
}

/** What a dataset's records need to be there before them. */
function needs(dataset: Dataset): string[] {
  const placed = dataset.placement.by === 'address' || (dataset.placement.by === 'geometry' && dataset.placement.or);
  const refers = Object.values(dataset.fields).flatMap((field) => (field.refers ? [field.refers.dataset] : []));
  return [...refers, ...(placed ? ['addresses'] : []), ...(dataset.id === 'regions' ? [] : ['regions'])];
}

/** What records are put on comes before the records; otherwise by name, so that the order is always the same. */
export function inLoadingOrder(datasets: readonly Dataset[]): Dataset[] {
  const left = [...datasets].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ordered: Dataset[] = [];
  while (left.length > 0) {
    const ready = left.findIndex((d) => needs(d).every((id) => id === d.id || !left.some((other) => other.id === id)));
    if (ready < 0) throw new Error(`datasets refer to each other in a circle: ${left.map((d) => d.id).join(', ')}`);
    ordered.push(...left.splice(ready, 1));
  }
  return ordered;
}

/** Every dataset of the house, in the order a city is loaded. */
export const DATASETS: readonly Dataset[] = await readDatasets(import.meta.dirname);

export function datasetOf(id: string, datasets: readonly Dataset[] = DATASETS): Dataset | undefined {
  return datasets.find((dataset) => dataset.id === id);
}
