import { AGE_BANDS, HOUSEHOLD_ROLES, RESIDENCE_KINDS, SEXES } from '../codes/people.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { citizenId } from '../fields/citizen-id.ts';
import { date } from '../fields/date.ts';
import { phone } from '../fields/phone.ts';
import { regionCode } from '../fields/region-code.ts';
import { code, personName, privateText, text } from '../fields/text.ts';
import { PERSON_READERS } from '../roles.ts';

/** Real population (实有人口). Single persons never reach a tile, a URL or a log. */
export default defineDataset({
  id: 'population',
  theme: 'population',
  title: { zh: '人口', en: 'Population' },
  description: { zh: '实有人口及家庭户', en: 'Resident persons and their households' },
  source: { zh: '公安局', en: 'Public Security Bureau' },
  sharing: 'conditional',
  updateCycle: 'monthly',
  geometry: 'Point',
  key: ['id_number'],
  fields: {
    id_number: {
      type: citizenId,
      title: { zh: '公民身份号码', en: 'Citizen id' },
      aliases: ['身份证号', '身份证号码', '证件号码'],
      required: true,
      privacy: 'identifying',
    },
    name: { type: personName, title: { zh: '姓名', en: 'Name' }, required: true, privacy: 'personal' },
    sex: { type: choice('sex', SEXES), title: { zh: '性别', en: 'Sex' }, required: true },
    birth_date: {
      type: date,
      title: { zh: '出生日期', en: 'Birth date' },
      aliases: ['出生年月日'],
      required: true,
      privacy: 'personal',
    },
    ethnic_group: { type: text, title: { zh: '民族', en: 'Ethnic group' }, privacy: 'personal' },
    residence: {
      type: choice('residence-kind', RESIDENCE_KINDS),
      title: { zh: '人口类别', en: 'Residence' },
      aliases: ['居住类别'],
    },
    household_no: {
      type: code,
      title: { zh: '户号', en: 'Household' },
      aliases: ['户编号'],
      groups: { zh: '同户人员', en: 'Members of the household' },
    },
    household_role: {
      type: choice('household-role', HOUSEHOLD_ROLES),
      title: { zh: '与户主关系', en: 'Role in household' },
    },
    phone: { type: phone, title: { zh: '联系电话', en: 'Phone' }, aliases: ['手机号', '电话'], privacy: 'identifying' },
    address: {
      type: privateText,
      title: { zh: '居住地址', en: 'Address' },
      aliases: ['现住址', '地址'],
      privacy: 'personal',
    },
    region_code: {
      type: regionCode,
      title: { zh: '社区代码', en: 'Community code' },
      aliases: ['居委会代码', '区划代码'],
      required: true,
      refers: { dataset: 'regions', field: 'code' },
    },
  },
  placement: { by: 'address', text: 'address', region: 'region_code' },
  delivery: 'snapshot',
  readers: PERSON_READERS,
  dated: true,
  dimensions: {
    age_band: {
      title: { zh: '年龄', en: 'Age' },
      sql: "least(siku.age_on(t.birth_date, (select siku.reference_date('population'))) / 5, 18)::smallint",
      categories: AGE_BANDS,
    },
    sex: {
      title: { zh: '性别', en: 'Sex' },
      sql: "(case t.sex when 'male' then 0 when 'female' then 1 end)::smallint",
      categories: SEXES.map(({ code, title }) => ({ code, title })),
    },
  },
  statistics: {
    persons: {
      title: { zh: '人口', en: 'Persons' },
      unit: { zh: '人', en: 'persons' },
      measure: 'count',
      by: ['age_band', 'sex'],
    },
    households: {
      title: { zh: '户数', en: 'Households' },
      unit: { zh: '户', en: 'households' },
      measure: 'count',
      where: "t.household_role = 'head'",
    },
  },
  search: { title: 'name', texts: [], exact: ['id_number', 'name', 'phone'] },
});
