import type { FieldType } from './field.ts';
import { clean, halfWidth } from './text.ts';

/** GB 32100-2015: 31 characters, without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/;
const LOOK_ALIKE: Record<string, string> = { O: '0', I: '1', Z: '2', S: '5' };

/** The 18th character of a unified social credit code for its first 17 (GB 32100-2015, annex A). */
export function creditCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(first17[i]!) * WEIGHTS[i]!;
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

export function isCreditCode(code: string): boolean {
  return SHAPE.test(code) && creditCheck(code) === code[17];
}

/** Unified social credit code (统一社会信用代码). Look-alikes are corrected only when the check then holds. */
export const creditCode: FieldType<string> = {
  name: 'credit-code',
  sql: 'text',
  schema: { type: 'string', minLength: 18, maxLength: 18 },
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    if (isCreditCode(text)) return { value: text };
    if (/^\d(\.\d+)?[eE]\+?\d+$/.test(text)) return { value: null, reject: 'precision-lost' };
    const plain = halfWidth(text).toUpperCase().replace(/[\s-]/g, '');
    if (isCreditCode(plain))
      return { value: plain, repair: plain === text.toUpperCase() ? 'upper-cased' : 'full-width' };
    const corrected = plain.replace(/[OIZS]/g, (c) => LOOK_ALIKE[c]!);
    if (isCreditCode(corrected)) return { value: corrected, repair: 'look-alike' };
    return { value: null, reject: SHAPE.test(corrected) ? 'credit-code-check' : 'credit-code-shape' };
  },
};
