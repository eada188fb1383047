import type { Choice } from '../fields/choice.ts';

export const ENTITY_KINDS = [
  { code: 'company', title: { zh: '企业', en: 'Company' }, also: ['企业法人', '有限责任公司'] },
  { code: 'sole_trader', title: { zh: '个体工商户', en: 'Sole trader' }, also: ['个体'] },
  { code: 'institution', title: { zh: '事业单位', en: 'Public institution' } },
  { code: 'government', title: { zh: '机关', en: 'Government body' } },
  { code: 'association', title: { zh: '社会组织', en: 'Association' }, also: ['社会团体'] },
  { code: 'cooperative', title: { zh: '农民专业合作社', en: 'Farmers’ cooperative' } },
] as const satisfies readonly Choice[];

export const ENTITY_STATUS = [
  { code: 'active', title: { zh: '存续', en: 'Active' }, also: ['在业', '开业', '存续（在营、开业、在册）'] },
  { code: 'suspended', title: { zh: '停业', en: 'Suspended' }, also: ['歇业'] },
  { code: 'revoked', title: { zh: '吊销', en: 'Revoked' } },
  { code: 'deregistered', title: { zh: '注销', en: 'Deregistered' } },
] as const satisfies readonly Choice[];
