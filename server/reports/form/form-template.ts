/** The form with the measures of a body in its rows, as a workbook that any spreadsheet program opens. */
import writeXlsxFile, { type CellObject, type Feature, type Image } from 'write-excel-file/node';
import type { FormMeasure } from './form-draft.ts';
import { columnLetters, formHeadings, levelWords, type FormLanguage } from './report-form.ts';

export interface FormTemplate {
  readonly measures: readonly FormMeasure[];
  readonly language: FormLanguage;
}

const SHEET_NAMES: Readonly<Record<FormLanguage, string>> = { bg: 'Отчет', en: 'Report' };
/** Columns before the indicators: id, code, measure, level, text, spent, currency. */
const WIDTHS = [36, 10, 60, 20, 60, 16, 10];
const LEVEL_COLUMN = 4;
const CURRENCY_COLUMN = 7;

export async function formTemplate({ measures, language }: FormTemplate): Promise<Buffer> {
  const words = formHeadings[language];
  const pairs = Array.from(
    { length: Math.max(0, ...measures.map(({ indicators }) => indicators.length)) },
    (_, index) => index,
  );
  const headings = [
    words.ID,
    words.CODE,
    words.MEASURE,
    words.LEVEL,
    words.TEXT,
    words.SPENT,
    words.CURRENCY,
    ...pairs.flatMap((index) => [`${words.INDICATOR} ${index + 1}`, `${words.VALUE} ${index + 1}`]),
  ];
  const rows = measures.map((measure) => [
    text(measure.id),
    text(measure.code),
    text(measure.wording),
    null,
    null,
    null,
    null,
    ...pairs.flatMap((index) => [
      measure.indicators[index] === undefined ? null : text(measure.indicators[index].wording),
      null,
    ]),
  ]);
  const lists = listsOf(
    [
      { column: LEVEL_COLUMN, values: Object.values(levelWords[language]) },
      { column: CURRENCY_COLUMN, values: ['EUR', 'BGN'] },
    ],
    measures.length + 1,
  );
  return writeXlsxFile(
    [
      headings.map((heading): CellObject => ({ value: heading, type: String, fontWeight: 'bold', wrap: true })),
      ...rows,
    ],
    {
      sheet: SHEET_NAMES[language],
      columns: [...WIDTHS, ...pairs.flatMap(() => [40, 12])].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    { features: [lists] },
  ).toBuffer();
}

const text = (value: string): CellObject => ({ value, type: String, wrap: true, alignVertical: 'top' });

/** Hides the first column and lets a person choose from lists; the library has neither. */
function listsOf(
  lists: readonly { readonly column: number; readonly values: readonly string[] }[],
  lastRow: number,
): Feature<Image['content']> {
  const validations = lists.map(({ column, values }) => {
    const letters = columnLetters(column);
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters}2:${letters}${Math.max(2, lastRow)}"><formula1>"${values.join(',')}"</formula1></dataValidation>`;
  });
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content) =>
            content.replace(
              '</sheetData>',
              `</sheetData><dataValidations count="${lists.length}">${validations.join('')}</dataValidations>`,
            ),
          transformElementAttributes: (tagName, attributes, index) =>
            tagName === 'col' && index === 0 ? { ...attributes, hidden: 1 } : attributes,
        },
      },
    },
  };
}
