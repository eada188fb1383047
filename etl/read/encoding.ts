import { isAscii, isUtf8 } from 'node:buffer';
import type { KeptFile } from './keep.ts';

/**
 * Looks at every byte of a file and says in which encoding it is written. A byte order mark decides; else UTF-8 when
 * all of it is; else GB18030, which the reader then decodes strictly. A UTF-8 file in which a few lines were cut in
 * the middle of a character must not be read as GB18030 (most of its byte pairs would decode, to nonsense): lines with
 * other than ASCII are counted, and when most of them are UTF-8 the file is, and its bad lines are an error.
 */
export class Utf8Watch {
  #head: Buffer = Buffer.alloc(0);
  #rest: Buffer = Buffer.alloc(0);
  #valid = true;
  #good = 0;
  #bad = 0;

  push(chunk: Buffer): void {
    if (this.#head.length < 4) this.#head = Buffer.concat([this.#head, chunk.subarray(0, 4)]);
    const whole = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    // Cut after the last line feed: no encoding here has one inside a character. A line longer than 4 MB is cut anyhow.
    const cut = whole.lastIndexOf(0x0a) + 1;
    if (cut === 0 && whole.length < 4 << 20) {
      this.#rest = Buffer.from(whole);
      return;
    }
    const end = cut === 0 ? whole.length : cut;
    this.#look(whole.subarray(0, end));
    this.#rest = Buffer.from(whole.subarray(end));
  }

  #look(part: Buffer): void {
    if (isUtf8(part)) {
      if (!isAscii(part)) this.#good++;
      return;
    }
    this.#valid = false;
    let from = 0;
    while (from < part.length && this.#good + this.#bad < 100_000) {
      let to = part.indexOf(0x0a, from);
      if (to < 0) to = part.length;
      const line = part.subarray(from, to);
      if (!isAscii(line)) {
        if (isUtf8(line)) this.#good++;
        else this.#bad++;
      }
      from = to + 1;
    }
  }

  end(): Pick<KeptFile, 'encoding' | 'bom'> {
    if (this.#rest.length > 0) this.#look(this.#rest);
    const [a, b, c] = this.#head;
    if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bom: true };
    if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bom: true };
    if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bom: true };
    return { encoding: this.#valid || this.#good > this.#bad ? 'utf-8' : 'gb18030', bom: false };
  }
}
