import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import iconv from 'iconv-lite';
import type { Point } from './plane.ts';

const CHUNK = 1 << 18;

/** A text file written in pieces, never held whole; waits when the disk is behind. */
export class TextFile {
  #stream: WriteStream;
  #encoding: string;
  #text = '';
  /** Lines written so far. */
  lines = 0;

  constructor(path: string, encoding: 'utf-8' | 'gb18030' = 'utf-8', bom = false) {
    this.#stream = createWriteStream(path);
    this.#encoding = encoding;
    if (bom) this.#stream.write(Buffer.from([0xef, 0xbb, 0xbf]));
  }

  /** Adds one line; returns its number. Await `drain()` now and then. */
  line(text: string): number {
    this.#text += `${text}\n`;
    return ++this.lines;
  }

  /** True when enough is waiting to be worth a write. */
  get full(): boolean {
    return this.#text.length > CHUNK;
  }

  async drain(): Promise<void> {
    const bytes = this.#encoding === 'utf-8' ? Buffer.from(this.#text) : iconv.encode(this.#text, this.#encoding);
    this.#text = '';
    if (!this.#stream.write(bytes)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    await this.drain();
    this.#stream.end();
    await finished(this.#stream);
  }
}

/** A cell of a CSV file, quoted when it must be. */
export function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvLine(cells: readonly (string | number | null)[]): string {
  let out = '';
  for (let i = 0; i < cells.length; i++) out += (i === 0 ? '' : ',') + cell(cells[i]!);
  return out;
}

export type Geometry =
  | { type: 'LineString'; coordinates: Point[] }
  | { type: 'MultiPolygon'; coordinates: Point[][][] }
  | null;

/** A GeoJSON file with one feature a line; the first line opens the collection. */
export class GeoJsonFile {
  #file: TextFile;
  #waiting: string | null = null;
  records = 0;

  /** `crs`: the `EPSG:` code of the coordinates, written the way GDAL does. */
  constructor(path: string, name: string, crs: string) {
    this.#file = new TextFile(path);
    const urn = `urn:ogc:def:crs:EPSG::${crs.slice(5)}`;
    this.#file.line(
      `{"type":"FeatureCollection","name":"${name}","crs":{"type":"name","properties":{"name":"${urn}"}},"features":[`,
    );
  }

  /** Writes a feature; returns its line. One feature is held back, for the comma that ends its line. */
  async feature(properties: Record<string, unknown>, geometry: Geometry): Promise<number> {
    if (this.#waiting !== null) this.#file.line(`${this.#waiting},`);
    this.#waiting = JSON.stringify({ type: 'Feature', properties, geometry });
    if (this.#file.full) await this.#file.drain();
    return ++this.records + 1;
  }

  async close(): Promise<void> {
    if (this.#waiting !== null) this.#file.line(this.#waiting);
    this.#file.line(']}');
    await this.#file.close();
  }
}

/** Polygons of rings with coordinates by `to`, rings closed. */
export function multiPolygon(polygons: Point[][][], to: (p: Point) => Point): Geometry {
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) =>
      rings.map((ring) => {
        const out = ring.map(to);
        out.push(out[0]!);
        return out;
      }),
    ),
  };
}
