import { writeFileSync } from 'node:fs';
import { INDICATORS } from '../codes/economy.ts';
import { apportion } from './census.ts';
import type { Random } from './random.ts';
import type { TruthKeeper } from './truth.ts';
import { type Cell, workbook } from './workbook.ts';

/** Figures a year per resident, their unit, growth, and how the year is spread over its months. */
const SHAPES: Record<
  (typeof INDICATORS)[number]['code'],
  { unit: string; perHead: number; growth: number; season: number[] }
> = {
  gdp: { unit: '万元', perHead: 13.2, growth: 0.052, season: [7, 6, 9, 7.6, 8, 9.2, 7.8, 8.1, 9.3, 8.2, 8.6, 11.2] },
  industrial_output: {
    unit: '万元',
    perHead: 15.5,
    growth: 0.061,
    season: [6.8, 6, 8.8, 8.2, 8.5, 9, 8.2, 8.4, 8.9, 8.6, 9, 9.6],
  },
  retail_sales: {
    unit: '万元',
    perHead: 5.6,
    growth: 0.047,
    season: [9.4, 8.4, 7.9, 7.6, 8.3, 8.4, 8, 8, 8.4, 9, 8.5, 8.1],
  },
  fixed_investment: {
    unit: '万元',
    perHead: 6.1,
    growth: 0.032,
    season: [4.8, 4.6, 9.6, 8.6, 9, 10.2, 8.2, 8.2, 9.4, 8.8, 9, 9.6],
  },
  fiscal_revenue: {
    unit: '万元',
    perHead: 1.15,
    growth: 0.038,
    season: [11.8, 7.2, 8, 9.4, 8.6, 8.6, 9.4, 6.6, 7, 9.6, 6.6, 7.2],
  },
  electricity_use: {
    unit: '万千瓦时',
    perHead: 0.62,
    growth: 0.066,
    season: [8.6, 7.4, 7.9, 7.3, 7.6, 8.5, 10.2, 10.4, 8.4, 7.3, 7.7, 8.7],
  },
};

/** How much a district makes per head against the mean: the core trades, the port works. */
const STRENGTH: Record<string, number[]> = {
  gdp: [2.1, 1.9, 1.15, 1.1, 0.65, 0.75],
  industrial_output: [0.25, 0.3, 0.8, 0.7, 1.3, 2.2],
  retail_sales: [2.2, 2, 1.1, 0.95, 0.8, 0.7],
  fixed_investment: [0.7, 0.8, 1.1, 1, 1, 1.5],
  fiscal_revenue: [1.9, 1.8, 1.1, 1.15, 0.7, 0.8],
  electricity_use: [0.9, 0.9, 0.95, 0.9, 1.05, 1.6],
};

const YEARS = [
  { year: 2024, months: 12 },
  { year: 2025, months: 12 },
  { year: 2026, months: 9 },
];

export interface EconomyFile {
  folder: string;
  file: string;
  city: string;
  districts: { code: string; name: string; persons: number }[];
  random: Random;
  truth: TruthKeeper;
}

/**
 * Writes the quarter's workbook as a statistics bureau lays it out: a title over all columns, a header of two rows
 * with merged groups, one observation a row, a note below. A year's months sum to the year exactly, in hundredths.
 */
export function writeEconomy(to: EconomyFile): void {
  const { truth, random } = to;
  const rows: Cell[][] = [
    [`${to.city}2026年三季度分区主要经济指标（月度）`, null, null, null, null, null],
    ['地区', null, '观测', null, '数据', null],
    ['地区代码', '地区名称', '指标', '月份', '数值', '单位'],
  ];
  let records = 0;
  const add = (row: Cell[]) => {
    rows.push(row);
    records++;
    return rows.length;
  };
  to.districts.forEach((district, d) => {
    for (const { code, title } of INDICATORS) {
      const shape = SHAPES[code];
      for (const { year, months } of YEARS) {
        const strength = STRENGTH[code]?.[d] ?? 1;
        const total =
          district.persons *
          shape.perHead *
          strength *
          (1 + shape.growth) ** (year - 2024) *
          random.between(0.97, 1.03);
        const season = shape.season.map((s) => s * random.between(0.96, 1.04));
        // Whole hundredths, so that the months sum to the year to the last digit.
        const monthly = apportion(Math.round(total * 100), season).slice(0, months);
        truth.truth.years.push({
          region: district.code,
          indicator: code,
          year,
          value: monthly.reduce((a, b) => a + b, 0) / 100,
        });
        monthly.forEach((value, m) => {
          const month = `${year}-${String(m + 1).padStart(2, '0')}`;
          const row: Cell[] = [district.code.slice(0, 6), district.name, title.zh, month, value / 100, shape.unit];
          const fault = faultOf(records, value / 100);
          if (fault) fault.spoil(row, year, m + 1);
          const line = add(row);
          if (fault)
            truth.defect({
              file: to.file,
              line,
              record: records,
              key: `${district.code} ${code} ${month}`,
              kind: fault.kind,
              expected: fault.expected,
              district: district.code.slice(0, 6),
            });
        });
      }
    }
  });
  for (const [region, kind, expected] of [
    ['990188', 'region-unknown', 'quarantine:region-unknown'],
    [to.districts[0]!.code.slice(0, 6), 'indicator-unknown', 'quarantine:not-in-list'],
    [to.districts[1]!.code.slice(0, 6), 'value-text', 'quarantine:not-a-number'],
  ] as const) {
    const indicator = kind === 'indicator-unknown' ? '居民幸福指数' : '地区生产总值';
    const line = add([region, '', indicator, '2026-10', kind === 'value-text' ? '待核实' : 100, '万元']);
    truth.defect({
      file: to.file,
      line,
      record: records,
      key: `${region} ${indicator} 2026-10`,
      kind,
      expected,
      district: null,
    });
  }
  rows.push(['注：本表为月度初步核算数，年度数据以统计年鉴为准；2026年为前三季度。', null, null, null, null, null]);
  const last = rows.length;
  const merged = ['A1:F1', 'A2:B2', 'C2:D2', 'E2:F2', `A${last}:F${last}`];
  writeFileSync(`${to.folder}/${to.file}`, workbook({ name: '月度数据', rows, merged }));
  truth.file(to.file, 'economy', records);
}

/** Every hundredth row or so is written in another way that can be read all the same. */
function faultOf(
  record: number,
  value: number,
): { kind: string; expected: string; spoil: (row: Cell[], year: number, month: number) => void } | null {
  if (record % 97 === 40) {
    return { kind: 'month-chinese', expected: 'repair:date-format', spoil: (row, y, m) => (row[3] = `${y}年${m}月`) };
  }
  if (record % 97 === 80 && value >= 1_000) {
    return {
      kind: 'value-separators',
      expected: 'repair:number-format',
      spoil: (row) => (row[4] = Number(row[4]).toLocaleString('en-US', { minimumFractionDigits: 2 })),
    };
  }
  return null;
}
