import type { Dataset } from '../../datasets/dataset.ts';

/** Every declaration in the checkout: a new folder in `datasets/` is here without a change. */
const found = import.meta.glob<Dataset>('../../datasets/*/dataset.ts', { eager: true, import: 'default' });

export const DECLARATIONS: readonly Dataset[] = Object.values(found).sort((a, b) => (a.id < b.id ? -1 : 1));

export const declarationOf = (id: string | undefined): Dataset | undefined =>
  DECLARATIONS.find((dataset) => dataset.id === id);

/** True when a file of the dataset may carry coordinates, and so must say in which system. */
export const mayCarryCoordinates = (dataset: Dataset | undefined): boolean => dataset?.placement.by === 'geometry';
