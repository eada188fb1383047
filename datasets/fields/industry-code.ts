import { INDUSTRY_SECTIONS, sectionOf } from '../codes/industries.ts';
import type { FieldType } from './field.ts';
import { clean, halfWidth } from './text.ts';

/** GB/T 4754-2017 code of 2 to 4 digits as text (its section letter follows from the first two). */
export const industryCode: FieldType<string> = {
  name: 'industry-code',
  sql: 'text',
  schema: { type: 'string', pattern: '^\\d{2,4}$' },
  describe: (code) => INDUSTRY_SECTIONS.find((section) => section.code === sectionOf(code))?.title ?? null,
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    const plain = halfWidth(text)
      .toUpperCase()
      .replace(/^[A-T](?=\d)/, '')
      .replace(/\.0$/, '');
    if (!/^\d{1,4}$/.test(plain)) return { value: null, reject: 'industry-code' };
    // A spreadsheet eats the leading zero of 0111; three digits stay as sent when they name a group themselves.
    const padded = plain.length === 1 ? `0${plain}` : plain;
    if (sectionOf(padded) !== null) {
      return padded === text
        ? { value: padded }
        : { value: padded, repair: plain === padded ? 'full-width' : 'leading-zero' };
    }
    return { value: null, reject: 'industry-code' };
  },
};
