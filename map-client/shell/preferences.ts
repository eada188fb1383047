import { createStore } from './store.ts';
import type { ThemeName } from './tokens.ts';

export type Language = 'zh' | 'en';
export interface Preferences {
  language: Language;
  theme: ThemeName;
  /** Larger type and a locked view for a hall wall. */
  big: boolean;
  /** Single-key shortcuts (WCAG 2.1.4: they can be switched off). */
  shortcuts: boolean;
}

const KEY = 'siku.preferences';

function read(): Preferences {
  const defaults: Preferences = {
    language: 'zh',
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    big: false,
    shortcuts: true,
  };
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    // Storage may be forbidden or hold something else: the defaults serve.
    return defaults;
  }
}

/** What is stored; what is shown may wear another theme. */
let kept = read();
export const preferences = createStore<Preferences>(kept);
let tellWearer: ((theme: ThemeName) => void) | null = null;

export function prefer(change: Partial<Preferences>): void {
  const { theme, ...others } = change;
  kept = { ...kept, ...others };
  if (theme && tellWearer) tellWearer(theme);
  else if (theme) kept = { ...kept, theme };
  preferences.set((now) => ({ ...now, ...change }));
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Forbidden storage: the choice lasts for this page.
  }
}

/**
 * A workspace with a theme of its own wears it while it is open. Themes chosen meanwhile are `chosen` for that
 * workspace only: the others keep theirs. Returns how to take it off.
 */
export function wearTheme(theme: ThemeName, chosen: (theme: ThemeName) => void): () => void {
  tellWearer = chosen;
  preferences.set((now) => ({ ...now, theme }));
  return () => {
    tellWearer = null;
    preferences.set((now) => ({ ...now, theme: kept.theme }));
  };
}
