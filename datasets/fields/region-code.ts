import type { FieldType } from './field.ts';
import { clean, halfWidth } from './text.ts';

/** The length of the significant part of a 12-digit region code: 2, 4, 6, 9 or 12. */
export function significantDigits(code12: string): 2 | 4 | 6 | 9 | 12 {
  if (!code12.endsWith('000')) return 12;
  if (!code12.endsWith('000000')) return 9;
  if (!code12.endsWith('00000000')) return 6;
  return code12.endsWith('0000000000') ? 2 : 4;
}

/** The code of a region's part above: its first `digits` digits, padded to 12. */
export function ancestorCode(code12: string, digits: 2 | 4 | 6 | 9): string {
  return code12.slice(0, digits).padEnd(12, '0');
}

/**
 * Statistical region code (统计用区划代码), 12 digits as text. GB/T 2260 codes of 6 digits and street codes of 9 are
 * padded. Whether a region of that code exists, or has a successor, is for `etl/check` to say.
 */
export const regionCode: FieldType<string> = {
  name: 'region-code',
  sql: 'text',
  schema: { type: 'string', pattern: '^\\d{12}$' },
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    if (/^\d{12}$/.test(text)) return { value: text };
    if (/^\d(\.\d+)?[eE]\+?\d+$/.test(text)) return { value: null, reject: 'precision-lost' };
    const digits = halfWidth(text).replace(/\.0$/, '');
    if (!/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(digits)) return { value: null, reject: 'region-code-shape' };
    return { value: digits.padEnd(12, '0'), repair: 'region-padded' };
  },
};
