import type { Address } from './addresses.ts';
import type { Random } from './random.ts';

/** What a standard address is made of; see `Address`. */
export type AddressParts = Pick<Address, 'prefix' | 'road' | 'number' | 'compound' | 'building' | 'entrance' | 'text'>;

const DIGITS = '零一二三四五六七八九';

/** A whole number below 10,000 in Chinese numerals: 12 十二, 305 三百零五. */
export function chineseNumber(n: number): string {
  if (n < 10) return DIGITS[n]!;
  if (n < 20) return `十${n % 10 ? DIGITS[n % 10] : ''}`;
  const units = ['', '十', '百', '千'];
  const digits = [...String(n)].map(Number);
  let out = '';
  digits.forEach((d, k) => {
    const unit = units[digits.length - 1 - k]!;
    if (d !== 0) out += DIGITS[d]! + unit;
    else if (!out.endsWith('零')) out += '零';
  });
  return out.replace(/零+$/, '');
}

const fullWidthDigits = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

/** Ways of writing an address that are not the standard one; a matcher should find each of them. */
export const WRITINGS = ['no-city', 'other-building-word', 'chinese-numerals', 'full-width', 'no-road'] as const;
export type Writing = 'standard' | (typeof WRITINGS)[number] | 'unknown';

/** Share of rows written otherwise, and of rows whose address nobody knows. */
const OTHERWISE = 0.06;
const UNKNOWN = 0.004;

/** The address as a clerk wrote it, with the room; and how. */
export function writeAddress(address: AddressParts, room: string, random: Random): { text: string; way: Writing } {
  const luck = random.next();
  if (luck > OTHERWISE + UNKNOWN) return { text: address.text + room, way: 'standard' };
  if (luck > OTHERWISE) {
    const text = random.pick([
      '不详',
      '原址已拆迁',
      `${address.prefix[1]}临时安置点${1 + random.int(40)}号板房`,
      '户口在人不在',
    ]);
    return { text, way: 'unknown' };
  }
  const { prefix, road, number, compound, building, entrance } = address;
  const join = (...parts: (string | null)[]) => parts.filter((p) => p !== null).join('') + room;
  const way = WRITINGS[Math.floor((luck / OTHERWISE) * WRITINGS.length)]!;
  if (way === 'other-building-word' && building?.endsWith('幢')) {
    const other = random.pick(['栋', '号楼', '#']);
    return { text: join(...prefix, road, number, compound, building.replace('幢', other), entrance), way };
  }
  if (way === 'chinese-numerals' && building) {
    const written = building.replace(/\d+/, (d) => chineseNumber(Number(d)));
    const door = entrance?.replace(/\d+/, (d) => chineseNumber(Number(d))) ?? null;
    return { text: join(...prefix, road, number, compound, written, door), way };
  }
  if (way === 'full-width') return { text: fullWidthDigits(address.text + room), way };
  if (way === 'no-road' && compound && road) return { text: join(...prefix, compound, building, entrance), way };
  return {
    text: join(...(random.chance(0.5) ? [prefix[2]] : []), road, number ?? null, compound, building, entrance).replace(
      /^$/,
      address.text,
    ),
    way: 'no-city',
  };
}
