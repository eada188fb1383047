import type { Choice } from '../fields/choice.ts';

/** GB/T 2261.1 by name; index order is the order of every age pyramid. */
export const SEXES = [
  { code: 'male', title: { zh: '男', en: 'Male' }, also: ['1', 'M'] },
  { code: 'female', title: { zh: '女', en: 'Female' }, also: ['2', 'F'] },
] as const satisfies readonly Choice[];

/** Five-year age bands as the 2020 census publishes them, 19 in all, the last open. */
export const AGE_BANDS = Array.from({ length: 19 }, (_, i) =>
  i < 18
    ? { code: `${i * 5}-${i * 5 + 4}`, title: { zh: `${i * 5}–${i * 5 + 4} 岁`, en: `${i * 5}–${i * 5 + 4}` } }
    : { code: '90+', title: { zh: '90 岁及以上', en: '90 and over' } },
);

export const HOUSEHOLD_ROLES = [
  { code: 'head', title: { zh: '户主', en: 'Head' }, also: ['本人'] },
  { code: 'spouse', title: { zh: '配偶', en: 'Spouse' }, also: ['妻', '夫'] },
  { code: 'child', title: { zh: '子女', en: 'Child' }, also: ['子', '女', '儿子', '女儿'] },
  { code: 'parent', title: { zh: '父母', en: 'Parent' }, also: ['父', '母', '父亲', '母亲'] },
  { code: 'grandchild', title: { zh: '孙辈', en: 'Grandchild' }, also: ['孙子', '孙女', '外孙', '外孙女'] },
  { code: 'other', title: { zh: '其他', en: 'Other' }, also: ['非亲属', '其他亲属'] },
] as const satisfies readonly Choice[];

export const RESIDENCE_KINDS = [
  { code: 'registered', title: { zh: '户籍人口', en: 'Registered' }, also: ['常住户口', '户籍'] },
  { code: 'resident', title: { zh: '流动人口', en: 'Resident from elsewhere' }, also: ['流入', '居住证'] },
] as const satisfies readonly Choice[];
