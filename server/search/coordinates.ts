import { halfWidth } from '../../datasets/fields/text.ts';
import type { LonLat } from '../schema.ts';

type Extent = readonly [number, number, number, number];

interface Part {
  degrees: number;
  /** Which of the two it says it is. */
  axis: 'lon' | 'lat' | null;
}

const NUMBER = String.raw`[-+]?\d{1,3}(?:\.\d+)?`;
const DMS = String.raw`(${NUMBER})\s*(?:°|度|º|d)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:['′’]|分|m)\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”]|''|秒|s)\s*)?`;
const BEFORE = /(东经|西经|北纬|南纬|经度|纬度|lng|lon|long|longitude|lat|latitude|[NSEW](?![a-z]))[\s:：=]*/giy;
const AFTER = /\s*([NSEW])(?![a-z])/giy;
const SIDES: Record<string, { axis: 'lon' | 'lat'; sign: 1 | -1 }> = {
  e: { axis: 'lon', sign: 1 },
  w: { axis: 'lon', sign: -1 },
  n: { axis: 'lat', sign: 1 },
  s: { axis: 'lat', sign: -1 },
  东经: { axis: 'lon', sign: 1 },
  西经: { axis: 'lon', sign: -1 },
  北纬: { axis: 'lat', sign: 1 },
  南纬: { axis: 'lat', sign: -1 },
  经度: { axis: 'lon', sign: 1 },
  纬度: { axis: 'lat', sign: 1 },
  lat: { axis: 'lat', sign: 1 },
  latitude: { axis: 'lat', sign: 1 },
};

/**
 * Reads a coordinate in any common writing: `117.2,31.5`, `31.5N 117.2E`, `北纬31°30′12″ 东经117°12′`, `lat: 31.5, lon: 117.2`.
 * Where the text does not say which is which, the city's extent does: the order that falls into it, longitude first when
 * both or neither do. Null when the text is not a coordinate.
 */
export function readCoordinate(text: string, extent: Extent | null): LonLat | null {
  const parts = partsOf(halfWidth(text).replaceAll('\u3000', ' ').trim());
  if (!parts) return null;
  const [a, b] = parts;
  if (a.axis !== null && a.axis === b.axis) return null;
  const straight: LonLat = [a.degrees, b.degrees];
  const swapped: LonLat = [b.degrees, a.degrees];
  if (a.axis === 'lon' || b.axis === 'lat') return onEarth(straight) ? straight : null;
  if (a.axis === 'lat' || b.axis === 'lon') return onEarth(swapped) ? swapped : null;
  const likely = [straight, swapped].filter(onEarth);
  return likely.find((at) => extent && inside(at, extent)) ?? likely[0] ?? null;
}

const onEarth = ([lon, lat]: LonLat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
const inside = ([lon, lat]: LonLat, [w, s, e, n]: Extent) => lon >= w && lon <= e && lat >= s && lat <= n;

function partsOf(text: string): [Part, Part] | null {
  const first = partAt(text, 0);
  if (!first) return null;
  const gap = /\s*[,，;；/、]?\s*/y;
  gap.lastIndex = first.end;
  gap.exec(text);
  // Two bare numbers need something between them; degree signs and letters part them by themselves.
  if (gap.lastIndex === first.end && first.bare) return null;
  const second = partAt(text, gap.lastIndex);
  return second && second.end === text.length ? [first.part, second.part] : null;
}

function partAt(text: string, start: number): { part: Part; end: number; bare: boolean } | null {
  let at = start;
  const before = match(BEFORE, text, at);
  if (before) at += before[0].length;
  const dms = match(new RegExp(DMS, 'iy'), text, at);
  const plain = dms ?? match(new RegExp(`(${NUMBER})`, 'y'), text, at);
  if (!plain) return null;
  at += plain[0].length;
  const [whole, minutes, seconds] = [plain[1]!, Number(dms?.[2] ?? 0), Number(dms?.[3] ?? 0)];
  if (minutes >= 60 || seconds >= 60) return null;
  const magnitude = Math.abs(Number(whole)) + minutes / 60 + seconds / 3600;
  const after = before ? null : match(AFTER, text, at);
  if (after) at += after[0].length;
  const word = (before?.[1] ?? after?.[1])?.toLowerCase();
  const side = word === undefined ? null : (SIDES[word] ?? { axis: 'lon' as const, sign: 1 as const });
  const sign = (whole.startsWith('-') ? -1 : 1) * (side?.sign ?? 1);
  return { part: { degrees: sign * magnitude, axis: side?.axis ?? null }, end: at, bare: !dms && !after };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
