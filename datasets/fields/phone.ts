import type { FieldType } from './field.ts';
import { clean, halfWidth } from './text.ts';

/** A mobile or fixed-line number; blanks and hyphens are dropped, area code kept. */
export const phone: FieldType<string> = {
  name: 'phone',
  sql: 'text',
  schema: { type: 'string' },
  mask: 'phone',
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    const digits = halfWidth(text)
      .replace(/[\s()-]/g, '')
      .replace(/^\+?86(?=1\d{10}$)/, '');
    if (!/^\d{7,12}$/.test(digits)) return { value: null, reject: 'phone-shape' };
    return digits === text ? { value: digits } : { value: digits, repair: 'number-format' };
  },
};
