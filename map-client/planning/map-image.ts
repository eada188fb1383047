import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Session } from '../../server/access/schema.ts';
import { metresPerPixel, scaleFor } from '../map/ScaleBar.tsx';
import { i18next, say } from '../shell/i18n.ts';
import { day, exact, length, moment, scaleOf } from '../shell/numbers.ts';
import { color, FONT, type ThemeName } from '../shell/tokens.ts';
import { classLabel } from './ChoroplethLegend.tsx';
import type { Classed } from './thematic.ts';

const HEAD = 56;
const FOOT = 40;
const KEY = 248;

/** The map as it is seen, with title, legend, scale, north, source, date and map-review number, as PNG. */
export async function mapImage(
  map: MapLibreMap,
  { title, classed, session, theme }: { title: string; classed: Classed | null; session: Session; theme: ThemeName },
): Promise<Blob> {
  const source = map.getCanvas();
  const ratio = source.width / source.clientWidth;
  const [w, h] = [source.clientWidth, source.clientHeight];
  const canvas = document.createElement('canvas');
  canvas.width = w * ratio;
  canvas.height = (h + HEAD + FOOT) * ratio;
  const pen = canvas.getContext('2d')!;
  pen.scale(ratio, ratio);
  const ink = color(theme, 'text');
  const quiet = color(theme, 'text-quiet');
  const surface = color(theme, 'surface');
  const write = (
    text: string,
    x: number,
    y: number,
    size: number,
    style: { bold?: boolean; fill?: string; align?: CanvasTextAlign } = {},
  ) => {
    pen.font = `${style.bold ? 600 : 400} ${size}px ${FONT}`;
    pen.fillStyle = style.fill ?? ink;
    pen.textAlign = style.align ?? 'left';
    pen.fillText(text, x, y);
  };
  pen.fillStyle = surface;
  pen.fillRect(0, 0, w, h + HEAD + FOOT);
  pen.drawImage(source, 0, HEAD, w, h);
  write(`${session.city ? `${say(session.city.name)} · ` : ''}${title}`, 20, 36, 22, { bold: true });

  const scale = scaleFor(metresPerPixel(map), 160);
  const base = HEAD + h + 25;
  pen.strokeStyle = ink;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(20, base - 8);
  pen.lineTo(20, base);
  pen.lineTo(20 + scale.pixels, base);
  pen.lineTo(20 + scale.pixels, base - 8);
  pen.stroke();
  write(length(scale.metres), 28 + scale.pixels, base, 12);
  const origin = [
    classed && say(classed.values.source),
    classed && day(classed.values.asOf),
    `CGCS2000`,
    session.city?.mapReviewNumber ?? i18next.t('map:internal'),
    moment(new Date()),
  ]
    .filter(Boolean)
    .join('  ·  ');
  write(origin, w - 20, base, 12, { fill: quiet, align: 'right' });

  const turn = (-map.getBearing() * Math.PI) / 180;
  pen.save();
  pen.translate(w - 36, HEAD + 36);
  pen.rotate(turn);
  pen.fillStyle = ink;
  pen.beginPath();
  pen.moveTo(0, -18);
  pen.lineTo(8, 12);
  pen.lineTo(0, 6);
  pen.lineTo(-8, 12);
  pen.fill();
  pen.restore();
  write('N', w - 36, HEAD + 66, 13, { bold: true, align: 'center' });

  if (classed) {
    const rows = classed.colors.length + (classed.missing > 0 ? 1 : 0);
    const height = 52 + rows * 20;
    const [x, y] = [16, HEAD + h - height - 16];
    pen.fillStyle = surface;
    pen.globalAlpha = 0.94;
    pen.fillRect(x, y, KEY, height);
    pen.globalAlpha = 1;
    pen.strokeStyle = color(theme, 'line');
    pen.strokeRect(x, y, KEY, height);
    write(say(classed.values.title), x + 12, y + 22, 13, { bold: true });
    write(
      [classed.values.period, scaleOf(classed.present, say(classed.values.unit)).unit].filter(Boolean).join(' · '),
      x + KEY - 12,
      y + 22,
      12,
      {
        fill: quiet,
        align: 'right',
      },
    );
    const row = (i: number, chip: string | null, text: string, count: number) => {
      const top = y + 34 + i * 20;
      if (chip) {
        pen.fillStyle = chip;
        pen.fillRect(x + 12, top, 18, 14);
      }
      pen.strokeStyle = color(theme, 'line-strong');
      pen.lineWidth = 1;
      pen.strokeRect(x + 12, top, 18, 14);
      write(text, x + 40, top + 12, 12);
      write(exact(count), x + KEY - 12, top + 12, 12, { fill: quiet, align: 'right' });
    };
    classed.colors.forEach((chip, i) => {
      row(i, chip, classLabel(classed, i), classed.counts[i]!);
    });
    if (classed.missing > 0) row(classed.colors.length, null, i18next.t('planning:legend.missing'), classed.missing);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no image'))), 'image/png'),
  );
}
