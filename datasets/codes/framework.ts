import type { Choice } from '../fields/choice.ts';

export const REGION_LEVELS = [
  { code: 'city', title: { zh: '市', en: 'City' } },
  { code: 'district', title: { zh: '区', en: 'District' }, also: ['区县', '县'] },
  { code: 'street', title: { zh: '街道', en: 'Street or town' }, also: ['乡镇', '镇', '街道乡镇'] },
  { code: 'community', title: { zh: '社区', en: 'Community' }, also: ['村', '居委会', '社区村'] },
] as const satisfies readonly Choice[];

export const REGION_STATUS = [
  { code: 'current', title: { zh: '现行', en: 'Current' }, also: ['有效'] },
  { code: 'retired', title: { zh: '已撤销', en: 'Retired' }, also: ['撤销', '废止'] },
] as const satisfies readonly Choice[];

/** Road classes in falling rank; index order is the order of drawing. */
export const ROAD_CLASSES = [
  { code: 'motorway', title: { zh: '高速公路', en: 'Motorway' } },
  { code: 'trunk', title: { zh: '快速路', en: 'Expressway' } },
  { code: 'primary', title: { zh: '主干路', en: 'Primary' } },
  { code: 'secondary', title: { zh: '次干路', en: 'Secondary' } },
  { code: 'tertiary', title: { zh: '支路', en: 'Tertiary' } },
  { code: 'residential', title: { zh: '居住区道路', en: 'Residential' }, also: ['小区路'] },
] as const satisfies readonly Choice[];

/** Land use, a working cut of 国土空间调查、规划、用途管制用地用海分类指南 (2023). */
export const LAND_USES = [
  { code: '07', title: { zh: '居住用地', en: 'Residential' } },
  { code: '08', title: { zh: '公共管理与公共服务用地', en: 'Public services' } },
  { code: '09', title: { zh: '商业服务业用地', en: 'Commercial' } },
  { code: '10', title: { zh: '工矿用地', en: 'Industrial' } },
  { code: '11', title: { zh: '仓储用地', en: 'Storage' } },
  { code: '12', title: { zh: '交通运输用地', en: 'Transport' } },
  { code: '13', title: { zh: '公用设施用地', en: 'Utilities' } },
  { code: '14', title: { zh: '绿地与开敞空间用地', en: 'Green and open space' } },
  { code: '17', title: { zh: '陆地水域', en: 'Water' } },
  { code: '01', title: { zh: '耕地', en: 'Cropland' } },
  { code: '03', title: { zh: '林地', en: 'Forest' } },
  { code: '16', title: { zh: '留白用地', en: 'Reserved' } },
] as const satisfies readonly Choice[];

export const BUILDING_USES = [
  { code: 'residential', title: { zh: '住宅', en: 'Residential' } },
  { code: 'commercial', title: { zh: '商业办公', en: 'Commercial' }, also: ['商业', '办公'] },
  { code: 'industrial', title: { zh: '工业仓储', en: 'Industrial' }, also: ['工业', '厂房', '仓储'] },
  { code: 'public', title: { zh: '公共服务', en: 'Public' }, also: ['学校', '医院', '公共'] },
  { code: 'other', title: { zh: '其他', en: 'Other' } },
] as const satisfies readonly Choice[];

/** Key places (重点场所): what is protected, what endangers, what helps. */
export const PLACE_KINDS = [
  { code: 'school', title: { zh: '学校', en: 'School' }, also: ['中学', '小学'] },
  { code: 'kindergarten', title: { zh: '幼儿园', en: 'Kindergarten' } },
  { code: 'hospital', title: { zh: '医院', en: 'Hospital' } },
  { code: 'nursing_home', title: { zh: '养老机构', en: 'Nursing home' }, also: ['养老院'] },
  { code: 'shelter', title: { zh: '应急避难场所', en: 'Shelter' }, also: ['避难场所'] },
  { code: 'hydrant', title: { zh: '消火栓', en: 'Hydrant' } },
  { code: 'hazchem', title: { zh: '危险化学品企业', en: 'Hazardous-chemical site' }, also: ['危化企业'] },
  { code: 'fire_station', title: { zh: '消防站', en: 'Fire station' } },
  { code: 'ambulance_station', title: { zh: '急救站', en: 'Ambulance station' } },
  { code: 'police_station', title: { zh: '派出所', en: 'Police station' } },
  { code: 'government', title: { zh: '政府机关', en: 'Government office' } },
  { code: 'metro_station', title: { zh: '地铁站', en: 'Metro station' } },
  { code: 'mall', title: { zh: '商场', en: 'Mall' } },
] as const satisfies readonly Choice[];

export const UNIT_KINDS = [
  { code: 'fire_engine', title: { zh: '消防车', en: 'Fire engine' } },
  { code: 'ambulance', title: { zh: '救护车', en: 'Ambulance' } },
  { code: 'police_car', title: { zh: '巡逻车', en: 'Police car' }, also: ['警车'] },
  { code: 'hazmat', title: { zh: '危化处置车', en: 'Hazmat unit' } },
  { code: 'rescue', title: { zh: '抢险救援车', en: 'Rescue unit' } },
] as const satisfies readonly Choice[];
