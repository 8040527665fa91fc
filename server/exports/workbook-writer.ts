/**
 * A workbook that is written while its rows come: packed piece by piece, nothing of it is held but the table of its parts.
 * Every cell is plain text, so nothing in it can be a formula. A sheet that is full goes on in another.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';

/** Excel ends at 1,048,576. */
const SHEET_ROWS = 1_000_000;
/** A part of 4 GB and more would need another form of the archive. */
const SHEET_CHARACTERS = 1_000_000_000;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export class WorkbookWriter<Column extends string> {
  readonly #columns: readonly Column[];
  readonly #zip: Zip;
  #packed: Uint8Array[] = [];
  #sheet: ZipDeflate | null = null;
  #sheets = 0;
  #rowsOfSheet = 0;
  #charactersOfSheet = 0;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#packed.push(chunk);
    });
  }

  begin(): Uint8Array {
    this.#beginSheet();
    return this.#taken();
  }

  rows(page: readonly Readonly<Record<Column, string | null>>[]): Uint8Array {
    for (const row of page) {
      if (this.#rowsOfSheet >= SHEET_ROWS || this.#charactersOfSheet >= SHEET_CHARACTERS) this.#beginSheet();
      this.#write(this.#columns.map((column) => row[column]));
    }
    return this.#taken();
  }

  end(): Uint8Array {
    this.#endSheet();
    const numbers = Array.from({ length: this.#sheets }, (_, before) => before + 1);
    this.#part(
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${CONTENT}.worksheet+xml"/>`).join('')}</Types>`,
    );
    this.#part(
      '_rels/.rels',
      `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    this.#part(
      'xl/workbook.xml',
      `<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets>${numbers.map((number) => `<sheet name="Sheet${number}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    );
    this.#part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${RELATIONSHIPS}">${numbers.map((number) => `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}</Relationships>`,
    );
    this.#zip.end();
    return this.#taken();
  }

  #beginSheet(): void {
    this.#endSheet();
    this.#sheets += 1;
    this.#rowsOfSheet = 0;
    this.#charactersOfSheet = 0;
    this.#sheet = new ZipDeflate(`xl/worksheets/sheet${this.#sheets}.xml`, { level: 6 });
    this.#zip.add(this.#sheet);
    this.#sheet.push(strToU8(`${XML}<worksheet xmlns="${SPREADSHEET}"><sheetData>`));
    this.#write(this.#columns);
  }

  #endSheet(): void {
    this.#sheet?.push(strToU8('</sheetData></worksheet>'), true);
    this.#sheet = null;
  }

  #write(cells: readonly (string | null)[]): void {
    this.#rowsOfSheet += 1;
    const number = this.#rowsOfSheet;
    const written = cells.map((text, place) =>
      text === null
        ? ''
        : `<c r="${columnName(place)}${number}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    );
    const row = `<row r="${number}">${written.join('')}</row>`;
    this.#charactersOfSheet += row.length;
    this.#sheet?.push(strToU8(row));
  }

  #part(name: string, body: string): void {
    const part = new ZipDeflate(name, { level: 6 });
    this.#zip.add(part);
    part.push(strToU8(XML + body), true);
  }

  /** What was packed since, which is then no longer held. */
  #taken(): Uint8Array {
    const packed = Buffer.concat(this.#packed);
    this.#packed = [];
    return packed;
  }
}

/** Of 26 columns at most. */
const columnName = (place: number): string => String.fromCharCode(65 + place);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** XML has no place for other control characters. */
const escaped = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
