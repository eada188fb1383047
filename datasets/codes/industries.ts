import type { Text } from '../dataset.ts';

/** The 20 sections of GB/T 4754-2017 with the range of their two-digit divisions. */
export const INDUSTRY_SECTIONS: readonly { code: string; from: number; to: number; title: Text }[] = [
  { code: 'A', from: 1, to: 5, title: { zh: '农、林、牧、渔业', en: 'Agriculture, forestry, fishing' } },
  { code: 'B', from: 6, to: 12, title: { zh: '采矿业', en: 'Mining' } },
  { code: 'C', from: 13, to: 43, title: { zh: '制造业', en: 'Manufacturing' } },
  {
    code: 'D',
    from: 44,
    to: 46,
    title: { zh: '电力、热力、燃气及水生产和供应业', en: 'Electricity, heat, gas, water' },
  },
  { code: 'E', from: 47, to: 50, title: { zh: '建筑业', en: 'Construction' } },
  { code: 'F', from: 51, to: 52, title: { zh: '批发和零售业', en: 'Wholesale and retail' } },
  { code: 'G', from: 53, to: 60, title: { zh: '交通运输、仓储和邮政业', en: 'Transport, storage, post' } },
  { code: 'H', from: 61, to: 62, title: { zh: '住宿和餐饮业', en: 'Accommodation and catering' } },
  { code: 'I', from: 63, to: 65, title: { zh: '信息传输、软件和信息技术服务业', en: 'Information technology' } },
  { code: 'J', from: 66, to: 69, title: { zh: '金融业', en: 'Finance' } },
  { code: 'K', from: 70, to: 70, title: { zh: '房地产业', en: 'Real estate' } },
  { code: 'L', from: 71, to: 72, title: { zh: '租赁和商务服务业', en: 'Leasing and business services' } },
  { code: 'M', from: 73, to: 75, title: { zh: '科学研究和技术服务业', en: 'Research and technical services' } },
  {
    code: 'N',
    from: 76,
    to: 79,
    title: { zh: '水利、环境和公共设施管理业', en: 'Water, environment, public facilities' },
  },
  { code: 'O', from: 80, to: 82, title: { zh: '居民服务、修理和其他服务业', en: 'Household services and repair' } },
  { code: 'P', from: 83, to: 83, title: { zh: '教育', en: 'Education' } },
  { code: 'Q', from: 84, to: 85, title: { zh: '卫生和社会工作', en: 'Health and social work' } },
  { code: 'R', from: 86, to: 90, title: { zh: '文化、体育和娱乐业', en: 'Culture, sports, entertainment' } },
  { code: 'S', from: 91, to: 96, title: { zh: '公共管理、社会保障和社会组织', en: 'Public administration' } },
  { code: 'T', from: 97, to: 97, title: { zh: '国际组织', en: 'International organisations' } },
];

/** The section letter of a code of two to four digits, or null when its division does not exist. */
export function sectionOf(code: string): string | null {
  const division = Number(code.slice(0, 2));
  return INDUSTRY_SECTIONS.find((s) => division >= s.from && division <= s.to)?.code ?? null;
}

/** SQL that yields the index of the section in INDUSTRY_SECTIONS for a column holding such a code. */
export function sectionIndexSql(column: string): string {
  const cases = INDUSTRY_SECTIONS.map((s, i) => `when left(${column}, 2)::int between ${s.from} and ${s.to} then ${i}`);
  return `case when ${column} ~ '^[0-9]{2}' then (case ${cases.join(' ')} end) end::smallint`;
}
