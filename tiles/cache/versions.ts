import { BUFFER, EXTENT, type TileId } from '../encode/grid.ts';

/** Zoom of the cells in the change log. */
const CELL_ZOOM = 14;
/** Touched tiles remembered for a dataset; beyond, all its tiles count as touched. About 60 bytes each. */
const MAX_TOUCHED = 300_000;

const keyOf = (z: number, x: number, y: number) => (z * 16384 + x) * 16384 + y;

/**
 * The version of every tile of every dataset: the sequence of the last change that touched it. Known before any work,
 * so freshness is a comparison: nothing expires and nothing is purged.
 */
export class TileVersions {
  readonly #datasets = new Map<string, { base: number; last: number; touched: Map<number, number> }>();

  /** @param reached sequence of the last change of each dataset when following began */
  constructor(reached: ReadonlyMap<string, number>) {
    for (const [dataset, sequence] of reached) this.#of(dataset, sequence);
  }

  #of(dataset: string, sequence = 0) {
    let versions = this.#datasets.get(dataset);
    if (!versions) {
      versions = { base: sequence, last: sequence, touched: new Map() };
      this.#datasets.set(dataset, versions);
    }
    return versions;
  }

  /**
   * Takes in a change, in sequence.
   * @param cells touched cells of zoom 14 as x * 16384 + y; null = anywhere, [] = nowhere on the map
   */
  touch(dataset: string, sequence: number, cells: readonly number[] | null): void {
    const versions = this.#of(dataset);
    versions.last = sequence;
    if (cells !== null) {
      for (const key of tilesTouchedBy(cells)) versions.touched.set(key, sequence);
      if (versions.touched.size <= MAX_TOUCHED) return;
    }
    versions.base = sequence;
    versions.touched.clear();
  }

  /** Version of a tile of a dataset; below zoom 14 tiles share that of the cell they lie in. */
  of(dataset: string, { z, x, y }: TileId): number {
    const versions = this.#datasets.get(dataset);
    if (!versions) return 0;
    const up = Math.max(0, z - CELL_ZOOM);
    const touched = versions.touched.get(keyOf(z - up, x >> up, y >> up));
    return touched === undefined ? versions.base : Math.max(touched, versions.base);
  }

  /** The last change of a dataset, wherever it was. */
  last(dataset: string): number {
    return this.#datasets.get(dataset)?.last ?? 0;
  }
}

/** Keys of the tiles of zoom 0 to 14 whose buffered square meets one of the cells: neighbours count too. */
function tilesTouchedBy(cells: readonly number[]): Set<number> {
  const keys = new Set<number>();
  const margin = BUFFER / EXTENT;
  for (const cell of cells) {
    const cx = Math.floor(cell / 16384);
    const cy = cell % 16384;
    for (let z = 0; z <= CELL_ZOOM; z++) {
      const size = 2 ** (CELL_ZOOM - z);
      const end = 2 ** z - 1;
      const x1 = Math.min(end, Math.floor((cx + 1) / size + margin));
      const y1 = Math.min(end, Math.floor((cy + 1) / size + margin));
      for (let x = Math.max(0, Math.floor(cx / size - margin)); x <= x1; x++)
        for (let y = Math.max(0, Math.floor(cy / size - margin)); y <= y1; y++) keys.add(keyOf(z, x, y));
    }
  }
  return keys;
}
