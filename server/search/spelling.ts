import { pinyin } from 'pinyin-pro';

const SYLLABLE =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|ui|uo|ue|ve|er|a|o|e|i|u|v))$/;
const LONGEST = 6;

/**
 * `zhongshanlu` -> `zsl`; null when the letters are not whole syllables, or only one. Where they can be cut in several
 * ways the longest syllables win, as people read them (`xian` is one); what was cut wrongly is found by its initials only.
 */
export function initialsOfSpelling(letters: string): string | null {
  const known = new Map<number, string | null>();
  const from = (at: number): string | null => {
    if (at === letters.length) return '';
    if (known.has(at)) return known.get(at)!;
    let found: string | null = null;
    for (let n = Math.min(LONGEST, letters.length - at); n >= 1 && found === null; n--) {
      const part = letters.slice(at, at + n);
      const digits = /^\d+$/.test(part);
      // A vowel alone begins a syllable only where no consonant can: `xi'an` is not typed without its mark.
      if (!digits && !SYLLABLE.test(part)) continue;
      const rest = from(at + n);
      if (rest !== null) found = (digits ? part : part[0]!) + rest;
    }
    known.set(at, found);
    return found;
  };
  const initials = from(0);
  return initials !== null && initials.length >= 2 && initials.length < letters.length ? initials : null;
}

/** The text in full pinyin without tones, as somebody types it. */
export function spell(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', v: true })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
