import type { Dataset } from '../../datasets/dataset.ts';
import { halfWidth } from '../../datasets/fields/text.ts';
import { normaliseAddress, partsOf } from '../../etl/place/address-text.ts';
import { initialsOfSpelling } from './spelling.ts';

/** What was typed, read in every way it can be meant. */
export interface Query {
  text: string;
  /** Its words; all must occur. */
  words: string[];
  /** Pinyin initials it may stand for: typed as such, or as full syllables. */
  pinyin: { initials: string; spelled: boolean } | null;
  /** A door: a road and a number, or a compound and a building. */
  door: { pattern: string; building: string; entrance: string } | null;
}

export function readQuery(typed: string): Query {
  const text = halfWidth(typed).replace(/\s+/g, ' ').trim();
  const latin = /^[a-z0-9]{2,40}$/i.test(text) && /[a-z]/i.test(text) ? text.toLowerCase() : null;
  const spelled = latin && initialsOfSpelling(latin);
  return {
    text,
    words: text.split(' ').filter(Boolean),
    pinyin: spelled ? { initials: spelled, spelled: true } : latin ? { initials: latin, spelled: false } : null,
    door: doorOf(text),
  };
}

const REGION_NAME = /^.*(?:省|市|自治区|[区县旗]|街道|镇|乡|社区|居委会|村委会)(?=..)/;

/** The door an address text names, as a LIKE pattern over standard addresses with the building and entrance to check. */
function doorOf(text: string): Query['door'] {
  const { road, number, compound, building, entrance } = partsOf(normaliseAddress(text));
  const near = (name: string) => name.replace(REGION_NAME, '');
  if (road && number) return { pattern: `%${like(near(road))}${like(number)}号%`, building, entrance };
  if (near(compound).length >= 2 && building) return { pattern: `%${like(near(compound))}%`, building, entrance };
  return null;
}

/** Text as it stands within a LIKE pattern. */
export const like = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/** The values of a dataset's code fields that the text can be, after the repairs of their types (look-alikes, case). */
export function codesOf(dataset: Dataset, text: string): { field: string; value: string }[] {
  if (!/^[\w\s-]+$/.test(text)) return [];
  return (dataset.search?.exact ?? []).flatMap((field) => {
    const { value, reject } = dataset.fields[field]!.type.parse(text);
    return typeof value === 'string' && reject === undefined ? [{ field, value }] : [];
  });
}
