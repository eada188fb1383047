import { i18next, LANGUAGE_TAGS } from './i18n.ts';
import { type Language, preferences } from './preferences.ts';

const tag = () => LANGUAGE_TAGS[preferences.get().language];

/** A figure in full, with thousands separators: 450,128. */
export function exact(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value);
}

/** A figure as an office says it: 45.01 万 in Chinese, 450.1K in English; below ten thousand it is in full. */
export function brief(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (Math.abs(value) < 10_000) return exact(value, Math.abs(value) < 100 ? digits : 0);
  const language: Language = preferences.get().language;
  if (language === 'zh') {
    const [scale, unit] = Math.abs(value) >= 1e8 ? [1e8, '亿'] : [1e4, '万'];
    return `${exact(value / scale, digits)} ${unit}`;
  }
  return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** Money units a statistic may come in, as multiples of one yuan. */
const YUAN: Record<string, number> = { 元: 1, 万元: 1e4, 亿元: 1e8, CNY: 1, '10,000 CNY': 1e4, '100 million CNY': 1e8 };

/** A figure and its unit as an office says them together: 1.13 万人, 202.51 亿元; in English 11.3K persons, 20.3B CNY. */
export function measure(value: number | null | undefined, unit = ''): { figure: string; unit: string } {
  if (value === null || value === undefined || !Number.isFinite(value)) return { figure: '–', unit: '' };
  const yuan = YUAN[unit];
  const zh = preferences.get().language === 'zh';
  const plain = yuan === undefined ? value : value * yuan;
  const name = yuan === undefined ? unit : zh ? '元' : 'CNY';
  if (yuan !== undefined && yuan > 1 && Math.abs(plain) < 1e4) return { figure: exact(value, 2), unit };
  if (!zh || Math.abs(plain) < 1e4) return { figure: brief(plain), unit: name };
  const [figure, scale] = brief(plain).split(' ');
  return { figure: figure!, unit: `${scale}${name}` };
}

/** One scale for a whole legend, so that its figures stay short and share a unit: 万元 become 亿元, 人 become 万人. */
export function scaleOf(values: readonly number[], unit = ''): { factor: number; unit: string } {
  const most = Math.max(0, ...values.map(Math.abs));
  if (most < 1e5) return { factor: 1, unit };
  const yuan = YUAN[unit];
  if (preferences.get().language === 'zh')
    return yuan === undefined ? { factor: 1e-4, unit: `万${unit}` } : { factor: yuan / 1e8, unit: '亿元' };
  return yuan === undefined ? { factor: 1e-3, unit: `thousand ${unit}` } : { factor: yuan / 1e6, unit: 'million CNY' };
}

/** Square metres as people read them. */
export function area(squareMetres: number): string {
  if (squareMetres < 10_000) return `${exact(squareMetres)} m²`;
  return `${exact(squareMetres / 1e6, squareMetres < 1e6 ? 3 : 2)} km²`;
}

/** Metres as people read them. */
export function length(metres: number): string {
  return metres < 1000 ? `${exact(metres)} m` : `${exact(metres / 1000, 2)} km`;
}

/** All of China keeps one time, wherever the browser thinks it is; a day of the city begins at 16:00 UTC. */
export const CITY_TIME = 'Asia/Shanghai';

/** A moment as the office writes it: 2026年11月21日 09:05, or 21 Nov 2026, 09:05. */
export function moment(at: string | Date | null | undefined, seconds = false): string {
  if (!at) return '–';
  return new Intl.DateTimeFormat(preferences.get().language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: preferences.get().language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone: CITY_TIME,
  }).format(typeof at === 'string' ? new Date(at) : at);
}

/** A day, or the day of a moment, as the office writes it: 2026年10月31日, or 31 October 2026. */
export function day(date: string | null | undefined): string {
  if (!date) return '–';
  const local =
    date.length > 10 ? new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME }).format(new Date(date)) : date;
  const [year, month, dayOfMonth] = local.split('-').map(Number);
  if (!year || !month) return date;
  return new Intl.DateTimeFormat(preferences.get().language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    ...(dayOfMonth ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, dayOfMonth ?? 1));
}

/** How long ago, in words: 3 分钟前, 3 minutes ago. */
export function ago(at: string | number | Date): string {
  const seconds = (Date.now() - new Date(at).getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' });
  if (seconds < 45) return i18next.t('shell:justNow');
  if (seconds < 3600) return format.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3600), 'hour');
  return format.format(-Math.round(seconds / 86_400), 'day');
}
