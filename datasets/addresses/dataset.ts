import { defineDataset } from '../dataset.ts';
import { regionCode } from '../fields/region-code.ts';
import { code, text } from '../fields/text.ts';
import { EVERYONE } from '../roles.ts';

/** Standard addresses (标准地址): what every registry record is placed on. Elements follow GA/T 2000.32. */
export default defineDataset({
  id: 'addresses',
  theme: 'framework',
  title: { zh: '标准地址', en: 'Addresses' },
  description: {
    zh: '到楼栋单元的标准地址及坐标',
    en: 'Standard addresses down to building and entrance, with coordinates',
  },
  source: { zh: '公安局', en: 'Public Security Bureau' },
  sharing: 'unconditional',
  updateCycle: 'monthly',
  geometry: 'Point',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '地址编码', en: 'Address code' }, aliases: ['标准地址编码'], required: true },
    full_text: { type: text, title: { zh: '标准地址', en: 'Address' }, aliases: ['地址全称', '地址'], required: true },
    region_code: {
      type: regionCode,
      title: { zh: '社区代码', en: 'Community code' },
      aliases: ['区划代码'],
      required: true,
      refers: { dataset: 'regions', field: 'code' },
    },
    road: { type: text, title: { zh: '道路', en: 'Road' }, aliases: ['街路巷'] },
    number: { type: text, title: { zh: '门牌号', en: 'Number' }, aliases: ['门牌'] },
    compound: { type: text, title: { zh: '小区', en: 'Compound' }, aliases: ['小区名称'] },
    building: { type: text, title: { zh: '楼栋', en: 'Building' }, aliases: ['楼号'] },
    entrance: { type: text, title: { zh: '单元', en: 'Entrance' } },
    building_code: {
      type: code,
      title: { zh: '建筑编码', en: 'Building code' },
      refers: { dataset: 'buildings', field: 'code' },
    },
  },
  placement: { by: 'geometry' },
  delivery: 'snapshot',
  readers: EVERYONE,
  search: { title: 'full_text', texts: ['full_text'], exact: ['code'] },
  tiles: [
    {
      id: 'addresses',
      title: { zh: '标准地址', en: 'Addresses' },
      group: 'framework',
      minzoom: 15,
      maxzoom: 16,
      properties: ['full_text', 'number', 'building', 'entrance'],
      legend: { shape: 'circle', color: '#6b7a8f' },
    },
  ],
});
