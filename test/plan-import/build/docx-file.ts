/** Makes a Word document of paragraphs and tables. */
import { escapeXml, zipParts } from './xlsx-file.ts';

export interface DocxCell {
  /** A paragraph each. */
  paragraphs: string[];
  span?: number;
  merge?: 'restart' | 'continue';
}

export type DocxBlock = string | { rows: (string | DocxCell)[][] };

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export function buildDocx(blocks: DocxBlock[]): Uint8Array {
  return docxWithBody(
    blocks.map((block) => (typeof block === 'string' ? paragraph(block) : table(block.rows))).join(''),
  );
}

export function docxWithBody(body: string, prolog = ''): Uint8Array {
  return zipParts({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document xmlns:w="${NAMESPACE}"><w:body>${body}</w:body></w:document>`,
  });
}

export function table(rows: (string | DocxCell)[][]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cellXml).join('')}</w:tr>`).join('')}</w:tbl>`;
}

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function cellXml(cell: string | DocxCell): string {
  const { paragraphs, span, merge } = typeof cell === 'string' ? ({ paragraphs: cell.split('\n') } as DocxCell) : cell;
  const properties = [span ? `<w:gridSpan w:val="${span}"/>` : '', merge ? `<w:vMerge w:val="${merge}"/>` : ''].join(
    '',
  );
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraphs.map(paragraph).join('') || '<w:p/>'}</w:tc>`;
}
