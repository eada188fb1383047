import Flatbush from 'flatbush';
import { significantDigits } from '../../datasets/fields/region-code.ts';
import type { Db } from '../db/pool.ts';
import { Shape } from './shape.ts';
import { polygonsOfWkb } from './wkb.ts';

export interface Region {
  /** Row id: the feature id in tiles. */
  id: number;
  /** 12 digits. */
  code: string;
  /** The digits that mean something: 2, 4, 6, 9 or 12. */
  digits: string;
  name: string;
  level: string;
  current: boolean;
  /** Square metres on the ellipsoid; null without geometry. */
  area: number | null;
  /** EPSG:4490; null without geometry. */
  shape: Shape | null;
  /**
   * Codes, as numbers, of itself and of the regions without a shape below it that no smaller region with a shape has
   * above it: of records there no more is known than that they are somewhere in here. Empty without a shape.
   */
  holds: number[];
}

/** All regions with their polygons in memory. */
export class Regions {
  /** In the order of their codes. */
  readonly all: Region[];
  readonly byCode: ReadonlyMap<string, Region>;
  /** Index of each current district by the first six digits of its code. */
  readonly districts: ReadonlyMap<number, number>;
  readonly #boxes: Flatbush | null;
  readonly #boxed: Region[];

  constructor(all: Region[]) {
    this.all = all;
    this.byCode = new Map(all.map((region) => [region.code, region]));
    for (const region of all) this.#drawnAbove(region)?.holds.push(Number(region.code));
    const districts = all.filter((r) => r.level === 'district' && r.current);
    this.districts = new Map(districts.map((r, i) => [Number(r.code.slice(0, 6)), i]));
    this.#boxed = all.filter((r) => r.current && r.shape !== null && r.shape.edges > 0);
    this.#boxes = this.#boxed.length === 0 ? null : new Flatbush(this.#boxed.length);
    for (const { shape } of this.#boxed) this.#boxes!.add(...shape!.box);
    this.#boxes?.finish();
  }

  /** The smallest current region with a shape that is this one or has it in it. */
  #drawnAbove({ digits }: Region): Region | undefined {
    for (const length of [12, 9, 6, 4, 2]) {
      if (length > digits.length) continue;
      const region = this.byCode.get(digits.slice(0, length).padEnd(12, '0'));
      if (region?.current && region.shape) return region;
    }
    return undefined;
  }

  static async read(db: Db): Promise<Regions> {
    const { rows } = await db.query<{
      id: number;
      code: string;
      name: string;
      level: string;
      current: boolean;
      area: number | null;
      wkb: Buffer | null;
    }>(
      `select id, code, name, level, status = 'current' as current, st_area(geom::geography) as area,
         case when not st_isempty(geom) then st_asbinary(st_force2d(geom), 'NDR') end as wkb
       from data.regions order by code`,
    );
    return new Regions(
      rows.map(({ wkb, ...region }) => ({
        ...region,
        digits: region.code.slice(0, significantDigits(region.code)),
        shape: wkb === null ? null : new Shape(polygonsOfWkb(wkb)),
        holds: [],
      })),
    );
  }

  /** Current regions that share a point with the shape, in code order; equal to ST_Intersects of the polygons. */
  touching(shape: Shape): Region[] {
    if (!this.#boxes || shape.edges === 0) return [];
    return this.#boxes
      .search(...shape.box)
      .sort((a, b) => a - b)
      .map((i) => this.#boxed[i]!)
      .filter((region) => shape.touches(region.shape!));
  }
}
