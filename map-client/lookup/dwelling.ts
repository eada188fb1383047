/** Entrance and floor as an address text tells them; null where it does not (or is masked). */
export interface Dwelling {
  entrance: string | null;
  floor: number | null;
  room: string | null;
}

const DIGITS = '零一二三四五六七八九十';

/** Chinese numerals up to 99, as on door plates. */
function numeral(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^[一二三四五六七八九十]+$/.test(text)) return null;
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  if (!text.includes('十')) return text.length === 1 ? DIGITS.indexOf(text) : null;
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}

/**
 * Reads `…3号楼2单元1502室`: entrance 2, floor 15, room 1502. The floor is the room number without its last two
 * digits, the numbering Chinese flats use; an explicit `15层` or `地下1层` wins.
 */
export function readDwelling(address: string): Dwelling {
  const entrance = /([\d一二三四五六七八九十A-Z]+)\s*单元/.exec(address)?.[1] ?? null;
  const room =
    /(\d{3,5})\s*(?:室|号房|房|户)?\s*$/.exec(address.replace(/[）)]\s*$/, ''))?.[1] ??
    /(\d{3,5})\s*室/.exec(address)?.[1] ??
    null;
  const storey = /(地下|负|-|B)?\s*([\d一二三四五六七八九十]+)\s*(?:层|楼(?!栋|号))/.exec(address);
  const stated = storey?.[2] ? numeral(storey[2]) : null;
  const floor =
    stated !== null && storey
      ? storey[1]
        ? -stated
        : stated
      : room && room.length <= 4
        ? Math.floor(Number(room) / 100)
        : null;
  return {
    entrance: entrance === null ? null : String(numeral(entrance) ?? entrance),
    floor: floor === 0 ? null : floor,
    room,
  };
}

export interface Floor<R> {
  floor: number | null;
  records: R[];
}
export interface Entrance<R> {
  entrance: string | null;
  floors: Floor<R>[];
}

/** Records of one building by entrance, then floor from the top down as a house stands; unknown comes last. */
export function byEntrance<R>(records: readonly R[], addressOf: (record: R) => string): Entrance<R>[] {
  const entrances = new Map<string | null, Map<number | null, R[]>>();
  for (const record of records) {
    const { entrance, floor } = readDwelling(addressOf(record));
    const floors = entrances.get(entrance) ?? new Map<number | null, R[]>();
    entrances.set(entrance, floors);
    floors.set(floor, [...(floors.get(floor) ?? []), record]);
  }
  return [...entrances]
    .sort(
      ([a], [b]) =>
        Number(a === null) - Number(b === null) || (a ?? '').localeCompare(b ?? '', 'en', { numeric: true }),
    )
    .map(([entrance, floors]) => ({
      entrance,
      floors: [...floors]
        .sort(([a], [b]) => Number(a === null) - Number(b === null) || (b ?? 0) - (a ?? 0))
        .map(([floor, list]) => ({ floor, records: list })),
    }));
}
