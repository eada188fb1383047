/** The first rows of a file, read here and sent nowhere: the steward sees what the columns hold. */
export interface Sample {
  encoding: 'utf-8' | 'gb18030';
  header: string[];
  rows: string[][];
}

const HEAD = 64 * 1024;

/** Cells of the first lines of a CSV; quotes may hold separators, doubled quotes and line ends. */
export function firstRows(text: string, most: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length && rows.length < most; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',' || c === '\t' || c === ';') {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += c;
  }
  // A last line without its line end is whole only when the text is.
  if (rows.length < most && (row.length > 0 || cell !== '') && text.length < HEAD) rows.push([...row, cell]);
  return rows;
}

/** UTF-8 when it is that, else GB18030: what is cut off at the end of the piece is not held against it. */
export function decodeHead(bytes: Uint8Array): { text: string; encoding: Sample['encoding'] } {
  for (let cut = 0; cut < 4; cut++) {
    try {
      return {
        text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut)),
        encoding: 'utf-8',
      };
    } catch {
      // Perhaps a character was cut in two: try a little shorter, then give UTF-8 up.
    }
  }
  return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'gb18030' };
}

/** A sample of a text table, or null for what is not one (workbooks, GeoJSON). */
export async function sampleOf(file: File): Promise<Sample | null> {
  if (!/\.(csv|txt|tsv)$/i.test(file.name)) return null;
  const { text, encoding } = decodeHead(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const [header, ...rows] = firstRows(text, 4);
  return header ? { encoding, header, rows } : null;
}
