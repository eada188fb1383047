import { INDICATORS } from '../codes/economy.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { month } from '../fields/date.ts';
import { decimal } from '../fields/number.ts';
import { regionCode } from '../fields/region-code.ts';
import { text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

/** Monthly economic observations of regions. */
export default defineDataset({
  id: 'economy',
  theme: 'economy',
  title: { zh: '宏观经济', en: 'Economy' },
  description: { zh: '分区月度经济指标', en: 'Monthly economic indicators by region' },
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
    period: { type: month, title: { zh: '月份', en: 'Month' }, aliases: ['时期', '年月'], required: true },
    value: { type: decimal, title: { zh: '数值', en: 'Value' }, aliases: ['当月值'], required: true },
    unit: { type: text, title: { zh: '单位', en: 'Unit' }, aliases: ['计量单位'] },
  },
  placement: { by: 'region', region: 'region_code' },
  delivery: 'increment',
  readers: EVERYONE,
});
