import { BUILDING_USES } from '../codes/framework.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { decimal, integer } from '../fields/number.ts';
import { code, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

export default defineDataset({
  id: 'buildings',
  theme: 'framework',
  title: { zh: '建筑', en: 'Buildings' },
  description: { zh: '建筑轮廓、层数与用途', en: 'Footprints with floors and use' },
  source: { zh: '规划和自然资源局', en: 'Planning and Natural Resources Bureau' },
  sharing: 'unconditional',
  updateCycle: 'yearly',
  geometry: 'MultiPolygon',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '建筑编码', en: 'Building code' }, required: true },
    name: { type: text, title: { zh: '名称', en: 'Name' }, aliases: ['建筑名称'] },
    use: { type: choice('building-use', BUILDING_USES), title: { zh: '用途', en: 'Use' } },
    floors: { type: integer, title: { zh: '层数', en: 'Floors' } },
    height: { type: decimal, title: { zh: '高度（米）', en: 'Height (m)' }, aliases: ['高度'] },
    floor_area: { type: decimal, title: { zh: '建筑面积（平方米）', en: 'Floor area (m²)' }, aliases: ['建筑面积'] },
    built_year: { type: integer, title: { zh: '建成年份', en: 'Built' } },
    parcel_code: {
      type: code,
      title: { zh: '宗地编码', en: 'Parcel code' },
      refers: { dataset: 'parcels', field: 'code' },
    },
  },
  placement: { by: 'geometry' },
  delivery: 'snapshot',
  readers: EVERYONE,
  search: { title: 'name', subtitle: 'code', texts: ['name'], exact: ['code'] },
  tiles: [
    {
      id: 'buildings',
      title: { zh: '建筑', en: 'Buildings' },
      group: 'base',
      minzoom: 13,
      maxzoom: 15,
      properties: ['name', 'use', 'floors', 'height'],
      legend: { shape: 'extrusion', color: '#d9d4ca', height: 'height' },
    },
  ],
});
