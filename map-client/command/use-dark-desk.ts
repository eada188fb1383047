import { useEffect } from 'react';
import { preferences } from '../shell/preferences.ts';
import type { ThemeName } from '../shell/tokens.ts';

const KEY = 'siku.command.theme';

function deskTheme(): ThemeName {
  try {
    return localStorage.getItem(KEY) === 'light' ? 'light' : 'dark';
  } catch {
    // Forbidden storage: dark, the desk's own.
    return 'dark';
  }
}

/** The desk is dark unless its dispatcher made it light; the other workspaces keep their theme. */
export function useDarkDesk(): void {
  useEffect(() => {
    const before = preferences.get().theme;
    preferences.set((now) => ({ ...now, theme: deskTheme() }));
    const stop = preferences.subscribe(() => {
      try {
        localStorage.setItem(KEY, preferences.get().theme);
      } catch {
        // Forbidden storage: the choice lasts for this page.
      }
    });
    return () => {
      stop();
      preferences.set((now) => ({ ...now, theme: before }));
    };
  }, []);
}
