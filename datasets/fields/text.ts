import type { FieldType, Parsed } from './field.ts';

const INVISIBLE = /[\p{Cc}\u00a0\u200b-\u200f\u2028\u2029\u3000\ufeff]/u;

/** Removes outer white space and invisible characters; `null` when nothing is left. */
export function clean(text: string): string | null {
  const kept = INVISIBLE.test(text) ? text.replace(new RegExp(INVISIBLE.source, 'gu'), ' ').trim() : text.trim();
  return kept === '' ? null : kept;
}

/** Full-width letters, digits and signs as half-width (NFKC keeps CJK ideographs as they are but for compatibility forms). */
export function halfWidth(text: string): string {
  return /[\uff01-\uff5e]/.test(text)
    ? text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    : text;
}

function parseText(text: string): Parsed<string> {
  const value = clean(text);
  return value === null || value === text ? { value } : { value, repair: 'trimmed' };
}

export const text: FieldType<string> = { name: 'text', sql: 'text', parse: parseText, schema: { type: 'string' } };

/** A natural person's name: masked to the family name. */
export const personName: FieldType<string> = { ...text, name: 'person-name', mask: 'name' };

/** A private address: masked whole. */
export const privateText: FieldType<string> = { ...text, name: 'private-text', mask: 'all' };

/** An identifier that is not to be read as a number: scientific notation is refused, never guessed. */
export const code: FieldType<string> = {
  name: 'code',
  sql: 'text',
  schema: { type: 'string' },
  parse(raw) {
    const value = clean(raw);
    if (value === null) return { value };
    if (/^\d(\.\d+)?[eE]\+?\d+$/.test(value)) return { value: null, reject: 'precision-lost' };
    const half = halfWidth(value);
    if (half !== value) return { value: half, repair: 'full-width' };
    return value === raw ? { value } : { value, repair: 'trimmed' };
  },
};

/** Several codes in one cell, separated by `;`, `、`, `,` or blanks. */
export const codeList: FieldType<string[]> = {
  name: 'code-list',
  sql: 'text[]',
  schema: { type: 'array', items: { type: 'string' } },
  parse(raw) {
    const value = clean(raw);
    return { value: value === null ? null : value.split(/[;；、,，\s]+/).filter((part) => part !== '') };
  },
};
