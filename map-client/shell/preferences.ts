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

export const preferences = createStore<Preferences>(read());

export function prefer(change: Partial<Preferences>): void {
  preferences.set((now) => ({ ...now, ...change }));
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.get()));
  } catch {
    // Forbidden storage: the choice lasts for this page.
  }
}
