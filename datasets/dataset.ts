import type { FieldType, FieldValue } from './fields/field.ts';
import type { Privacy, Role } from './roles.ts';

/** A text for people, in both languages of the screen. */
export interface Text {
  zh: string;
  en: string;
}

export type GeometryKind = 'Point' | 'LineString' | 'MultiPolygon';

/** One field of a record: its type parses, checks, repairs and masks it. */
export interface Field<T extends FieldValue = FieldValue> {
  type: FieldType<T>;
  title: Text;
  /** Header texts under which departments send this field; the zh title is always one. */
  aliases?: string[];
  /** A record without it goes to quarantine. */
  required?: boolean;
  /** Who may see it: see `roles.ts`. Default `open`. */
  privacy?: Privacy;
  /** The field holds a key of another dataset: this makes a link in every profile. */
  refers?: { dataset: string; field: string };
  /** Records with the same value belong together (a household): the name of that relation in every profile. */
  groups?: Text;
}

/**
 * A way to split records into categories.
 * `sql` yields the category's index in `categories` (smallint, null = none) over the alias `t` of the dataset's table.
 */
export interface Dimension {
  title: Text;
  sql: string;
  categories: { code: string; title: Text }[];
}

/** A number summed over the records of a zone, split by the named dimensions (at most two). */
export interface Statistic {
  title: Text;
  unit?: Text;
  /** `count`, or the sum of a SQL expression over `t` that yields a whole number. */
  measure: 'count' | { sum: string };
  /** SQL condition over `t`: only these records count. */
  where?: string;
  by?: string[];
}

/** One layer of vector tiles. Properties are fields of the dataset; a role sees those its view has. */
export interface TileLayer {
  id: string;
  title: Text;
  minzoom: number;
  maxzoom: number;
  properties: string[];
  /** SQL condition over `t`. */
  where?: string;
  /** Rank: below a zoom only the records for which its condition over `t` holds; the lowest that applies counts. */
  ladder?: { below: number; where: string }[];
  /** Polygons only: a second layer `<id>-label` carries one point a record, so that a name is written once. */
  labels?: boolean;
  /** Catalogue group on the screen. */
  group: 'base' | 'framework' | 'population' | 'legal-entities' | 'economy' | 'command';
  /** How the layer is drawn when first added; also its legend. */
  legend: Legend;
}

export interface LegendClass {
  value: string | number;
  title: Text;
  color: string;
}

export type Legend =
  | { shape: 'fill' | 'line' | 'circle'; color: string }
  | { shape: 'extrusion'; color: string; height: string }
  | { shape: 'fill' | 'line' | 'circle'; by: string; classes: LegendClass[]; other: string };

/**
 * How a record gets its place.
 * - `geometry`: the file carries it (with a declared CRS); `optional` when a record stands without one too
 * - `address`: an address text, matched to `addresses`; the region code narrows and checks it
 * - `region`: only a region code; the record has no geometry of its own
 */
export type Placement =
  | { by: 'geometry'; or?: { by: 'address'; text: string; region?: string }; optional?: boolean }
  | { by: 'address'; text: string; region?: string }
  | { by: 'region'; region: string };

/** Everything Siku knows of one set of records from one source department. */
export interface Dataset {
  /** Kebab-case, the folder's name and the id in every URL. */
  id: string;
  theme: 'framework' | 'population' | 'legal-entities' | 'economy' | 'command';
  title: Text;
  description: Text;
  source: Text;
  /** 政务信息资源目录: unconditional, conditional, or not shared. */
  sharing: 'unconditional' | 'conditional' | 'not-shared';
  updateCycle: 'daily' | 'monthly' | 'quarterly' | 'yearly' | 'as-needed';
  geometry?: GeometryKind;
  /** The fields that tell one record from another. */
  key: string[];
  fields: Record<string, Field>;
  placement: Placement;
  /** `snapshot`: a file is the whole truth, what it lacks is removed. `increment`: a file adds and changes. */
  delivery: 'snapshot' | 'increment';
  /** Roles that may read single records; fields are masked by their privacy. */
  readers: readonly Role[];
  /** The category indexes depend on the batch's reference date (ages): `siku.reference_date(id)`. */
  dated?: boolean;
  dimensions?: Record<string, Dimension>;
  statistics?: Record<string, Statistic>;
  tiles?: TileLayer[];
  /** Texts by which a record is found; `title` names it in a result list and in a profile. */
  search?: { title: string; subtitle?: string; texts: string[]; exact?: string[] };
}

/** The TypeScript type of one record, derived from its declaration. */
export type RecordOf<D extends { fields: Record<string, Field> }> = {
  [F in keyof D['fields']]: D['fields'][F] extends Field<infer T> ? T | null : never;
};

export function defineDataset<const D extends Dataset>(declaration: D): D {
  return declaration;
}

/** The table, history table and views of a dataset carry its id in snake case. */
export function tableName(dataset: Pick<Dataset, 'id'>): string {
  return dataset.id.replaceAll('-', '_');
}

/** True when the table has the columns of a place found from an address. */
export function isPlacedByAddress(dataset: Dataset): boolean {
  return (
    dataset.placement.by === 'address' || (dataset.placement.by === 'geometry' && dataset.placement.or !== undefined)
  );
}
