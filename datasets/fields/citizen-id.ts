import { isDate } from './date.ts';
import type { FieldType } from './field.ts';
import { clean, halfWidth } from './text.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of a citizen id for its first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function citizenCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * WEIGHTS[i]!;
  return '10X98765432'[sum % 11]!;
}

/** What an id says of its holder; the id must be valid. */
export function readCitizenId(id: string): { birthDate: string; sex: 'male' | 'female' } {
  return {
    birthDate: `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`,
    sex: (id.charCodeAt(16) - 48) % 2 === 1 ? 'male' : 'female',
  };
}

/** Citizen identification number (公民身份号码), 18 characters; 15-digit ids of 1989 are brought to 18. */
export const citizenId: FieldType<string> = {
  name: 'citizen-id',
  sql: 'text',
  schema: { type: 'string', minLength: 18, maxLength: 18 },
  mask: 'id_number',
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    if (/^\d(\.\d+)?[eE]\+?\d+$/.test(text)) return { value: null, reject: 'precision-lost' };
    let id = halfWidth(text).toUpperCase().replace(/\s/g, '');
    const widened = /^\d{15}$/.test(id);
    if (widened) {
      const first17 = `${id.slice(0, 6)}19${id.slice(6)}`;
      id = first17 + citizenCheck(first17);
    }
    if (!/^\d{17}[\dX]$/.test(id)) return { value: null, reject: 'citizen-id-shape' };
    if (!isDate(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))))
      return { value: null, reject: 'citizen-id-date' };
    if (citizenCheck(id) !== id[17]) return { value: null, reject: 'citizen-id-check' };
    if (widened) return { value: id, repair: 'citizen-id-15' };
    if (id === raw) return { value: id };
    return { value: id, repair: id === text.toUpperCase() ? (id === text ? 'trimmed' : 'upper-cased') : 'full-width' };
  },
};
