import { defineDataset } from '../dataset.ts';
import { date } from '../fields/date.ts';
import { decimal } from '../fields/number.ts';
import { code, text } from '../fields/text.ts';
import { WORKING } from '../roles.ts';

/** Footprints of images (cloud-optimised GeoTIFF); the pixels stay in their files. */
export default defineDataset({
  id: 'imagery',
  theme: 'framework',
  title: { zh: '影像', en: 'Imagery' },
  description: { zh: '正射影像目录', en: 'Catalogue of orthoimages' },
  source: { zh: '规划和自然资源局', en: 'Planning and Natural Resources Bureau' },
  sharing: 'conditional',
  updateCycle: 'yearly',
  geometry: 'MultiPolygon',
  key: ['code'],
  fields: {
    code: { type: code, title: { zh: '影像编码', en: 'Image code' }, required: true },
    title: { type: text, title: { zh: '名称', en: 'Title' }, required: true },
    taken: { type: date, title: { zh: '拍摄日期', en: 'Taken' } },
    resolution: { type: decimal, title: { zh: '分辨率（米）', en: 'Resolution (m)' }, aliases: ['分辨率'] },
    file: { type: text, title: { zh: '文件', en: 'File' }, privacy: 'internal' },
  },
  placement: { by: 'geometry' },
  delivery: 'increment',
  readers: WORKING,
});
