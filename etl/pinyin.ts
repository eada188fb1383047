import { pinyin } from 'pinyin-pro';

const initials = new Map<string, string>();

/** The initials by which a text is found: `第一人民医院` -> `dyrmyy`; Latin letters and digits stay, signs go. */
export function pinyinInitials(text: string): string {
  let out = '';
  for (const c of text) {
    let initial = initials.get(c);
    if (initial === undefined) {
      initial = /[a-z0-9]/i.test(c)
        ? c.toLowerCase()
        : /\p{Script=Han}/u.test(c)
          ? pinyin(c, { pattern: 'first', toneType: 'none' }).toLowerCase()
          : '';
      initials.set(c, initial);
    }
    out += initial;
  }
  return out;
}
