import type { FieldType, Parsed } from './field.ts';
import { clean, halfWidth } from './text.ts';

/** Reads a number as offices write it: thousands separators, full-width digits, a trailing unit to be dropped. */
function parseNumber(raw: string, unit?: RegExp): Parsed<number> {
  const text = clean(raw);
  if (text === null) return { value: null };
  const direct = Number(text);
  if (Number.isFinite(direct) && /\d/.test(text) && !/^0[xob]/i.test(text)) return { value: direct };
  let plain = halfWidth(text).replace(/[,\s]/g, '');
  if (unit) plain = plain.replace(unit, '');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? { value, repair: 'number-format' } : { value: null, reject: 'not-a-number' };
}

export const decimal: FieldType<number> = {
  name: 'decimal',
  sql: 'double precision',
  schema: { type: 'number' },
  parse: (raw) => parseNumber(raw),
};

function integerWith(name: string, unit?: RegExp): FieldType<number> {
  return {
    name,
    sql: 'bigint',
    schema: { type: 'integer' },
    parse(raw) {
      const read = parseNumber(raw, unit);
      if (read.value !== null && !Number.isSafeInteger(read.value)) return { value: null, reject: 'not-an-integer' };
      return read;
    },
  };
}

export const integer = integerWith('integer');
/** A head count: 人 is dropped. */
export const people = integerWith('people', /人$/);

/** An amount in units of 10,000 CNY (万元); `亿元` and `元` are converted. */
export const moneyWan: FieldType<number> = {
  name: 'money-wan',
  sql: 'double precision',
  schema: { type: 'number', description: '10,000 CNY' },
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    const scale = /亿元?$/.test(text) ? 10_000 : /[^万]元$/.test(text) ? 1 / 10_000 : 1;
    const read = parseNumber(text, /(亿元?|万元?|元)(人民币)?$/);
    if (read.value === null || scale === 1) return read;
    return { value: Math.round(read.value * scale * 1e6) / 1e6, repair: 'number-format' };
  },
};
