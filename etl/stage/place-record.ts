import type { Geometry } from 'geojson';
import { type Dataset, isPlacedByAddress } from '../../datasets/dataset.ts';
import { significantDigits } from '../../datasets/fields/region-code.ts';
import type { Crs } from '../check/crs.ts';
import { admitGeometry, type Extent, pointHex } from '../check/geometry.ts';
import type { RecordCheck } from '../check/record.ts';
import type { AddressIndex, AddressMatch } from '../place/address-index.ts';

/** How precise a region code is, by its digits that mean something. */
const REGION_LEVEL = { 12: 'community', 9: 'street', 6: 'district', 4: 'city', 2: 'province' } as const;

/** Finds each record's place and writes its columns as COPY text. */
export class Placer {
  readonly counts: Record<string, number> = {};
  /** COPY text of `geom`, or null when the dataset has none. */
  hex: string | null = null;
  /** COPY text of address_id, place_level, place_method, place_confidence; empty when the dataset has none. */
  columns = '';
  level = 'none';
  readonly #dataset: Dataset;
  readonly #crs: Crs | null;
  readonly #extent: Extent | null;
  readonly #addresses: AddressIndex | null;
  readonly #text: number;
  readonly #region: number;
  #last: AddressMatch | null = null;
  #lastText: string | null = null;
  #lastRegion: string | null = null;

  constructor(
    dataset: Dataset,
    check: RecordCheck,
    crs: Crs | null,
    extent: Extent | null,
    addresses: AddressIndex | null,
  ) {
    this.#dataset = dataset;
    this.#crs = crs;
    this.#extent = extent;
    this.#addresses = addresses;
    const by = dataset.placement.by === 'geometry' ? dataset.placement.or : dataset.placement;
    this.#text = by?.by === 'address' ? check.fields.indexOf(by.text) : -1;
    const region = by && 'region' in by ? by.region : undefined;
    this.#region = region === undefined ? -1 : check.fields.indexOf(region);
  }

  /**
   * Places the record `check` holds; may refuse it there.
   * @param geometry as read; `'invalid'` when the row's coordinates are no numbers
   */
  place(check: RecordCheck, geometry: Geometry | 'invalid' | null): boolean {
    this.hex = null;
    this.columns = '';
    const withPlace = isPlacedByAddress(this.#dataset);
    if (geometry === 'invalid') {
      check.refuse(-1, 'coordinates-invalid');
      return false;
    }
    if (geometry && this.#crs && this.#dataset.geometry) {
      const admitted = admitGeometry(geometry, this.#dataset.geometry, this.#crs, this.#extent);
      if ('reject' in admitted) {
        check.refuse(-1, admitted.reject);
        return false;
      }
      if (admitted.swapped) check.repairs.push({ field: 'geom', sent: '', kept: '', code: 'axes-swapped' });
      this.hex = admitted.hex;
      this.level = 'point';
      if (withPlace) this.columns = '\t\\N\tpoint\tgeometry\t1';
      return true;
    }
    const region = this.#region >= 0 ? (check.values[this.#region] as string | null) : null;
    if (this.#dataset.placement.by === 'region') {
      this.level = region === null ? 'none' : 'region';
      return true;
    }
    if (!withPlace) {
      this.level = 'none';
      if (this.#dataset.placement.by === 'geometry' && this.#dataset.placement.optional) return true;
      check.refuse(-1, 'geometry-missing');
      return false;
    }
    const text = this.#text >= 0 ? (check.values[this.#text] as string | null) : null;
    const match = text === null || !this.#addresses ? null : this.#match(text, region);
    if (!match) {
      this.level = region === null ? 'none' : REGION_LEVEL[significantDigits(region)];
      this.columns = region === null ? '\t\\N\tnone\tnone\t0' : `\t\\N\t${this.level}\tregion\t1`;
      return true;
    }
    this.level = match.level;
    this.hex = pointHex(match.lon, match.lat);
    this.columns = `\t${match.id}\t${match.level}\t${match.method}\t${match.confidence}`;
    return true;
  }

  /** A household's rows follow one another with the same address: the last answer serves most of them. */
  #match(text: string, region: string | null): AddressMatch | null {
    if (text === this.#lastText && region === this.#lastRegion) return this.#last;
    this.#last = this.#addresses!.match(text, region);
    this.#lastText = text;
    this.#lastRegion = region;
    return this.#last;
  }

  accepted(): void {
    this.counts[this.level] = (this.counts[this.level] ?? 0) + 1;
  }
}
