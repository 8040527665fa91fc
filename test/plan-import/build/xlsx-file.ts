/** Makes a workbook part by part, so that a test can say exactly what stands in the file. */
import { strToU8, zipSync } from 'fflate';

export type CellValue =
  | string
  | number
  | null
  | { formula: string; value?: string | number }
  | { error: string }
  | { value: number; style: number };

export interface SheetContent {
  name: string;
  rows: CellValue[][];
  /** `A1:C1` */
  merges?: string[];
  /** Row numbers from 1. */
  hiddenRows?: number[];
  state?: 'visible' | 'hidden';
}

/** Style indexes of every built workbook. */
export const Style = { GENERAL: 0, DATE: 1, PERCENT: 2, LEV: 3 } as const;

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Extra parts replace or join those made from the sheets. */
export function buildXlsx(sheets: SheetContent[], extraParts: Record<string, string | Uint8Array> = {}): Uint8Array {
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets>${sheets
      .map(
        (sheet, index) =>
          `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" state="${sheet.state ?? 'visible'}" r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, index): [string, string, string] => [
        `rId${index + 1}`,
        'worksheet',
        `worksheets/sheet${index + 1}.xml`,
      ]),
      ['rIdStyles', 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${NAMESPACE}"><numFmts><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;лв.&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  };
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet);
  });
  return zipParts({ ...parts, ...extraParts });
}

/** Parts over a megabyte of text are packed quickly rather than tightly. */
export function zipParts(parts: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => {
        const bytes = typeof content === 'string' ? strToU8(content) : content;
        const large = typeof content === 'string' && bytes.length > 1_000_000;
        return [name, [bytes, { level: large ? 1 : 6 }]];
      }),
    ),
  );
}

export function sheetXml(sheet: Omit<SheetContent, 'name'>): string {
  const rows = sheet.rows.map((cells, index) => {
    const hidden = sheet.hiddenRows?.includes(index + 1) ? ' hidden="1"' : '';
    return `<row r="${index + 1}"${hidden}>${cells.map((cell, column) => cellXml(cell, column, index + 1)).join('')}</row>`;
  });
  const merges = (sheet.merges ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${NAMESPACE}"><sheetData>${rows.join('')}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`;
}

export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function cellXml(value: CellValue, column: number, row: number): string {
  const reference = `r="${columnLetters(column)}${row}"`;
  if (value === null) return '';
  if (typeof value === 'number') return `<c ${reference}><v>${value}</v></c>`;
  if (typeof value === 'string') {
    return `<c ${reference} t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
  }
  if ('error' in value) return `<c ${reference} t="e"><v>${value.error}</v></c>`;
  if ('style' in value) return `<c ${reference} s="${value.style}"><v>${value.value}</v></c>`;
  const type = typeof value.value === 'string' ? ' t="str"' : '';
  const cached = value.value === undefined ? '' : `<v>${escapeXml(String(value.value))}</v>`;
  return `<c ${reference}${type}><f>${escapeXml(value.formula)}</f>${cached}</c>`;
}

function relationships(links: [string, string, string][]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
}
