import type { Choice } from '../fields/choice.ts';

/** Economic indicators and how a figure of a region may be spread over its parts. */
export const INDICATORS = [
  { code: 'gdp', title: { zh: '地区生产总值', en: 'GDP' }, also: ['GDP', '生产总值'], spread: 'employees' },
  {
    code: 'industrial_output',
    title: { zh: '规上工业总产值', en: 'Industrial output' },
    also: ['工业总产值'],
    spread: 'employees',
  },
  {
    code: 'retail_sales',
    title: { zh: '社会消费品零售总额', en: 'Retail sales' },
    also: ['社零总额'],
    spread: 'persons',
  },
  { code: 'fixed_investment', title: { zh: '固定资产投资', en: 'Fixed-asset investment' }, spread: 'employees' },
  {
    code: 'fiscal_revenue',
    title: { zh: '一般公共预算收入', en: 'Fiscal revenue' },
    also: ['财政收入'],
    spread: 'employees',
  },
  {
    code: 'electricity_use',
    title: { zh: '全社会用电量', en: 'Electricity use' },
    also: ['用电量'],
    spread: 'employees',
  },
] as const satisfies readonly (Choice & { spread: 'employees' | 'persons' })[];
