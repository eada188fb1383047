import { INDICATORS } from '../codes/economy.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { period } from '../fields/date.ts';
import { decimal } from '../fields/number.ts';
import { regionCode } from '../fields/region-code.ts';
import { text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

/** Economic observations of regions, by month, or by year where no more is published. */
export default defineDataset({
  id: 'economy',
  theme: 'economy',
  title: { zh: '宏观经济', en: 'Economy' },
  description: { zh: '分区经济指标，按月或按年', en: 'Economic indicators by region, by month or year' },
  source: { zh: '统计局', en: 'Statistics Bureau' },
  sharing: 'unconditional',
  updateCycle: 'quarterly',
  key: ['region_code', 'indicator', 'period'],
  fields: {
    region_code: {
      type: regionCode,
      title: { zh: '区划代码', en: 'Region code' },
      aliases: ['地区代码'],
      required: true,
      refers: { dataset: 'regions', field: 'code' },
    },
    indicator: {
      type: choice('indicator', INDICATORS),
      title: { zh: '指标', en: 'Indicator' },
      aliases: ['指标名称'],
      required: true,
    },
    period: { type: period, title: { zh: '时期', en: 'Period' }, aliases: ['月份', '年月', '年份'], required: true },
    value: { type: decimal, title: { zh: '数值', en: 'Value' }, aliases: ['当月值'], required: true },
    unit: { type: text, title: { zh: '单位', en: 'Unit' }, aliases: ['计量单位'] },
  },
  placement: { by: 'region', region: 'region_code' },
  delivery: 'increment',
  readers: EVERYONE,
});
