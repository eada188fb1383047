import { INDICATORS } from '../../datasets/codes/economy.ts';
import { REGION_LEVELS } from '../../datasets/codes/framework.ts';
import type { Dataset, Text } from '../../datasets/dataset.ts';
import type { StatisticColumns } from '../frame/columns.ts';
import type { Frame } from '../frame/frame.ts';
import type { Layer } from '../frame/layer.ts';
import type { Region } from '../frame/regions.ts';
import { ECONOMY, type Figures, isMonth, latestPeriod, sumOf, yearOf } from './economy.ts';
import type { IndicatorList } from './schema.ts';

type Group = IndicatorList[number]['group'];

/** What a choropleth can show: one number a region. */
export interface Indicator {
  id: string;
  group: Group;
  title: Text;
  unit: Text | undefined;
  dataset: string;
  /** Levels it has values for. */
  levels: string[];
  /** Of these, those a map can show: lists of streets and communities may come without shapes. */
  drawn: string[];
  periods: string[];
  /** The values of regions of one level, null where there is none. */
  valuesOf(regions: readonly Region[], digits: number, period: string | undefined): (number | null)[];
}

/** Levels a choropleth has, with the length of their codes. */
export const LEVELS: Record<string, number> = { district: 6, street: 9, community: 12 };

const GROUPS: Record<Dataset['theme'], Group> = {
  population: 'population',
  'legal-entities': 'legal-entities',
  economy: 'economy',
  framework: 'places',
  command: 'places',
};
const PER_KM2 = (unit: Text | undefined): Text => ({
  zh: `${unit?.zh ?? '个'}/平方公里`,
  en: `${unit?.en ?? 'records'} per km²`,
});
const PERCENT: Text = { zh: '%', en: '%' };

/** Parts of a statistic split by age, named as the statistical yearbook does; ends are the first and last age. */
const AGE_GROUPS: { id: string; title: Text; from: number; to: number }[] = [
  { id: '0-14', title: { zh: '0–14 岁人口占比', en: 'Share aged 0–14' }, from: 0, to: 14 },
  { id: '15-59', title: { zh: '15–59 岁人口占比', en: 'Share aged 15–59' }, from: 15, to: 59 },
  { id: '60+', title: { zh: '60 岁及以上人口占比', en: 'Share aged 60 and over' }, from: 60, to: 999 },
  { id: '65+', title: { zh: '65 岁及以上人口占比', en: 'Share aged 65 and over' }, from: 65, to: 999 },
];

/** One statistic over another, where both are declared. */
const RATIOS: { id: string; title: Text; unit: Text; of: string; over: string }[] = [
  {
    id: 'household-size',
    title: { zh: '平均家庭户规模', en: 'Mean household size' },
    unit: { zh: '人/户', en: 'persons per household' },
    of: 'persons',
    over: 'households',
  },
];

const sumCells = (columns: Float64Array, from: number, width: number) =>
  columns.subarray(from, from + width).reduce((a, b) => a + b, 0);

/** Ages of a category of a dimension of ages, `5-9` or `90+`; null for another kind of dimension. */
function agesOf(code: string): [number, number] | null {
  const match = /^(\d+)(?:-(\d+)|\+)$/.exec(code);
  return match ? [Number(match[1]), match[2] === undefined ? 999 : Number(match[2])] : null;
}

/** Every indicator that the declared statistics and the economic observations give. */
export function indicatorsOf(frame: Frame): Indicator[] {
  const layers = [...frame.layers.values()].filter((layer) => layer.layout.regionField !== null);
  const counted = layers.flatMap((layer) => layer.layout.statistics.flatMap((s) => indicatorsOfStatistic(layer, s)));
  const levels = Object.keys(LEVELS).filter((level) => frame.regions.all.some((r) => r.current && r.level === level));
  const drawn = levels.filter((level) =>
    frame.regions.all.some((r) => r.current && r.level === level && r.shape !== null),
  );
  const ofRecords = [...counted, ...ratiosOf(layers)].map((one) => ({ ...one, levels }));
  return [...ofRecords, ...economicIndicators(frame)].map((one) => ({
    ...one,
    drawn: one.levels.filter((level) => drawn.includes(level)),
  }));
}

type Counted = Omit<Indicator, 'levels' | 'drawn'>;

/** An indicator that is worked out from the columns of a region. */
function fromColumns(
  layer: Layer,
  id: string,
  title: Text,
  unit: Text | undefined,
  value: (columns: Float64Array, region: Region) => number | null,
): Counted {
  const empty = new Float64Array(layer.layout.columns + 1);
  return {
    id,
    group: GROUPS[layer.layout.dataset.theme],
    title,
    unit,
    dataset: layer.layout.dataset.id,
    periods: [],
    valuesOf(regions, digits) {
      const columns = layer.byRegion(digits);
      return regions.map((region) => value(columns.get(Number(region.code.slice(0, digits))) ?? empty, region));
    },
  };
}

function indicatorsOfStatistic(layer: Layer, s: StatisticColumns): Counted[] {
  const { title, unit } = s.statistic;
  const split = layer.layout.splits[s.split]!;
  const total = (columns: Float64Array) => sumCells(columns, s.offset, split.width);
  const out = [fromColumns(layer, s.id, title, unit, total)];
  if (s.sum < 0)
    out.push(
      fromColumns(
        layer,
        `${s.id}-density`,
        { zh: `${title.zh}密度`, en: `${title.en} per km²` },
        PER_KM2(unit),
        (columns, region) => (region.area ? total(columns) / (region.area / 1e6) : null),
      ),
    );
  const [first, second] = split.dimensions;
  if (first && !second)
    first.categories.forEach((category, cell) => {
      out.push(
        fromColumns(
          layer,
          `${s.id}.${category.code}`,
          { zh: `${title.zh}：${category.title.zh}`, en: `${title.en}: ${category.title.en}` },
          unit,
          (columns) => columns[s.offset + cell]!,
        ),
      );
    });
  const ages = split.dimensions.findIndex((d) => d.categories.every((category) => agesOf(category.code)));
  if (ages >= 0)
    for (const group of AGE_GROUPS) {
      const cells = cellsWhere(
        split.dimensions.map((d) => d.categories.map((c) => c.code)),
        ages,
        (code) => {
          const [from, to] = agesOf(code)!;
          return from >= group.from && to <= group.to;
        },
      );
      out.push(
        fromColumns(layer, `${s.id}-${group.id}`, group.title, PERCENT, (columns) => {
          const all = total(columns);
          return all === 0 ? null : (cells.reduce((n, cell) => n + columns[s.offset + cell]!, 0) / all) * 100;
        }),
      );
    }
  return out;
}

/** Cells (row-major) whose category of one dimension passes a test. */
function cellsWhere(codes: string[][], dimension: number, test: (code: string) => boolean): number[] {
  const size = codes.reduce((n, list) => n * list.length, 1);
  const after = codes.slice(dimension + 1).reduce((n, list) => n * list.length, 1);
  const own = codes[dimension]!;
  return Array.from({ length: size }, (_, i) => i).filter((i) => test(own[Math.floor(i / after) % own.length]!));
}

function ratiosOf(layers: Layer[]): Counted[] {
  return RATIOS.flatMap(({ id, title, unit, of, over }) => {
    const layer = layers.find((l) => [of, over].every((one) => l.layout.statistics.some((s) => s.id === one)));
    if (!layer) return [];
    const totalOf = (name: string) => {
      const s = layer.layout.statistics.find((one) => one.id === name)!;
      return (columns: Float64Array) => sumCells(columns, s.offset, layer.layout.splits[s.split]!.width);
    };
    const [above, below] = [totalOf(of), totalOf(over)];
    return [
      fromColumns(layer, id, title, unit, (columns) => (below(columns) === 0 ? null : above(columns) / below(columns))),
    ];
  });
}

function economicIndicators(frame: Frame): Omit<Indicator, 'drawn'>[] {
  const all = frame.value(ECONOMY);
  const levelOf = new Map(frame.regions.all.map((region) => [region.code, region.level]));
  return INDICATORS.flatMap((indicator) => {
    const figures = all.get(indicator.code);
    if (!figures) return [];
    const found = new Set([...figures.byRegion.keys()].map((code) => levelOf.get(code)));
    const levels = REGION_LEVELS.map(({ code }) => code as string).filter(
      (level) => level in LEVELS && found.has(level),
    );
    if (levels.length === 0) return [];
    const periods = periodsOf(figures);
    return [
      {
        id: indicator.code,
        group: 'economy' as const,
        title: indicator.title,
        unit: { zh: figures.unit, en: UNITS[figures.unit] ?? figures.unit },
        dataset: 'economy',
        levels,
        periods,
        valuesOf: (regions, _digits, period) =>
          regions.map(({ code }) => figureOf(figures.byRegion.get(code), period ?? periods[0]!)),
      } satisfies Omit<Indicator, 'drawn'>,
    ];
  });
}

/** Units departments send, as they read in English. */
const UNITS: Record<string, string> = {
  亿元: '100 million CNY',
  万元: '10,000 CNY',
  万千瓦时: '10,000 kWh',
  亿千瓦时: '100 million kWh',
};

/** Complete years and single months, the latest first; before them the run the profile uses when no year is complete. */
function periodsOf(figures: Figures): string[] {
  const regions = [...figures.byRegion.values()];
  const keys = [...new Set(regions.flatMap((values) => [...values.keys()]))].sort().reverse();
  const years = [...new Set(keys.map((key) => key.slice(0, 4)))].filter((year) =>
    regions.some((values) => yearOf(values, year) !== null),
  );
  const latest = latestPeriod(regions)!.name;
  return [...new Set([latest, ...years, ...keys.filter(isMonth)])];
}

/** A month, a whole year (null unless all its months are there), or the run `first..last`. */
function figureOf(values: Map<string, number> | undefined, period: string): number | null {
  if (!values) return null;
  const [first, last] = period.split('..');
  if (last !== undefined)
    return sumOf(values, {
      name: period,
      months: [...values.keys()].filter((m) => isMonth(m) && m >= first! && m <= last),
    });
  return isMonth(period) ? (values.get(period) ?? null) : yearOf(values, period);
}
