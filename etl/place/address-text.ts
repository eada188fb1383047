/** The parts of an address that say where its door is. Empty where the text does not say. */
export interface AddressParts {
  road: string;
  number: string;
  compound: string;
  building: string;
  entrance: string;
}

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 十二 -> 12, 二〇三 -> 203, 一百零五 -> 105. */
export function chineseNumber(text: string): string {
  if (!/[十百]/.test(text)) return [...text].map((c) => DIGITS[c]).join('');
  let total = 0;
  let digit = 0;
  for (const c of text) {
    if (c === '百') {
      total += (digit || 1) * 100;
      digit = 0;
    } else if (c === '十') {
      total += (digit || (total % 100 === 0 ? 1 : 0)) * 10;
      digit = 0;
    } else digit = DIGITS[c]!;
  }
  return String(total + digit);
}

const NUMERAL = /[零〇一二两三四五六七八九十百]+(?=号|栋|幢|座|楼|单元|室|层|弄|门|户)/g;
const HAS_NUMERAL = /[零〇一二两三四五六七八九十百](?:号|栋|幢|座|楼|单元|室|层|弄|门|户)/;
const PLAIN = /^[0-9\u4e00-\u9fff]+$/;
const NOISE = /[\s,，.。;；:：、·'"“”‘’()[\]{}【】<>《》|/\\_]/g;

/** One way of writing for the same address: half width, capitals, no signs but `-` and `#`, numbers in digits. */
export function normaliseAddress(text: string): string {
  // Nine in ten are Han and digits alone, and need nothing but their numerals read.
  if (PLAIN.test(text)) return HAS_NUMERAL.test(text) ? text.replace(NUMERAL, chineseNumber) : text;
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(NOISE, '')
    .replace(/[—–－~～]+/g, '-');
  return plain.replace(NUMERAL, chineseNumber).replaceAll('NULL', '');
}

const PROVINCES =
  /^(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)/;

/** Cuts the names of the regions off the beginning, however often they are repeated. `names` are normalised. */
export function withoutRegions(text: string, names: ReadonlySet<string>, longest: number): string {
  let rest = text;
  for (;;) {
    const province = PROVINCES.exec(rest);
    if (province) {
      rest = rest.slice(province[0].length);
      continue;
    }
    let cut = 0;
    for (let n = Math.min(longest, rest.length - 1); n >= 2; n--) {
      if (names.has(rest.slice(0, n))) {
        cut = n;
        break;
      }
    }
    if (cut === 0) return rest;
    rest = rest.slice(cut);
  }
}

const NUMBER = /(\d+(?:-\d+)?[A-Z]?)(?:号院|号|弄)(?!楼|栋|幢|座)/;
const BUILDING = /(\d+[A-Z]?|[A-Z]\d*|[甲乙丙丁东西南北])(?:号楼|栋|幢|座|#楼|#|楼(?=\d+(?:单元|门)))/;
const ENTRANCE = /^[号]?(\d+|[A-Z]|[甲乙丙丁])(?:单元|门(?!口))/;
const DASHED = /^(.*?[^\d-])?(\d+)-(\d+)-(\d+)(?:室|号)?$/;
const DASHED_TAIL = /^(\d+)-(\d{3,4})(?:室|号)?$/;
const ROOM = /(?:\d+单元)?(?:地下|负)?\d*层?(?:\d+|[A-Z]\d*)(?:室|户|号房|房|层).*$|(?:\d+层).*$|(?<![A-Z\d])\d{3,4}$/;

/**
 * Takes a normalised address without region names apart: road and number, compound, building, entrance. What follows
 * (floor, room) is left off. 幢, 栋, 座, 号楼 and # all name a building, 单元 and 门 an entrance; `3-2-501` is building 3,
 * entrance 2, room 501.
 */
export function partsOf(text: string): AddressParts {
  const parts: AddressParts = { road: '', number: '', compound: '', building: '', entrance: '' };
  let rest = text;
  const number = NUMBER.exec(rest);
  if (number) {
    parts.road = rest.slice(0, number.index);
    parts.number = number[1]!;
    rest = rest.slice(number.index + number[0].length);
  }
  const building = BUILDING.exec(rest);
  if (building) {
    parts.compound = rest.slice(0, building.index);
    parts.building = building[1]!;
    rest = rest.slice(building.index + building[0].length);
    const entrance = ENTRANCE.exec(rest) ?? DASHED_TAIL.exec(rest);
    if (entrance) parts.entrance = entrance[1]!;
    return parts;
  }
  const dashed = DASHED.exec(rest);
  if (dashed) {
    parts.compound = dashed[1] ?? '';
    parts.building = dashed[2]!;
    parts.entrance = dashed[3]!;
    return parts;
  }
  const tail = /^(.*?[^\d-])?(\d+)-(\d{3,4})(?:室)?$/.exec(rest);
  if (tail) {
    parts.compound = tail[1] ?? '';
    parts.building = tail[2]!;
    return parts;
  }
  parts.compound = rest.replace(ROOM, '');
  return parts;
}

/** `3号楼`, `3幢`, `3` -> `3`; `二单元` -> `2`. */
export function bareName(text: string | null): string {
  if (!text) return '';
  return normaliseAddress(text).replace(/(号院|号楼|号|栋|幢|座|楼|单元|门|弄|#)+$/, '');
}
