import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedPlan, UnderstandOptions } from '../../server/plan-import/parsed-plan.ts';
import { readSourceFile } from '../../server/plan-import/read/read-file.ts';
import { understandPlan } from '../../server/plan-import/understand/understand-plan.ts';
import { buildCsv } from './build/csv-file.ts';
import type { CsvStyle } from './build/csv-file.ts';
import { buildDocx } from './build/docx-file.ts';
import type { DocxBlock, DocxCell } from './build/docx-file.ts';
import { SAMPLE, SAMPLE_FACTS, SAMPLE_TOTAL_CENTS, factsOf, withoutCodes } from './build/sample-plan.ts';
import type { SampleMeasure } from './build/sample-plan.ts';
import { Style, buildXlsx } from './build/xlsx-file.ts';
import type { CellValue } from './build/xlsx-file.ts';

async function read(bytes: Uint8Array, fileName: string, options: UnderstandOptions = {}): Promise<ParsedPlan> {
  return understandPlan(await readSourceFile(bytes, fileName), options);
}

const COLUMNS: [string, (measure: SampleMeasure) => string][] = [
  ['Код', (each) => each.code],
  ['Приоритет', (each) => each.path[0]],
  ['Цел', (each) => each.path[1]],
  ['Задача', (each) => each.path[2]],
  ['Мярка/Дейност', (each) => each.wording],
  ['Отговорна институция', (each) => each.responsible],
  ['Срок', (each) => each.period],
  ['Сума (евро)', (each) => each.amount],
  ['Източник на финансиране', (each) => each.source],
  ['Индикатор', (each) => each.indicator],
  ['Мерна единица', (each) => each.unit],
  ['Базова стойност', (each) => each.baseline],
  ['Целева стойност', (each) => each.target],
];
const OWN_COLUMNS = COLUMNS.filter(([heading]) => !['Приоритет', 'Цел', 'Задача'].includes(heading));

function rowsWith(columns: typeof COLUMNS, measures = SAMPLE): string[][] {
  return [columns.map(([heading]) => heading), ...measures.map((each) => columns.map(([, cell]) => cell(each)))];
}

/** Section rows wherever a level changes. */
function sectioned(section: (level: number, names: string[]) => CellValue[]): {
  rows: CellValue[][];
  sections: number[];
} {
  const rows: CellValue[][] = [];
  const sections: number[] = [];
  let open: string[] = [];
  for (const measure of SAMPLE) {
    measure.path.forEach((name, level) => {
      if (open[level] === name) return;
      open = [...open.slice(0, level), name];
      rows.push(section(level, open));
      sections.push(rows.length);
    });
    rows.push(OWN_COLUMNS.map(([heading, cell]) => numberOrText(heading, cell(measure))));
  }
  return { rows, sections };
}

function textOrEmpty(value: CellValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function numberOrText(heading: string, text: string): CellValue {
  if (text === '') return null;
  return ['Сума (евро)', 'Базова стойност', 'Целева стойност'].includes(heading) ? Number(text) : text;
}

const CSV_STYLES: [string, CsvStyle][] = [
  ['UTF-8 with commas', { delimiter: ',', encoding: 'utf-8' }],
  ['UTF-8 with a byte-order mark and semicolons', { delimiter: ';', encoding: 'utf-8-bom' }],
  ['windows-1251 with semicolons', { delimiter: ';', encoding: 'windows-1251' }],
  ['windows-1251 with tabs', { delimiter: '\t', encoding: 'windows-1251' }],
  ['UTF-16 with tabs', { delimiter: '\t', encoding: 'utf-16le-bom' }],
  ['UTF-16 without a mark', { delimiter: ';', encoding: 'utf-16le' }],
];

test.each(CSV_STYLES)('a CSV in %s gives the plan', async (_, style) => {
  const plan = await read(buildCsv(rowsWith(COLUMNS), style), 'plan.csv');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
  expect(plan.totals).toEqual([{ currency: 'EUR', amountCents: SAMPLE_TOTAL_CENTS, measureCount: 3 }]);
  expect(plan.delimiter).toBe(style.delimiter);
});

test('the columns may stand in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }), async (columns) => {
      const plan = await read(buildCsv(rowsWith(columns), { delimiter: ';', encoding: 'utf-8' }), 'plan.csv');
      expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
    }),
    { numRuns: 60 },
  );
});

test('English headings in another order are understood', async () => {
  const names: Record<string, string> = {
    Код: 'No.',
    Приоритет: 'Priority',
    Цел: 'Goal',
    Задача: 'Task',
    'Мярка/Дейност': 'Measure',
    'Отговорна институция': 'Responsible body',
    Срок: 'Timeline',
    'Сума (евро)': 'Budget (EUR)',
    'Източник на финансиране': 'Funding source',
    Индикатор: 'Indicator',
    'Мерна единица': 'Unit',
    'Базова стойност': 'Baseline',
    'Целева стойност': 'Target',
  };
  const columns = COLUMNS.map(([heading, cell]): (typeof COLUMNS)[number] => [
    names[heading] ?? heading,
    cell,
  ]).toReversed();
  const plan = await read(buildCsv(rowsWith(columns), { delimiter: ',', encoding: 'utf-8' }), 'plan.csv');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
});

test('merged section rows with words, titles above, notes and a total below', async () => {
  const words = ['Приоритет', 'Цел', 'Задача'];
  const { rows, sections } = sectioned((level, names) => [`${words[level]} ${level + 1}: ${names[level]}`]);
  const last = rows.length + 4;
  const total: CellValue[] = ['Общо', null, null, null, { formula: 'SUM(E4:E20)', value: 266500.5 }];
  const bytes = buildXlsx([
    {
      name: 'План',
      rows: [
        ['ПЛАН ЗА ДЕЙСТВИЕ на община Дъбрава'],
        [],
        OWN_COLUMNS.map(([heading]) => heading),
        ...rows,
        total,
        ['Забележка: сумите са прогнозни'],
      ],
      merges: ['A1:J1', ...sections.map((row) => `A${row + 3}:J${row + 3}`), `A${last + 1}:J${last + 1}`],
    },
  ]);
  const plan = await read(bytes, 'plan.xlsx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
  expect(plan.counts).toMatchObject({ priorities: 2, goals: 3, tasks: 3, measures: 5 });
  expect(plan.titleLines).toEqual(['ПЛАН ЗА ДЕЙСТВИЕ на община Дъбрава']);
  expect(plan.reconciliations).toMatchObject([{ statedCents: SAMPLE_TOTAL_CENTS, agrees: true, currency: 'EUR' }]);
  expect(plan.rows.map((row) => row.status).filter((status) => status === 'IGNORED')).toHaveLength(3);
  expect(plan.rows).toHaveLength(1 + 1 + rows.length + 2);
});

test('a total that differs from the measures is said with both sums', async () => {
  const rows = [...rowsWith(COLUMNS), ['Общо', '', '', '', '', '', '', '266 000,50']];
  const plan = await read(buildCsv(rows, { delimiter: ';', encoding: 'utf-8' }), 'plan.csv');
  expect(plan.reconciliations).toMatchObject([
    { statedCents: 26600050, computedCents: SAMPLE_TOTAL_CENTS, agrees: false },
  ]);
  expect(plan.rows.at(-1)?.issues.map((issue) => issue.code)).toEqual(['TOTAL_DIFFERS']);
});

test('section rows with numbers and no words', async () => {
  const seen: string[][] = [[], [], []];
  const { rows, sections } = sectioned((level, names) => {
    const parent = names
      .slice(0, level)
      .map(
        (name, each) =>
          seen[each]
            ?.filter((text) => text.startsWith(names.slice(0, each).join('>')))
            .indexOf([...names.slice(0, each), name].join('>')) ?? 0,
      );
    const path = names.slice(0, level + 1).join('>');
    const prefix = names.slice(0, level).join('>');
    seen[level]?.push(path);
    const own = (seen[level] ?? []).filter((text) => text.startsWith(prefix)).length;
    return [`${[...parent.map((index) => index + 1), own].join('.')}. ${names[level]}`];
  });
  const bytes = buildXlsx([
    {
      name: 'Лист1',
      rows: [OWN_COLUMNS.map(([heading]) => heading), ...rows],
      merges: sections.map((row) => `A${row + 1}:J${row + 1}`),
    },
  ]);
  const plan = await read(bytes, 'plan.xlsx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
  expect(plan.objectives.map((objective) => objective.code)).toContain('1.1.1');
});

test('section rows with neither numbers nor words take their level from how they stand, and are doubted', async () => {
  const { rows, sections } = sectioned((level, names) => [names[level] ?? '']);
  const bytes = buildXlsx([
    {
      name: 'Лист1',
      rows: [OWN_COLUMNS.map(([heading]) => heading), ...rows],
      merges: sections.map((row) => `A${row + 1}:J${row + 1}`),
    },
  ]);
  const plan = await read(bytes, 'plan.xlsx');
  expect(
    plan.measures[0]?.objectiveKeys.map((key) => plan.objectives.find((each) => each.key === key)?.wording),
  ).toEqual(SAMPLE_FACTS[0]?.path);
  const section = plan.rows.find((row) => row.status === 'SECTION');
  expect(section?.issues.map((issue) => issue.code)).toEqual(['OBJECTIVE_LEVEL_GUESSED']);
});

test('section rows in a CSV: one filled cell, then a code and a wording', async () => {
  const width = OWN_COLUMNS.length;
  const { rows } = sectioned((level, names) =>
    level === 0 ? [`ПРИОРИТЕТ „${names[0]}“`] : [level === 1 ? 'Цел' : 'Задача', names[level] ?? ''],
  );
  const text = [OWN_COLUMNS.map(([heading]) => heading), ...rows].map((row) =>
    Array.from({ length: width }, (_, column) => textOrEmpty(row[column])),
  );
  const plan = await read(buildCsv(text, { delimiter: ';', encoding: 'windows-1251' }), 'plan.csv');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
});

test('a sheet for each priority, named after it', async () => {
  const columns = COLUMNS.filter(([heading]) => heading !== 'Приоритет');
  const bytes = buildXlsx(
    ['Образование', 'Здраве'].map((name) => ({
      name,
      rows: rowsWith(
        columns,
        SAMPLE.filter((each) => each.path[0] === name),
      ),
    })),
  );
  const plan = await read(bytes, 'plan.xlsx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
  expect(plan.measures[3]?.source).toEqual({ tableIndex: 1, sheet: 'Здраве', row: 2 });
});

test('tables below one another in one sheet, each with its headings', async () => {
  const columns = COLUMNS.filter(([heading]) => heading !== 'Приоритет');
  const stacked = ['Образование', 'Здраве'].flatMap((name, index) => [
    [`Приоритет ${index + 1}. ${name}`],
    ...rowsWith(
      columns,
      SAMPLE.filter((each) => each.path[0] === name),
    ),
    [],
  ]);
  const plan = await read(buildXlsx([{ name: 'План', rows: stacked }]), 'plan.xlsx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
});

test('a Word table for each priority below its heading, goal and task in one merged cell', async () => {
  const headings = [
    'Цели и задачи',
    'Дейности',
    'Отговорни институции',
    'Срок за изпълнение',
    'Финансиране',
    'Индикатори',
    'Текуща стойност',
    'Целева стойност',
  ];
  const blocks: DocxBlock[] = ['План за действие на община Дъбрава'];
  for (const name of ['Образование', 'Здраве']) {
    const rows: (string | DocxCell)[][] = [headings];
    let above = '';
    for (const each of SAMPLE.filter((measure) => measure.path[0] === name)) {
      const objective = `${each.path[1]}\n${each.path[2]}`;
      const first: DocxCell =
        objective === above
          ? { paragraphs: [], merge: 'continue' }
          : { paragraphs: [each.path[1], each.path[2]], merge: 'restart' };
      above = objective;
      const money = each.amount === '' ? each.source : `${each.amount.replace('.', ',')} евро\n${each.source}`;
      rows.push([
        first,
        each.wording,
        each.responsible,
        each.period,
        money,
        `${each.indicator}, ${each.unit}`,
        each.baseline,
        each.target,
      ]);
    }
    blocks.push(`ПРИОРИТЕТ „${name}“`, { rows });
  }
  const plan = await read(buildDocx(blocks), 'plan.docx');
  expect(withoutCodes(factsOf(plan))).toEqual(withoutCodes(SAMPLE_FACTS));
  expect(plan.measures.map((measure) => [measure.code, measure.codeGenerated])).toEqual([
    ['1.1.1.1', true],
    ['1.1.1.2', true],
    ['1.2.1.1', true],
    ['2.1.1.1', true],
    ['2.1.1.2', true],
  ]);
});

test('a Word table that a page break cut in two goes on without headings', async () => {
  const [heading = [], ...rows] = rowsWith(COLUMNS);
  const plan = await read(buildDocx([{ rows: [heading, ...rows.slice(0, 3)] }, { rows: rows.slice(3) }]), 'plan.docx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
  expect(plan.issues.map((issue) => issue.code)).toContain('TABLE_CONTINUES');
});

test('headings in two rows with merged groups and a row of column numbers', async () => {
  const top = [
    'Код',
    'Приоритет',
    'Цел',
    'Задача',
    'Мярка',
    'Отговорник',
    'Срок',
    'Финансиране',
    null,
    'Индикатор',
    null,
    null,
    null,
  ];
  const below = [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'Сума (евро)',
    'Източник',
    'Наименование',
    'Мярка',
    'База',
    'Цел',
  ];
  const numbers = COLUMNS.map((_, index) => String(index + 1));
  const [, ...rows] = rowsWith(COLUMNS);
  const merges = ['H1:I1', 'J1:M1', ...'ABCDEFG'.split('').map((letter) => `${letter}1:${letter}2`)];
  const plan = await read(buildXlsx([{ name: 'План', rows: [top, below, numbers, ...rows], merges }]), 'plan.xlsx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
  expect(plan.tables[0]?.mapping.headerRows).toEqual([1, 2, 3]);
  const flat = await read(
    buildCsv(
      [top, below, ...rows].map((row) => row.map((cell) => cell ?? '')),
      { delimiter: ';', encoding: 'utf-8' },
    ),
    'plan.csv',
  );
  expect(factsOf(flat)).toEqual(SAMPLE_FACTS);
});

test('cells merged downwards hold for each row that they cover', async () => {
  const rows = rowsWith(COLUMNS);
  const blanked = rows.map((row, index) =>
    row.map((cell, column) =>
      column >= 1 && column <= 3 && index > 1 && rows[index - 1]?.[column] === cell ? null : cell,
    ),
  );
  const merges = ['B2:B4', 'C2:C3', 'D2:D3', 'B5:B6', 'C5:C6', 'D5:D6'];
  const plan = await read(buildXlsx([{ name: 'План', rows: blanked, merges }]), 'plan.xlsx');
  expect(factsOf(plan)).toEqual(SAMPLE_FACTS);
});

test('a measure over several rows keeps an indicator of each', async () => {
  const rows: CellValue[][] = [
    ['№', 'Дейност', 'Отговорник', 'Срок', 'Сума (евро)', 'Индикатор', 'База', 'Целева стойност'],
    ['1', 'Обучение на медиатори', 'Община Дъбрава', '2026', 500, 'Обучени медиатори (брой)', 2, 6],
    [
      null,
      null,
      null,
      null,
      null,
      'Дял на сертифицираните',
      { value: 0.1, style: Style.PERCENT },
      { value: 0.9, style: Style.PERCENT },
    ],
  ];
  const merges = ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3'];
  const plan = await read(buildXlsx([{ name: 'План', rows, merges }]), 'plan.xlsx');
  expect(factsOf(plan)[0]?.indicator).toBe('Обучени медиатори, брой: 2 > 6 UP + Дял на сертифицираните, %: 10 > 90 UP');
  expect(plan.totals).toEqual([{ currency: 'EUR', amountCents: 50000, measureCount: 1 }]);
  expect(plan.rows.map((row) => row.measureKey)).toEqual([null, 'm0-2', 'm0-2']);
});

test('an amount merged over two measures is counted once and doubted at both', async () => {
  const rows: CellValue[][] = [
    ['№', 'Дейност', 'Отговорник', 'Срок', 'Сума (евро)'],
    ['1', 'Първа мярка от двете', 'Община Дъбрава', '2026', 500],
    ['2', 'Втора мярка от двете', 'Община Дъбрава', '2026', null],
  ];
  const plan = await read(buildXlsx([{ name: 'План', rows, merges: ['E2:E3'] }]), 'plan.xlsx');
  expect(plan.totals).toEqual([{ currency: 'EUR', amountCents: 50000, measureCount: 1 }]);
  expect(plan.rows.slice(1).map((row) => row.issues.some((issue) => issue.code === 'AMOUNT_SHARED'))).toEqual([
    true,
    true,
  ]);
});

test('lev and euro side by side are one amount, checked against each other', async () => {
  const rows = [
    ['Мярка', 'Отговорник', 'Срок', 'Сума (лв.)', 'Сума (евро)'],
    ['Ремонт на кабинет', 'Община Дъбрава', '2026', '4 000,00', '2 045,17'],
    ['Ремонт на класна стая', 'Община Дъбрава', '2026', '4 000,00', '2 145,17'],
  ];
  const plan = await read(buildCsv(rows, { delimiter: ';', encoding: 'utf-8' }), 'plan.csv');
  expect(plan.measures[0]?.funding).toMatchObject([
    { amountCents: 400000, currency: 'BGN', alsoStated: { amountCents: 204517, currency: 'EUR' } },
  ]);
  expect(plan.rows[1]?.status).toBe('UNDERSTOOD');
  expect(plan.rows[2]?.issues.map((issue) => issue.code)).toContain('AMOUNT_CURRENCIES_DISAGREE');
});

test('amounts by year become a line each; a total beside them must be their sum', async () => {
  const rows: CellValue[][] = [
    ['Мярка', 'Отговорник', 'Срок', 'Финансиране (евро)', null, null],
    [null, null, null, '2026', '2027', 'Общо'],
    ['Ремонт на кабинет', 'Община Дъбрава', '2026–2027', 100, 200, 300],
    ['Ремонт на класна стая', 'Община Дъбрава', '2026–2027', 100, 200, 400],
    ['Ремонт на площадка', 'Община Дъбрава', '2026–2027', 100, 200, null],
  ];
  const merges = ['A1:A2', 'B1:B2', 'C1:C2', 'D1:F1'];
  const plan = await read(buildXlsx([{ name: 'План', rows, merges }]), 'plan.xlsx');
  const lines = plan.measures.map((measure) => measure.funding.map((line) => [line.amountCents, line.year]));
  expect(lines).toEqual([
    [[30000, null]],
    [[40000, null]],
    [
      [10000, 2026],
      [20000, 2027],
    ],
  ]);
  expect(plan.rows[3]?.issues.map((issue) => issue.code)).toContain('AMOUNT_YEARS_DISAGREE');
});

test('the currency of a number format is read, and days that Excel stores as numbers', async () => {
  const rows: CellValue[][] = [
    ['Мярка', 'Отговорник', 'Начало', 'Край', 'Сума'],
    [
      'Ремонт на кабинет',
      'Община Дъбрава',
      { value: 46023, style: Style.DATE },
      { value: 46387, style: Style.DATE },
      { value: 12782.299999999999, style: Style.LEV },
    ],
  ];
  const plan = await read(buildXlsx([{ name: 'План', rows }]), 'plan.xlsx');
  expect(plan.measures[0]?.period).toMatchObject({
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    text: '01.01.2026 – 31.12.2026',
  });
  expect(plan.measures[0]?.funding).toMatchObject([{ amountCents: 1278230, currency: 'BGN' }]);
});

test('a formula with a stored result is doubted, without one or with an error the row is refused', async () => {
  const rows: CellValue[][] = [
    ['Мярка', 'Отговорник', 'Срок', 'Сума (евро)'],
    ['Ремонт на кабинет', 'Община Дъбрава', '2026', { formula: '2*50', value: 100 }],
    ['Ремонт на класна стая', 'Община Дъбрава', '2026', { formula: '2*50' }],
    ['Ремонт на площадка', 'Община Дъбрава', '2026', { error: '#REF!' }],
  ];
  const plan = await read(buildXlsx([{ name: 'План', rows }]), 'plan.xlsx');
  expect(plan.rows.map((row) => row.status)).toEqual(['HEADER', 'DOUBTFUL', 'REFUSED', 'REFUSED']);
  expect(plan.rows[2]?.issues).toMatchObject([
    { code: 'AMOUNT_MISSING' },
    { code: 'FORMULA_WITHOUT_VALUE', sheet: 'План', row: 3, column: 3, text: '=2*50' },
    { code: 'INDICATOR_MISSING' },
  ]);
  expect(plan.measures).toHaveLength(1);
});

test('a hidden row is read and doubted, a hidden sheet is left out until a person wants it', async () => {
  const rows = rowsWith(COLUMNS);
  const bytes = buildXlsx([
    { name: 'План', rows, hiddenRows: [3] },
    { name: 'Стар план', rows, state: 'hidden' },
  ]);
  const plan = await read(bytes, 'plan.xlsx');
  expect(plan.counts.measures).toBe(5);
  expect(plan.rows[2]).toMatchObject({ hidden: true, status: 'DOUBTFUL' });
  expect(plan.issues.map((issue) => issue.code)).toEqual(['HIDDEN_TABLE', 'TABLE_NOT_USED']);
  const wanted = await read(bytes, 'plan.xlsx', { overrides: [{ tableIndex: 1, used: true }] });
  expect(wanted.counts.measures).toBe(10);
});

test('a person names the columns that the headings do not', async () => {
  const rows = [
    ['Код', 'Какво', 'Кой', 'Срок', 'Пари'],
    ['А1', 'Ремонт на кабинет', 'Община Дъбрава', '2026', '100'],
    ['А2', 'Ремонт на класна стая', 'Община Дъбрава', '2026', '200'],
  ];
  const bytes = buildCsv(rows, { delimiter: ';', encoding: 'utf-8' });
  const before = await read(bytes, 'plan.csv');
  expect(before.measures).toEqual([]);
  const plan = await read(bytes, 'plan.csv', {
    overrides: [
      {
        tableIndex: 0,
        headerRows: [1],
        columns: [
          { column: 1, role: 'MEASURE' },
          { column: 2, role: 'RESPONSIBLE' },
          { column: 4, role: 'AMOUNT', currency: 'BGN' },
        ],
        excludedRows: [3],
      },
    ],
  });
  expect(plan.measures.map((measure) => [measure.code, measure.wording])).toEqual([['А1', 'Ремонт на кабинет']]);
  expect(plan.totals).toEqual([{ currency: 'BGN', amountCents: 10000, measureCount: 1 }]);
  expect(plan.rows.map((row) => row.status)).toEqual(['HEADER', 'UNDERSTOOD', 'IGNORED']);
  expect(plan.rows[2]?.issues.map((issue) => issue.code)).toEqual(['ROW_EXCLUDED']);
});

test('a row with a code and no wording is refused, and no filled row is left out of the preview', async () => {
  const rows = rowsWith(COLUMNS);
  rows[2] = rows[2]?.map((cell, column) => (column === 4 ? '' : cell)) ?? [];
  const plan = await read(
    buildCsv([...rows, ['странна', '', '', '', '', '', 'бележка']], { delimiter: ';', encoding: 'utf-8' }),
    'plan.csv',
  );
  expect(plan.rows).toHaveLength(7);
  expect(plan.rows[2]).toMatchObject({ status: 'REFUSED', measureKey: null });
  expect(plan.rows[2]?.issues.map((issue) => issue.code)).toContain('MEASURE_WORDING_MISSING');
});

test('a row that no measure stands above is refused, and one code with two wordings is doubted', async () => {
  const rows = [
    ['Мярка', 'Отговорник', 'Срок', 'Сума (евро)'],
    ['Цел 1: Ранен старт', '', '', ''],
    ['', 'Община Дъбрава', '2026', '5'],
    ['Ремонт на кабинет', 'Община Дъбрава', '2026', '5'],
    ['Цел 1: Завършване', '', '', ''],
    ['Ремонт на класна стая', 'Община Дъбрава', '2026', '5'],
  ];
  const plan = await read(buildCsv(rows, { delimiter: ';', encoding: 'utf-8' }), 'plan.csv');
  expect(plan.rows[2]).toMatchObject({ status: 'REFUSED', issues: [{ code: 'ROW_NOT_PLACED', row: 3 }] });
  expect(plan.measures.map((measure) => measure.source.row)).toEqual([4, 6]);
  expect(plan.issues).toMatchObject([{ code: 'OBJECTIVE_WORDING_DIFFERS', row: 5 }]);
});

test('running numbers that start again in each section are not taken for codes', async () => {
  const columns = COLUMNS.map(([heading, cell]): (typeof COLUMNS)[number] => [
    heading === 'Код' ? '№' : heading,
    heading === 'Код' ? (each) => each.code.slice(-1) : cell,
  ]);
  const plan = await read(buildCsv(rowsWith(columns), { delimiter: ';', encoding: 'utf-8' }), 'plan.csv');
  expect(plan.measures.map((measure) => measure.code)).toEqual(['1.1.1.1', '1.1.1.2', '1.2.1.1', '2.1.1.1', '2.1.1.2']);
  expect(plan.measures.every((measure) => measure.codeGenerated)).toBe(true);
});

test('the fingerprint is that of the content, not of the layout', async () => {
  const csv = await read(buildCsv(rowsWith(COLUMNS), { delimiter: ';', encoding: 'windows-1251' }), 'plan.csv');
  const xlsx = await read(buildXlsx([{ name: 'План', rows: rowsWith(COLUMNS.toReversed()) }]), 'друг.xlsx');
  const changed = rowsWith(COLUMNS).map((row) => row.map((cell) => (cell === '4000.00' ? '4000.01' : cell)));
  const other = await read(buildCsv(changed, { delimiter: ';', encoding: 'utf-8' }), 'plan.csv');
  expect(xlsx.fingerprint).toBe(csv.fingerprint);
  expect(other.fingerprint).not.toBe(csv.fingerprint);
});
