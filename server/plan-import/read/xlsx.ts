/** An Excel workbook, read from its XML parts so that merged ranges, formulas and hidden rows are known. */
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { SourceFormat, SourceTableKind } from '../source-table.ts';
import type { SourceFile, SourceTable } from '../source-table.ts';
import type { Archive } from './archive.ts';
import { READING_LIMITS } from './reading-limits.ts';
import { relationshipsOf } from './relationships.ts';
import { tidyText } from './table-collector.ts';
import { readXmlPart } from './xml-part.ts';
import { readSheetRows } from './xlsx-sheet.ts';
import { unescaped } from './xlsx-workbook.ts';
import type { WorkbookContext } from './xlsx-workbook.ts';
import { readCellFormats } from './xlsx-styles.ts';

/** @throws FileRefusal */
export async function readXlsx(archive: Archive): Promise<SourceFile> {
  const workbookPart =
    (await relationshipsOf(archive, '')).find((link) => link.type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const links = await relationshipsOf(archive, workbookPart);
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  let startsIn1904 = false;
  await readXmlPart(archive, workbookPart, {
    open(name, attributes) {
      if (name === 'workbookPr') startsIn1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      sheets.push({ name: attributes.name ?? '', id: attributes.id ?? '', hidden });
    },
  });
  if (sheets.length > READING_LIMITS.tables) {
    throw new FileRefusal(RefusalCode.TOO_MANY_TABLES, { tables: sheets.length, limit: READING_LIMITS.tables });
  }
  const partOf = (type: string): string | undefined => links.find((link) => link.type === type)?.part;
  const stylesPart = partOf('styles');
  const textsPart = partOf('sharedStrings');
  const context: WorkbookContext = {
    sharedTexts: textsPart ? await readSharedTexts(archive, textsPart) : [],
    formats: stylesPart ? await readCellFormats(archive, stylesPart) : [],
    startsIn1904,
  };
  const tables: SourceTable[] = [];
  for (const sheet of sheets) {
    const link = links.find((candidate) => candidate.id === sheet.id);
    if (!link || link.type !== 'worksheet') continue;
    tables.push({
      index: tables.length,
      kind: SourceTableKind.SHEET,
      name: sheet.name,
      heading: [],
      hidden: sheet.hidden,
      rows: await readSheetRows({ archive, part: link.part, sheetName: sheet.name, context }),
    });
  }
  return { format: SourceFormat.XLSX, encoding: null, delimiter: null, tables };
}

async function readSharedTexts(archive: Archive, part: string): Promise<string[]> {
  const texts: string[] = [];
  let current = '';
  let collecting = false;
  let phonetic = false;
  await readXmlPart(archive, part, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      collecting = name === 't' && !phonetic;
    },
    text(text) {
      if (collecting) current += text;
    },
    close(name) {
      if (name === 't') collecting = false;
      if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      texts.push(tidyText(unescaped(current)));
      if (texts.length > READING_LIMITS.sharedTexts) {
        throw new FileRefusal(RefusalCode.TOO_MANY_CELLS, { part, limit: READING_LIMITS.sharedTexts });
      }
    },
  });
  return texts;
}
