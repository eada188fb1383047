import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { Refusal } from '../refusal.ts';

/** Unpacked bytes a workbook may have in all, and how many times its packed size: beyond this it is a bomb. */
const MOST_BYTES = 4 * 2 ** 30;
const MOST_RATIO = 400;
const MOST_TEXT = 512 << 20;

export interface Sheet {
  name: string;
  path: string;
}

export interface Workbook {
  sheets: Sheet[];
  /** Shared strings, by index. */
  strings: string[];
  /** For each cell style: its number format is one of dates. */
  dateStyles: boolean[];
  /** Days are counted from 1904. */
  from1904: boolean;
  entry(path: string): Promise<Readable>;
  close(): void;
}

const bomb = () =>
  new Refusal('archive-bomb', '压缩内容异常膨胀，已拒绝', 'the archive unpacks to far too much; it was refused');

/** @throws Refusal `not-a-workbook`, `archive-bomb` */
export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) =>
      error ? reject(notAWorkbook()) : resolve(opened),
    ),
  );
  const entries = new Map<string, yauzl.Entry>();
  await new Promise<void>((resolve, reject) => {
    let total = 0;
    zip.on('entry', (entry: yauzl.Entry) => {
      total += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (total > MOST_BYTES || (ratio > MOST_RATIO && entry.uncompressedSize > 16 << 20) || entries.size > 10_000)
        reject(bomb());
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', () => reject(notAWorkbook()));
    zip.readEntry();
  }).catch((error: Error) => {
    zip.close();
    throw error;
  });
  const entry = (name: string) =>
    new Promise<Readable>((resolve, reject) => {
      const found = entries.get(name);
      if (!found) return reject(notAWorkbook());
      zip.openReadStream(found, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
  try {
    const relations = new Map<string, string>();
    await parseXml(await entry('xl/_rels/workbook.xml.rels'), {
      open(name, attributes) {
        if (name === 'Relationship') relations.set(attributes.Id ?? '', attributes.Target ?? '');
      },
    });
    const sheets: Sheet[] = [];
    let from1904 = false;
    await parseXml(await entry('xl/workbook.xml'), {
      open(name, attributes) {
        if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
        if (name !== 'sheet') return;
        const target = relations.get(attributes['r:id'] ?? '') ?? '';
        sheets.push({
          name: attributes.name ?? '',
          path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
        });
      },
    });
    const strings = entries.has('xl/sharedStrings.xml') ? await readStrings(await entry('xl/sharedStrings.xml')) : [];
    const dateStyles = entries.has('xl/styles.xml') ? await readDateStyles(await entry('xl/styles.xml')) : [];
    return { sheets, strings, dateStyles, from1904, entry, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const notAWorkbook = () =>
  new Refusal(
    'not-a-workbook',
    '文件不是有效的 Excel 工作簿，可能已损坏',
    'the file is no Excel workbook, or it is damaged',
  );

export interface XmlHandlers {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Parses XML as it comes, prefixes of names left off. No entities but the five of XML: there is nothing to expand. */
export async function parseXml(stream: Readable, handlers: XmlHandlers, pause?: () => Promise<void>): Promise<void> {
  const parser = new SaxesParser({ xmlns: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  let failed: Error | null = null;
  parser.on('error', (error) => {
    failed ??= error;
  });
  if (handlers.open)
    parser.on('opentag', (tag) => handlers.open!(local(tag.name), tag.attributes as Record<string, string>));
  if (handlers.text) parser.on('text', (text) => handlers.text!(text));
  if (handlers.close) parser.on('closetag', (tag) => handlers.close!(local(tag.name)));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (failed) throw notAWorkbook();
    await pause?.();
  }
  parser.close();
  if (failed) throw notAWorkbook();
}

/** Rich text is joined; phonetic guides (rPh) are no part of the text. */
async function readStrings(stream: Readable): Promise<string[]> {
  const strings: string[] = [];
  let item = '';
  let inText = false;
  let phonetic = 0;
  let size = 0;
  await parseXml(stream, {
    open(name) {
      if (name === 'si') item = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text(text) {
      if (!inText) return;
      item += text;
      size += text.length;
      if (size > MOST_TEXT) throw bomb();
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') strings.push(item);
    },
  });
  return strings;
}

/** Built-in formats 14-17, 22 and their East Asian fellows are dates; others by the letters of their pattern. */
async function readDateStyles(stream: Readable): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  const builtIn = (id: number) =>
    (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  await parseXml(stream, {
    open(name, attributes) {
      if (name === 'numFmt') {
        const bare = (attributes.formatCode ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
        custom.set(Number(attributes.numFmtId), /[yd]|m.*[yd]/i.test(bare) && !/^general$/i.test(bare));
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(custom.get(id) ?? builtIn(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
