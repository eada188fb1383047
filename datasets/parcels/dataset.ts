import { LAND_USES } from '../codes/framework.ts';
import { defineDataset } from '../dataset.ts';
import { choice } from '../fields/choice.ts';
import { decimal } from '../fields/number.ts';
import { code, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

/** Land parcels (宗地); water and green are parcels too, and the base map is drawn from them. */
export default defineDataset({
  id: 'parcels',
  theme: 'framework',
  title: { zh: '宗地', en: 'Parcels' },
  description: { zh: '宗地界线与规划用途', en: 'Parcels with their land use' },
  source: { zh: '规划和自然资源局', en: 'Planning and Natural Resources Bureau' },
  sharing: 'unconditional',
  updateCycle: 'yearly',
  geometry: 'MultiPolygon',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '宗地编码', en: 'Parcel code' }, aliases: ['不动产单元代码'], required: true },
    name: { type: text, title: { zh: '名称', en: 'Name' } },
    land_use: {
      type: choice('land-use', LAND_USES),
      title: { zh: '用途', en: 'Land use' },
      aliases: ['用地性质'],
      required: true,
    },
    area: { type: decimal, title: { zh: '面积（平方米）', en: 'Area (m²)' }, aliases: ['面积'] },
    plot_ratio: { type: decimal, title: { zh: '容积率', en: 'Floor area ratio' } },
  },
  placement: { by: 'geometry' },
  delivery: 'snapshot',
  readers: EVERYONE,
  search: { title: 'name', subtitle: 'code', texts: ['name'], exact: ['code'] },
  tiles: [
    {
      id: 'water',
      title: { zh: '水域', en: 'Water' },
      group: 'base',
      minzoom: 0,
      maxzoom: 14,
      properties: ['name'],
      where: "t.land_use = '17'",
      labels: true,
      legend: { shape: 'fill', color: '#b9d3e0' },
    },
    {
      id: 'green',
      title: { zh: '绿地', en: 'Green space' },
      group: 'base',
      minzoom: 8,
      maxzoom: 14,
      properties: ['name', 'land_use'],
      where: "t.land_use in ('14', '03')",
      labels: true,
      legend: { shape: 'fill', color: '#cfe0c3' },
    },
    {
      id: 'parcels',
      title: { zh: '用地', en: 'Land use' },
      group: 'framework',
      minzoom: 11,
      maxzoom: 15,
      properties: ['code', 'name', 'land_use', 'plot_ratio'],
      legend: {
        shape: 'fill',
        by: 'land_use',
        other: '#d5d5d5',
        classes: [
          { value: '07', title: { zh: '居住', en: 'Residential' }, color: '#f2d98b' },
          { value: '08', title: { zh: '公共服务', en: 'Public services' }, color: '#e59ab5' },
          { value: '09', title: { zh: '商业', en: 'Commercial' }, color: '#e57f6f' },
          { value: '10', title: { zh: '工矿', en: 'Industrial' }, color: '#b39574' },
          { value: '11', title: { zh: '仓储', en: 'Storage' }, color: '#9a8fb8' },
          { value: '12', title: { zh: '交通', en: 'Transport' }, color: '#a7adb5' },
          { value: '13', title: { zh: '公用设施', en: 'Utilities' }, color: '#6f9ec4' },
          { value: '14', title: { zh: '绿地', en: 'Green' }, color: '#9cc98a' },
          { value: '17', title: { zh: '水域', en: 'Water' }, color: '#a3c8dd' },
          { value: '01', title: { zh: '耕地', en: 'Cropland' }, color: '#e9e3b4' },
          { value: '03', title: { zh: '林地', en: 'Forest' }, color: '#7fb07a' },
        ],
      },
    },
  ],
});
