import { useEffect } from 'react';
import { wearTheme } from '../shell/preferences.ts';
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
  useEffect(
    () =>
      wearTheme(deskTheme(), (theme) => {
        try {
          localStorage.setItem(KEY, theme);
        } catch {
          // Forbidden storage: the choice lasts for this page.
        }
      }),
    [],
  );
}
