import { theme as antd, type ThemeConfig } from 'antd';

export type ThemeName = 'light' | 'dark';

/**
 * The one source of every colour: CSS variables (`--surface`, ...) and Ant Design's tokens derive from it.
 * Text on surface is at least 4.5:1, lines that must be seen 3:1. The four levels mean 特别重大, 重大, 较大, 一般 and
 * nothing else.
 */
const COLORS = {
  light: {
    surface: '#ffffff',
    'surface-raised': '#ffffff',
    'surface-sunken': '#f3f5f8',
    rail: '#172033',
    'rail-text': '#b9c3d6',
    'rail-active': '#ffffff',
    text: '#1a2233',
    'text-quiet': '#566175',
    line: '#dfe4ec',
    'line-strong': '#8592a6',
    accent: '#1f5fbf',
    'accent-soft': '#e7f0fd',
    'accent-text': '#ffffff',
    good: '#1a7f4b',
    warn: '#9a5b00',
    bad: '#b3261e',
    'level-red': '#d4262c',
    'level-orange': '#e8730c',
    'level-yellow': '#e0b000',
    'level-blue': '#2468d6',
    'map-hover': '#0b1f3f',
    'map-select': '#c2410c',
    'map-ground': '#eef0f3',
    shadow: '0 1px 3px rgb(15 23 42 / 14%), 0 4px 16px rgb(15 23 42 / 8%)',
  },
  dark: {
    surface: '#151b26',
    'surface-raised': '#1b2331',
    'surface-sunken': '#0f141d',
    rail: '#0b1018',
    'rail-text': '#94a0b5',
    'rail-active': '#ffffff',
    text: '#e6eaf2',
    'text-quiet': '#a0abbf',
    line: '#2a3444',
    'line-strong': '#69768c',
    accent: '#5b9bf3',
    'accent-soft': '#1c2f4d',
    'accent-text': '#08131f',
    good: '#4cc38a',
    warn: '#e5a54b',
    bad: '#ff7b72',
    'level-red': '#f0484e',
    'level-orange': '#f58a33',
    'level-yellow': '#ecc52f',
    'level-blue': '#4f8ff0',
    'map-hover': '#ffffff',
    'map-select': '#ffb454',
    'map-ground': '#10151e',
    shadow: '0 1px 3px rgb(0 0 0 / 50%), 0 4px 16px rgb(0 0 0 / 40%)',
  },
} as const;

export type ColorToken = keyof (typeof COLORS)['light'];

/** A colour for where CSS variables do not reach: the map's paint, charts, exported images. */
export function color(theme: ThemeName, token: ColorToken): string {
  return COLORS[theme][token];
}

/** System fonts first, as people's own machines have them; figures of equal width are set where numbers stand. */
export const FONT =
  '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Statutory levels in the order of `Level` (1 is the gravest). */
export const LEVEL_TOKENS = ['level-red', 'level-orange', 'level-yellow', 'level-blue'] as const;

/** Writes the theme onto the document: everything in CSS reads these variables. */
export function applyTheme(theme: ThemeName): void {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.style.colorScheme = theme;
  for (const [name, value] of Object.entries(COLORS[theme])) root.style.setProperty(`--${name}`, value);
  root.style.setProperty('--font', FONT);
}

export function antdTheme(theme: ThemeName, big: boolean): ThemeConfig {
  const c = COLORS[theme];
  return {
    algorithm: theme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: FONT,
      fontSize: big ? 18 : 13,
      sizeUnit: 4,
      sizeStep: 4,
      controlHeight: big ? 40 : 28,
      controlHeightSM: 24,
      borderRadius: 4,
      colorPrimary: c.accent,
      colorInfo: c.accent,
      colorLink: c.accent,
      colorSuccess: c.good,
      colorWarning: c.warn,
      // Derived from so dark an ochre the ground of a warning would be mud.
      ...(theme === 'light' ? { colorWarningBg: '#fdf4e3', colorWarningBorder: '#ecd2a3' } : {}),
      colorError: c.bad,
      colorText: c.text,
      colorTextSecondary: c['text-quiet'],
      colorTextTertiary: c['text-quiet'],
      colorTextDescription: c['text-quiet'],
      colorTextPlaceholder: c['text-quiet'],
      colorBgBase: c.surface,
      colorBgContainer: c.surface,
      colorBgElevated: c['surface-raised'],
      colorBorder: c.line,
      colorBorderSecondary: c.line,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Button: { primaryColor: c['accent-text'] },
      Table: { cellPaddingBlockSM: 4, cellPaddingInlineSM: 8 },
    },
  };
}
