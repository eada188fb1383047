import { PLACE_KINDS } from '../codes/framework.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { integer } from '../fields/number.ts';
import { phone } from '../fields/phone.ts';
import { regionCode } from '../fields/region-code.ts';
import { code, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

const kind = choice('place-kind', PLACE_KINDS);

/** Key places (重点场所): schools, hospitals, shelters, hydrants, hazardous sites, stations. */
export default defineDataset({
  id: 'places',
  theme: 'framework',
  title: { zh: '重点场所', en: 'Key places' },
  description: {
    zh: '学校、医院、避难场所、消火栓、危化企业与各类站点',
    en: 'Schools, hospitals, shelters, hydrants, hazardous sites and stations',
  },
  source: { zh: '应急管理局', en: 'Emergency Management Bureau' },
  sharing: 'unconditional',
  updateCycle: 'quarterly',
  geometry: 'Point',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '场所编码', en: 'Place code' }, required: true },
    name: { type: text, title: { zh: '名称', en: 'Name' }, aliases: ['场所名称', '医院名称'], required: true },
    kind: { type: kind, title: { zh: '类别', en: 'Kind' }, aliases: ['场所类别', '类型'], required: true },
    grade: { type: text, title: { zh: '等级', en: 'Grade' }, aliases: ['医院等级'] },
    capacity: { type: integer, title: { zh: '容量（人）', en: 'Capacity (people)' }, aliases: ['容纳人数', '床位数'] },
    detail: { type: text, title: { zh: '说明', en: 'Detail' }, aliases: ['备注'], privacy: 'internal' },
    phone: { type: phone, title: { zh: '值班电话', en: 'Duty phone' }, aliases: ['联系电话'], privacy: 'internal' },
    address: { type: text, title: { zh: '地址', en: 'Address' }, aliases: ['详细地址', '医院地址'] },
    region_code: {
      type: regionCode,
      title: { zh: '区划代码', en: 'Region code' },
      refers: { dataset: 'regions', field: 'code' },
    },
  },
  placement: { by: 'geometry', or: { by: 'address', text: 'address', region: 'region_code' } },
  delivery: 'snapshot',
  readers: EVERYONE,
  dimensions: {
    place_kind: {
      title: { zh: '类别', en: 'Kind' },
      sql: `(array_position(array[${PLACE_KINDS.map((k) => `'${k.code}'`).join(', ')}], t.kind) - 1)::smallint`,
      categories: PLACE_KINDS.map(({ code, title }) => ({ code, title })),
    },
  },
  statistics: {
    places: { title: { zh: '重点场所', en: 'Key places' }, measure: 'count', by: ['place_kind'] },
    place_capacity: {
      title: { zh: '场所容量', en: 'Capacity of places' },
      unit: { zh: '人', en: 'people' },
      measure: { sum: 'coalesce(t.capacity, 0)' },
      by: ['place_kind'],
    },
  },
  search: { title: 'name', subtitle: 'address', texts: ['name', 'address'], exact: ['code'] },
  tiles: [
    {
      id: 'places',
      title: { zh: '重点场所', en: 'Key places' },
      group: 'framework',
      minzoom: 9,
      maxzoom: 15,
      properties: ['code', 'name', 'kind', 'capacity'],
      legend: {
        shape: 'circle',
        by: 'kind',
        other: '#667085',
        classes: PLACE_KINDS.map((k, i) => ({
          value: k.code,
          title: k.title,
          color: [
            '#2f6fbb',
            '#5b95d4',
            '#c8414b',
            '#a86fb0',
            '#2e8b6b',
            '#3aa6b9',
            '#b5651d',
            '#d1495b',
            '#e07a5f',
            '#34568b',
            '#555f6d',
            '#6c5b9e',
            '#b88a2b',
          ][i]!,
        })),
      },
    },
  ],
});
