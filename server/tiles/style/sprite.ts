import { Resvg } from '@resvg/resvg-js';
import { ICONS } from './icons.ts';

const SIZE = 24;
const COLUMNS = 8;

export interface Sprite {
  png: Buffer;
  json: Record<string, { x: number; y: number; width: number; height: number; pixelRatio: number }>;
}

const made = new Map<number, Sprite>();

/** The icons drawn into one image, at 1 or 2 device pixels a pixel; drawn once. */
export function spriteAt(pixelRatio: 1 | 2): Sprite {
  const known = made.get(pixelRatio);
  if (known) return known;
  const rows = Math.ceil(ICONS.length / COLUMNS);
  const at = (i: number) => ({ x: (i % COLUMNS) * SIZE, y: Math.floor(i / COLUMNS) * SIZE });
  const drawings = ICONS.map(({ svg }, i) => `<g transform="translate(${at(i).x} ${at(i).y})">${svg}</g>`).join('');
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${COLUMNS * SIZE}" height="${rows * SIZE}">${drawings}</svg>`;
  const sprite: Sprite = {
    png: Buffer.from(new Resvg(sheet, { fitTo: { mode: 'zoom', value: pixelRatio } }).render().asPng()),
    json: Object.fromEntries(
      ICONS.map(({ name }, i) => [
        name,
        {
          x: at(i).x * pixelRatio,
          y: at(i).y * pixelRatio,
          width: SIZE * pixelRatio,
          height: SIZE * pixelRatio,
          pixelRatio,
        },
      ]),
    ),
  };
  made.set(pixelRatio, sprite);
  return sprite;
}
