import { strToU8, zipSync } from 'fflate';

/** A cell of a sheet: text, a number, or nothing. */
export type Cell = string | number | null;

export interface Sheet {
  name: string;
  rows: Cell[][];
  /** Ranges like `A1:F1` shown as one cell. */
  merged: string[];
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Column letters: 0 A, 25 Z, 26 AA. */
export function columnLetters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26);
}

/** An XLSX workbook (ECMA-376) of one sheet; texts as shared strings, the way spreadsheet programs write. */
export function workbook(sheet: Sheet): Uint8Array {
  const strings = new Map<string, number>();
  const cellXml = (value: Cell, at: string) => {
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    let index = strings.get(value);
    if (index === undefined) {
      index = strings.size;
      strings.set(value, index);
    }
    return `<c r="${at}" t="s"><v>${index}</v></c>`;
  };
  const rows = sheet.rows.map((row, r) => {
    const cells = row.map((value, c) => cellXml(value, `${columnLetters(c)}${r + 1}`)).join('');
    return `<row r="${r + 1}">${cells}</row>`;
  });
  const merges = sheet.merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const sheetXml = `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData>${
    merges ? `<mergeCells count="${sheet.merged.length}">${merges}</mergeCells>` : ''
  }</worksheet>`;
  const items = [...strings.keys()].map((s) => `<si><t xml:space="preserve">${escapeXml(s)}</t></si>`).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPES}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetXml,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}" count="${strings.size}" uniqueCount="${strings.size}">${items}</sst>`,
  };
  // A fixed time keeps the same workbook the same bytes.
  const files = Object.fromEntries(
    Object.entries(parts).map(([name, text]) => [
      name,
      [strToU8(text), { mtime: new Date(Date.UTC(2026, 9, 15, 12)) }] as const,
    ]),
  );
  return zipSync(files as never);
}
