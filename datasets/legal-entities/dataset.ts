import { INDUSTRY_SECTIONS, sectionIndexSql } from '../codes/industries.ts';
import { ENTITY_KINDS, ENTITY_STATUS } from '../codes/legal-entities.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { creditCode } from '../fields/credit-code.ts';
import { date } from '../fields/date.ts';
import { industryCode } from '../fields/industry-code.ts';
import { moneyWan, people } from '../fields/number.ts';
import { phone } from '../fields/phone.ts';
import { regionCode } from '../fields/region-code.ts';
import { personName, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

const industry = {
  title: { zh: '行业', en: 'Industry' },
  sql: sectionIndexSql('t.industry'),
  categories: INDUSTRY_SECTIONS.map(({ code, title }) => ({ code, title })),
};
const active = "t.status = 'active'";

/** Legal entities and other organisations (法人和其他组织), keyed by credit code. */
export default defineDataset({
  id: 'legal-entities',
  theme: 'legal-entities',
  title: { zh: '法人', en: 'Legal entities' },
  description: { zh: '法人和其他组织登记信息', en: 'Registered companies, institutions and other organisations' },
  source: { zh: '市场监管局', en: 'Market Regulation Bureau' },
  sharing: 'unconditional',
  updateCycle: 'monthly',
  geometry: 'Point',
  key: ['credit_code'],
  fields: {
    credit_code: {
      type: creditCode,
      title: { zh: '统一社会信用代码', en: 'Credit code' },
      aliases: ['信用代码', '社会信用代码'],
      required: true,
    },
    name: {
      type: text,
      title: { zh: '名称', en: 'Name' },
      aliases: ['企业名称', '单位名称', '机构名称'],
      required: true,
    },
    kind: {
      type: choice('entity-kind', ENTITY_KINDS),
      title: { zh: '类型', en: 'Kind' },
      aliases: ['市场主体类型', '机构类型'],
    },
    industry: { type: industryCode, title: { zh: '行业代码', en: 'Industry' }, aliases: ['国民经济行业代码'] },
    status: {
      type: choice('entity-status', ENTITY_STATUS),
      title: { zh: '登记状态', en: 'Status' },
      aliases: ['经营状态'],
      required: true,
    },
    established: { type: date, title: { zh: '成立日期', en: 'Established' } },
    employees: { type: people, title: { zh: '从业人数', en: 'Employees' }, aliases: ['从业人员'], privacy: 'internal' },
    capital: { type: moneyWan, title: { zh: '注册资本（万元）', en: 'Capital (10,000 CNY)' }, aliases: ['注册资本'] },
    representative: {
      type: personName,
      title: { zh: '法定代表人', en: 'Representative' },
      aliases: ['负责人'],
      privacy: 'personal',
    },
    phone: { type: phone, title: { zh: '联系电话', en: 'Phone' }, aliases: ['电话'], privacy: 'identifying' },
    address: { type: text, title: { zh: '住所', en: 'Address' }, aliases: ['地址', '经营场所'] },
    region_code: {
      type: regionCode,
      title: { zh: '区划代码', en: 'Region code' },
      aliases: ['所属区划'],
      required: true,
      refers: { dataset: 'regions', field: 'code' },
    },
  },
  placement: { by: 'address', text: 'address', region: 'region_code' },
  delivery: 'snapshot',
  readers: EVERYONE,
  dimensions: { industry },
  statistics: {
    entities: {
      title: { zh: '法人单位', en: 'Entities' },
      unit: { zh: '家', en: 'entities' },
      measure: 'count',
      where: active,
      by: ['industry'],
    },
    employees: {
      title: { zh: '从业人数', en: 'Employees' },
      unit: { zh: '人', en: 'persons' },
      measure: { sum: 'coalesce(t.employees, 0)' },
      where: active,
      by: ['industry'],
    },
    capital: {
      title: { zh: '注册资本', en: 'Registered capital' },
      unit: { zh: '万元', en: '10,000 CNY' },
      // Whole 10,000 CNY, so that a sum is exact in any order.
      measure: { sum: 'coalesce(round(t.capital), 0)' },
      where: active,
    },
  },
  search: { title: 'name', subtitle: 'address', texts: ['name'], exact: ['credit_code'] },
  tiles: [
    {
      id: 'legal-entities',
      title: { zh: '法人', en: 'Legal entities' },
      group: 'legal-entities',
      minzoom: 12,
      maxzoom: 15,
      properties: ['credit_code', 'name', 'kind', 'industry'],
      where: active,
      legend: {
        shape: 'circle',
        by: 'kind',
        other: '#7d8796',
        classes: [
          { value: 'company', title: { zh: '企业', en: 'Company' }, color: '#3b7fc4' },
          { value: 'sole_trader', title: { zh: '个体工商户', en: 'Sole trader' }, color: '#8fb8e0' },
          { value: 'institution', title: { zh: '事业单位', en: 'Public institution' }, color: '#7a5ba6' },
          { value: 'government', title: { zh: '机关', en: 'Government body' }, color: '#c2504d' },
          { value: 'association', title: { zh: '社会组织', en: 'Association' }, color: '#3f9b74' },
        ],
      },
    },
  ],
});
