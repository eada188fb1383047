import type { Geometry } from 'geojson';
import type { Crs } from '../check/crs.ts';
import { type Extent, isInside } from '../check/geometry.ts';
import type { Mapping } from '../map/mapping.ts';
import type { RowBatch } from '../read/source.ts';
import { geometryOfWkt } from './wkt.ts';

/** Where a row keeps its geometry: beside its cells, in two columns, or as WKT in one. */
export class RowGeometry {
  readonly #first: number;
  readonly #second: number;
  readonly #wkt: number;
  /** The two columns hold northing and easting: the Chinese X is north. */
  #turned = false;

  constructor(mapping: Mapping) {
    const find = (test: (t: NonNullable<Mapping['targets'][number]>) => boolean) =>
      mapping.targets.findIndex((t) => t !== null && test(t));
    this.#first = find((t) => 'axis' in t && t.axis === 'lon');
    this.#second = find((t) => 'axis' in t && t.axis === 'lat');
    this.#wkt = find((t) => 'wkt' in t);
  }

  of(batch: RowBatch, row: number): Geometry | 'invalid' | null {
    const own = batch.geometries?.[row];
    if (own) return own;
    const from = batch.starts[row]!;
    const width = batch.starts[row + 1]! - from;
    const cell = (column: number) => (column < width ? batch.cells[from + column]!.trim() : '');
    if (this.#first >= 0 && this.#second >= 0) {
      const [a, b] = [cell(this.#first), cell(this.#second)];
      if (a === '' && b === '') return null;
      const [x, y] = [Number(a), Number(b)];
      if (a === '' || b === '' || !Number.isFinite(x) || !Number.isFinite(y)) return 'invalid';
      return { type: 'Point', coordinates: this.#turned ? [y, x] : [x, y] };
    }
    if (this.#wkt < 0 || cell(this.#wkt) === '') return null;
    return geometryOfWkt(cell(this.#wkt)) ?? 'invalid';
  }

  /** First coordinates of the batch's rows, at most 500. */
  sample(batch: RowBatch, from: number): [number, number][] {
    const out: [number, number][] = [];
    for (let row = from; row < batch.count && out.length < 500; row++) {
      const geometry = this.of(batch, row);
      if (geometry === null || geometry === 'invalid' || geometry.type === 'GeometryCollection') continue;
      let at: unknown = geometry.coordinates;
      while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
      if (Array.isArray(at) && typeof at[0] === 'number' && typeof at[1] === 'number') out.push([at[0], at[1]]);
    }
    return out;
  }

  /**
   * Turns the axes when that is how most of the sample falls inside the extent (columns X and Y of a survey: X is
   * north). Returns the share of the sample that is inside then.
   */
  orient(samples: readonly [number, number][], crs: Crs, extent: Extent | null): { inside: number; turned: boolean } {
    const at: [number, number] = [0, 0];
    const share = (turned: boolean) =>
      samples.filter(([x, y]) => {
        if (turned) crs.toLonLat(y, x, at);
        else crs.toLonLat(x, y, at);
        return isInside(at[0], at[1], extent);
      }).length / Math.max(1, samples.length);
    const [asSent, theOther] = [share(false), share(true)];
    this.#turned = this.#first >= 0 && theOther > 0.5 && theOther > asSent;
    return { inside: Math.max(asSent, theOther), turned: this.#turned };
  }
}
