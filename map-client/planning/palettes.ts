/**
 * Colour ramps by their anchors, light to dark. Steps differ in lightness, so that they hold for colour-blind eyes and
 * on a grey print; the diverging pairs (blue-orange, purple-green) are told apart in all common colour-vision types.
 */
export const PALETTES = {
  lake: { kind: 'sequential', anchors: ['#eef6f3', '#b9ddd6', '#72b4c4', '#317a9f', '#123a66'] },
  amber: { kind: 'sequential', anchors: ['#fff5dc', '#fad08c', '#ea9440', '#bd5618', '#6f270a'] },
  violet: { kind: 'sequential', anchors: ['#f5f0fa', '#d0bfe6', '#a488cc', '#744fa6', '#3d1d68'] },
  forest: { kind: 'sequential', anchors: ['#f6f3b0', '#a4d37a', '#3fa287', '#2b6a8b', '#37205f'] },
  'blue-orange': { kind: 'diverging', anchors: ['#1b4b8a', '#7cadd6', '#f3f1ec', '#eda566', '#96450c'] },
  'purple-green': { kind: 'diverging', anchors: ['#57287f', '#b398ce', '#f2f2f2', '#9acb99', '#1b6a3f'] },
} as const satisfies Record<string, { kind: 'sequential' | 'diverging'; anchors: readonly string[] }>;

export type PaletteName = keyof typeof PALETTES;
export const PALETTE_NAMES = Object.keys(PALETTES) as PaletteName[];

const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
const toRgb = (hex: string) => [channel(hex, 1), channel(hex, 3), channel(hex, 5)] as const;
const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0');

function mix(anchors: readonly string[], at: number): string {
  const place = at * (anchors.length - 1);
  const i = Math.min(anchors.length - 2, Math.floor(place));
  const [a, b] = [toRgb(anchors[i]!), toRgb(anchors[i + 1]!)];
  return `#${[0, 1, 2].map((c) => hex(a[c]! + (b[c]! - a[c]!) * (place - i))).join('')}`;
}

/** `n` colours of a palette. In the dark theme sequential ramps are turned over: more must stand out more. */
export function colorsOf(name: PaletteName, n: number, dark = false): string[] {
  const { kind, anchors } = PALETTES[name];
  if (n === 1) return [mix(anchors, kind === 'sequential' ? 0.6 : 0.5)];
  const ramp = Array.from({ length: n }, (_, i) => mix(anchors, i / (n - 1)));
  return dark && kind === 'sequential' ? ramp.reverse() : ramp;
}

/** Relative luminance, WCAG 2.2. */
export function luminance(color: string): number {
  const [r, g, b] = toRgb(color).map((v) => {
    const s = v / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
