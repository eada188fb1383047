import type { FieldType, Parsed } from './field.ts';
import { clean, halfWidth } from './text.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a day of the Gregorian calendar from 1850 to 2150. */
export function isDate(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2150 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n));

/** `YYYY-MM-DD`, or null when there is no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  return isDate(year, month, day) ? `${year}-${two(month)}-${two(day)}` : null;
}

/** Days since 1899-12-30, as spreadsheets of the 1900 system store a date (the 1900 leap-year error included). */
function fromSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

/** 2026-10-01, 20261001, 2026/10/1, 2026.10.1, 2026年10月1日, with or without a time, or a spreadsheet serial. */
function parseDate(raw: string): Parsed<string> {
  const text = clean(raw);
  if (text === null) return { value: null };
  const half = halfWidth(text);
  const match =
    /^(\d{4})-(\d{2})-(\d{2})$/.exec(half) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(half) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(
      half,
    );
  if (match) {
    const value = isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
    if (value === null) return { value: null, reject: 'not-a-date' };
    return value === text ? { value } : { value, repair: 'date-format' };
  }
  if (/^\d{5}(\.\d+)?$/.test(half)) return { value: fromSerial(Math.floor(Number(half))), repair: 'date-format' };
  return { value: null, reject: 'not-a-date' };
}

export const date: FieldType<string> = {
  name: 'date',
  sql: 'date',
  schema: { type: 'string', format: 'date' },
  parse: parseDate,
  mask: 'date',
};

/**
 * A month as `YYYY-MM`, or a year as `YYYY` where a figure is published for the year only; 2026年7月, 2026/7, 202607,
 * 2025年 are rewritten.
 */
export const period: FieldType<string> = {
  name: 'period',
  sql: 'text',
  schema: { type: 'string', pattern: '^\\d{4}(-\\d{2})?$' },
  parse(raw) {
    const text = clean(raw);
    if (text === null) return { value: null };
    const half = halfWidth(text);
    const year = /^(\d{4})\s*年?$/.exec(half);
    const month = /^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?$/.exec(half);
    let value: string | null = null;
    if (year) value = isDate(Number(year[1]), 1, 1) ? year[1]! : null;
    else if (month && isDate(Number(month[1]), Number(month[2]), 1)) value = `${month[1]}-${two(Number(month[2]))}`;
    if (value === null) return { value: null, reject: 'not-a-month' };
    return value === text ? { value } : { value, repair: 'date-format' };
  },
};
