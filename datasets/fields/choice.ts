import type { Text } from '../dataset.ts';
import type { FieldType } from './field.ts';
import { clean, halfWidth } from './text.ts';

export interface Choice {
  code: string;
  title: Text;
  /** Other writings in departments' files. */
  also?: string[];
}

/** A code out of a closed list; a name or another writing is replaced by its code. */
export function choice(name: string, choices: readonly Choice[]): FieldType<string> & { choices: readonly Choice[] } {
  const codes = new Set(choices.map((c) => c.code));
  const named = new Map<string, string>();
  for (const c of choices)
    for (const n of [c.title.zh, c.title.en, ...(c.also ?? [])]) named.set(n.toLowerCase(), c.code);
  return {
    name,
    sql: 'text',
    choices,
    schema: { type: 'string', enum: [...codes] },
    parse(raw) {
      const text = clean(raw);
      if (text === null) return { value: null };
      if (codes.has(text)) return { value: text };
      const code = named.get(halfWidth(text).toLowerCase());
      return code === undefined ? { value: null, reject: 'not-in-list' } : { value: code, repair: 'listed-by-name' };
    },
  };
}

export const yesNo: FieldType<boolean> = {
  name: 'yes-no',
  sql: 'boolean',
  schema: { type: 'boolean' },
  parse(raw) {
    const text = clean(raw)?.toLowerCase() ?? null;
    if (text === null) return { value: null };
    if (['1', 'true', 't', 'yes', 'y', '是', '有'].includes(text)) return { value: true };
    if (['0', 'false', 'f', 'no', 'n', '否', '无'].includes(text)) return { value: false };
    return { value: null, reject: 'not-a-boolean' };
  },
};
