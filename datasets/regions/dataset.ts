import { REGION_LEVELS, REGION_STATUS } from '../codes/framework.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { date } from '../fields/date.ts';
import { regionCode } from '../fields/region-code.ts';
import { codeList, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

/** Administrative regions through time: a retired one stays, with its successors. */
export default defineDataset({
  id: 'regions',
  theme: 'framework',
  title: { zh: '行政区划', en: 'Regions' },
  description: {
    zh: '市、区、街道乡镇、社区村四级区划及其沿革',
    en: 'City, districts, streets and communities, with the retired ones and their successors',
  },
  source: { zh: '民政局', en: 'Civil Affairs Bureau' },
  sharing: 'unconditional',
  updateCycle: 'yearly',
  geometry: 'MultiPolygon',
  key: ['code'],
  fields: {
    code: {
      type: regionCode,
      title: { zh: '区划代码', en: 'Region code' },
      aliases: ['代码', 'adcode'],
      required: true,
    },
    name: { type: text, title: { zh: '名称', en: 'Name' }, aliases: ['区划名称'], required: true },
    level: { type: choice('region-level', REGION_LEVELS), title: { zh: '级别', en: 'Level' }, required: true },
    parent_code: {
      type: regionCode,
      title: { zh: '上级代码', en: 'Parent code' },
      refers: { dataset: 'regions', field: 'code' },
    },
    status: { type: choice('region-status', REGION_STATUS), title: { zh: '状态', en: 'Status' }, required: true },
    valid_from: { type: date, title: { zh: '设立日期', en: 'Valid from' } },
    valid_to: { type: date, title: { zh: '撤销日期', en: 'Valid to' } },
    successor_codes: { type: codeList, title: { zh: '承继区划代码', en: 'Successor codes' }, aliases: ['新代码'] },
  },
  // Code lists of streets and communities come without shapes, and a retired region has none of its own any more.
  placement: { by: 'geometry', optional: true },
  delivery: 'snapshot',
  readers: EVERYONE,
  search: { title: 'name', subtitle: 'code', texts: ['name'], exact: ['code'] },
  tiles: [
    {
      id: 'districts',
      title: { zh: '区界', en: 'Districts' },
      group: 'framework',
      minzoom: 0,
      maxzoom: 14,
      properties: ['code', 'name', 'level'],
      where: "t.level = 'district' and t.status = 'current'",
      labels: true,
      legend: { shape: 'line', color: '#7a6f9b' },
    },
    {
      id: 'streets',
      title: { zh: '街道界', en: 'Streets and towns' },
      group: 'framework',
      minzoom: 7,
      maxzoom: 14,
      properties: ['code', 'name', 'level', 'parent_code'],
      where: "t.level = 'street' and t.status = 'current'",
      labels: true,
      legend: { shape: 'line', color: '#9a93b0' },
    },
    {
      id: 'communities',
      title: { zh: '社区界', en: 'Communities' },
      group: 'framework',
      minzoom: 9,
      maxzoom: 14,
      properties: ['code', 'name', 'level', 'parent_code'],
      where: "t.level = 'community' and t.status = 'current'",
      labels: true,
      legend: { shape: 'line', color: '#b9b3c9' },
    },
  ],
});
