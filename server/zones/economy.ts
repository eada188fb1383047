import { INDICATORS } from '../../datasets/codes/economy.ts';
import type { Text } from '../../datasets/dataset.ts';
import type { Frame, Held } from '../frame/frame.ts';
import type { Layer } from '../frame/layer.ts';
import type { Regions } from '../frame/regions.ts';
import type { ApportionedFigure } from './schema.ts';

/** Figures of one indicator: by region code, by month `YYYY-MM`, or by year `YYYY` where a year was sent as one figure. */
export interface Figures {
  unit: string;
  byRegion: Map<string, Map<string, number>>;
}

/** All economic observations in memory, by indicator: some thousand numbers. */
export const ECONOMY: Held<Map<string, Figures>> = {
  dataset: 'economy',
  async read(db) {
    const { rows } = await db.query<{
      region_code: string;
      indicator: string;
      period: string;
      value: number;
      unit: string;
    }>(
      `select region_code, indicator, period, value::float8 as value, coalesce(unit, '') as unit
       from data.economy order by indicator, region_code, period`,
    );
    const all = new Map<string, Figures>();
    for (const row of rows) {
      const figures = all.get(row.indicator) ?? { unit: row.unit, byRegion: new Map() };
      all.set(row.indicator, figures);
      const months = figures.byRegion.get(row.region_code) ?? new Map<string, number>();
      figures.byRegion.set(row.region_code, months.set(row.period, row.value));
    }
    return all;
  },
};

/** Ids of the statistics figures are spread by; the frame keeps them by district. */
export const WEIGHTS: readonly string[] = [...new Set(INDICATORS.map((indicator) => indicator.spread))];

/** Months `YYYY-MM` (or the one year `YYYY`) that a figure is summed over, and how the run is called. */
export interface Period {
  name: string;
  months: string[];
}

/** The latest calendar year that every one of these regions has whole; else the latest twelve months. */
export function latestPeriod(byRegion: readonly Map<string, number>[]): Period | null {
  const keys = [...new Set(byRegion.flatMap((values) => [...values.keys()]))].sort();
  if (keys.length === 0) return null;
  const years = [...new Set(keys.map((key) => key.slice(0, 4)))].reverse();
  for (const name of years) if (byRegion.every((values) => yearOf(values, name) !== null)) return periodNamed(name);
  const months = keys.filter(isMonth);
  const last = months.at(-1);
  if (last === undefined) return periodNamed(years[0]!);
  const index = Number(last.slice(0, 4)) * 12 + Number(last.slice(5)) - 1;
  const run = Array.from({ length: 12 }, (_, i) => monthAt(index - 11 + i)).filter((month) => months.includes(month));
  return { name: `${run[0]}..${last}`, months: run };
}

const periodNamed = (year: string): Period => ({ name: year, months: monthsOf(year) });
export const isMonth = (key: string) => key.length === 7;
const monthsOf = (year: string) => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
const monthAt = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** A whole year: as it was sent in one figure, else the sum of its twelve months, else null. */
export function yearOf(values: Map<string, number>, year: string): number | null {
  const sent = values.get(year);
  if (sent !== undefined) return sent;
  const months = monthsOf(year).map((month) => values.get(month));
  return months.includes(undefined) ? null : months.reduce<number>((a, b) => a + b!, 0);
}

/** The sum of a region's months, or null when none of them has a figure. */
export function sumOf(values: Map<string, number> | undefined, period: Period): number | null {
  const sent = values?.get(period.name);
  if (sent !== undefined) return sent;
  const found = period.months.flatMap((month) => values?.get(month) ?? []);
  return found.length === 0 ? null : found.reduce((a, b) => a + b, 0);
}

/** A weight (persons, employees) of the zone and of whole districts, by index of district; the last is of no district. */
interface Weight {
  id: string;
  title: Text;
  zone: Float64Array;
  /** All records of the district by code. */
  total: Float64Array;
  /** Those that have a point. */
  placed: Float64Array;
}

/** Sums over the whole city, worked out once for a sequence: they were a tenth of the time of a zone's profile. */
const wholes = new WeakMap<Layer, { sequence: number; total: Float64Array; placed: Float64Array }>();

function wholeOf(layer: Layer, sequence: number): { total: Float64Array; placed: Float64Array } {
  const known = wholes.get(layer);
  if (known?.sequence === sequence) return known;
  const fresh = { sequence, total: layer.ofRegion(''), placed: layer.placed() };
  wholes.set(layer, fresh);
  return fresh;
}

function weightsOf(frame: Frame, columnsOf: (layer: Layer) => Float64Array): Weight[] {
  return [...frame.layers.values()].flatMap((layer) =>
    layer.layout.statistics
      .filter((s) => s.byDistrict >= 0)
      .map((s) => {
        const cut = (columns: Float64Array) => columns.slice(s.byDistrict, s.byDistrict + layer.layout.districts + 1);
        return {
          id: s.id,
          title: s.statistic.title,
          zone: cut(columnsOf(layer)),
          total: cut(wholeOf(layer, frame.sequence).total),
          placed: cut(wholeOf(layer, frame.sequence).placed),
        };
      }),
  );
}

/** The latest figures of an indicator, by index of district. */
interface Latest {
  unit: string;
  period: Period;
  known: (number | null)[];
}

/** Worked out once for what the frame holds: figures change a few times a year, zones are asked while one drags. */
const remembered = new WeakMap<Map<string, Figures>, { regions: Regions; latest: Map<string, Latest> }>();

function latestOf(all: Map<string, Figures>, regions: Regions): Map<string, Latest> {
  const known = remembered.get(all);
  if (known?.regions === regions) return known.latest;
  const districts = [...regions.districts.keys()].map((six) => `${six}000000`);
  const latest = new Map<string, Latest>();
  for (const [indicator, { unit, byRegion }] of all) {
    const months = districts.map((code) => byRegion.get(code));
    const period = latestPeriod(months.flatMap((values) => values ?? []));
    if (period) latest.set(indicator, { unit, period, known: months.map((values) => sumOf(values, period)) });
  }
  remembered.set(all, { regions, latest });
  return latest;
}

/** Spreads what districts have over a weight: each gives the share of its weight that lies in the zone. */
function spread(weight: Weight, whole: Float64Array, figures: (number | null)[]): number {
  return figures.reduce<number>(
    (sum, figure, d) => (figure === null || whole[d] === 0 ? sum : sum + (figure * weight.zone[d]!) / whole[d]!),
    0,
  );
}

/**
 * Economic figures of districts apportioned to a zone.
 *
 * Method: dasymetric by the weight the indicator names (`spread` in datasets/codes/economy.ts): a district gives its
 * figure times the share of its employees (or persons) that lie in the zone, among those with a point when the zone is a
 * shape. The range is that of all admissible ways: either weight, with the records without a point left out or held to
 * lie elsewhere. It says how much the choice of method matters, it is no confidence interval.
 */
export function apportion(
  frame: Frame,
  regions: Regions,
  columnsOf: (layer: Layer) => Float64Array,
  byCode: boolean,
): ApportionedFigure[] {
  const weights = weightsOf(frame, columnsOf);
  const latest = latestOf(frame.value(ECONOMY), regions);
  return INDICATORS.flatMap((indicator) => {
    const found = latest.get(indicator.code);
    const weight = weights.find((w) => w.id === indicator.spread);
    if (!found || !weight) return [];
    const { unit, period, known } = found;
    const value = spread(weight, byCode ? weight.total : weight.placed, known);
    const ways = weights.flatMap((w) =>
      byCode ? [spread(w, w.total, known)] : [spread(w, w.placed, known), spread(w, w.total, known)],
    );
    const inZone = weight.zone.reduce((a, b) => a + b, 0);
    const inKnown = weight.zone.reduce((sum, n, d) => (known[d] === null || d >= known.length ? sum : sum + n), 0);
    return {
      indicator: indicator.code,
      title: indicator.title,
      unit,
      period: period.name,
      value,
      low: Math.min(value, ...ways),
      high: Math.max(value, ...ways),
      method: {
        zh: `按${weight.title.zh}分摊：各区数值 × 范围内${weight.title.zh}占该区的比重；区间为改用其他权重、未落图记录计入与否的最小和最大结果`,
        en: `Spread by ${weight.title.en.toLowerCase()}: each district’s figure times the share of its weight within the zone; the range is over the other weights, and unplaced records left out or held to lie elsewhere`,
      },
      covered: inZone === 0 ? 0 : inKnown / inZone,
    };
  });
}
