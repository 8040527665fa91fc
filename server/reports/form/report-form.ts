/** The form in which a body may fill in its report outside the program: its columns and the words of its cells. */
import { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import { Currency } from '../../../schema/vocabulary/currency.ts';

export const FormColumn = {
  ID: 'ID',
  CODE: 'CODE',
  MEASURE: 'MEASURE',
  LEVEL: 'LEVEL',
  TEXT: 'TEXT',
  SPENT: 'SPENT',
  CURRENCY: 'CURRENCY',
  INDICATOR: 'INDICATOR',
  VALUE: 'VALUE',
} as const;
export type FormColumn = (typeof FormColumn)[keyof typeof FormColumn];

export const FormLanguage = { BG: 'bg', EN: 'en' } as const;
export type FormLanguage = (typeof FormLanguage)[keyof typeof FormLanguage];

/** Headings as the form prints them. Those of indicators and values carry a number: the value of the same number belongs to it. */
export const formHeadings: Readonly<Record<FormLanguage, Readonly<Record<FormColumn, string>>>> = {
  bg: {
    ID: 'Идентификатор',
    CODE: 'Код',
    MEASURE: 'Мярка',
    LEVEL: 'Изпълнение',
    TEXT: 'Какво е направено',
    SPENT: 'Изразходвани средства',
    CURRENCY: 'Валута',
    INDICATOR: 'Показател',
    VALUE: 'Стойност',
  },
  en: {
    ID: 'Identifier',
    CODE: 'Code',
    MEASURE: 'Measure',
    LEVEL: 'Level',
    TEXT: 'What was done',
    SPENT: 'Money spent',
    CURRENCY: 'Currency',
    INDICATOR: 'Indicator',
    VALUE: 'Value',
  },
};

/** Levels as the form prints them, lowest first. */
export const levelWords: Readonly<Record<FormLanguage, Readonly<Record<CompletionLevel, string>>>> = {
  bg: { NOT_STARTED: 'Незапочната', LIMITED: 'Ограничено', SUBSTANTIAL: 'До голяма степен', COMPLETE: 'Изпълнена' },
  en: { NOT_STARTED: 'Not started', LIMITED: 'Limited', SUBSTANTIAL: 'Substantial', COMPLETE: 'Complete' },
};

/** Other words that people write for the same; the endings of Bulgarian adjectives are looked through. */
const otherLevelWords: readonly (readonly [RegExp, CompletionLevel])[] = [
  [/^(незапочнат[ао]?|не е започна(л|ла|ло)|не|not started|none)$/, CompletionLevel.NOT_STARTED],
  [/^(ограничен[ао]?|малко|частично|limited|partial|little)$/, CompletionLevel.LIMITED],
  [/^(до голяма степен|в голяма степен|много|substantial|mostly)$/, CompletionLevel.SUBSTANTIAL],
  [/^(изпълнен[ао]?|готово|напълно|complete|completed|done)$/, CompletionLevel.COMPLETE],
];

export const foldCell = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_.:;*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Null: no word for a level. */
export function levelOf(text: string): CompletionLevel | null {
  const folded = foldCell(text);
  return otherLevelWords.find(([words]) => words.test(folded))?.[1] ?? null;
}

/** Null: no word for a currency. */
export function currencyOf(text: string): Currency | null {
  const folded = foldCell(text);
  if (/(^|[^\p{L}])(eur|euro|евро|€)($|[^\p{L}])/u.test(folded) || folded.includes('€')) return Currency.EUR;
  return /(^|[^\p{L}])(bgn|лв|лев|лева)($|[^\p{L}])/u.test(folded) ? Currency.BGN : null;
}

export interface NamedColumn {
  readonly column: FormColumn;
  /** Of an indicator or its value, from 1; 0 for other columns. */
  readonly number: number;
}

/** What a heading names; null when it is none of the form's. */
export function columnOf(heading: string): NamedColumn | null {
  const folded = foldCell(heading);
  const numbered = /^(.*?)\s*(\d{1,2})$/.exec(folded);
  const name = numbered?.[1] ?? folded;
  for (const headings of Object.values(formHeadings)) {
    for (const [column, words] of Object.entries(headings) as [FormColumn, string][]) {
      if (foldCell(words) !== name) continue;
      const counts = column === FormColumn.INDICATOR || column === FormColumn.VALUE;
      if (!counts && numbered !== null) return null;
      return { column, number: counts ? Number(numbered?.[2] ?? 1) : 0 };
    }
  }
  return null;
}

/** 1 is A. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
