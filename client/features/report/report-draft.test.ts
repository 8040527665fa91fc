import { describe, expect, test } from 'vitest';
import { centsOf, numberOf, textOfCents } from './amount-text.ts';
import {
  StatementProblem,
  countChoices,
  emptyReport,
  emptyStatement,
  mergeUploadedStatements,
  statementInputs,
  statementProblem,
  type StatementDraft,
  type UploadedStatement,
} from './report-draft.ts';

const statement = (part: Partial<StatementDraft>): StatementDraft => ({ ...emptyStatement, ...part });
const row = (part: Partial<UploadedStatement>): UploadedStatement => ({
  measureId: 'm',
  level: null,
  text: null,
  spentCents: null,
  currency: null,
  indicatorValues: [],
  ...part,
});
const reportWith = (part: Partial<StatementDraft>) => ({ ...emptyReport(), statements: { m: statement(part) } });

test.each([
  ['27 610', 2_761_000],
  ['18900,5', 1_890_050],
  ['1.234,50', 123_450],
  ['1,234,567.89', 123_456_789],
  ['0', 0],
  ['', null],
  ['около 5', undefined],
  ['1,2345', undefined],
])('the amount "%s" is %s cents', (text, cents) => expect(centsOf(text)).toBe(cents));

test('an amount written out is read back as the same', () => {
  for (const cents of [0, 5, 50, 100, 1_890_050]) expect(centsOf(textOfCents(cents))).toBe(cents);
});
test('an indicator may carry a comma and a percent sign', () => {
  expect(numberOf('71,5 %')).toBe(71.5);
  expect(numberOf('много')).toBeUndefined();
});

describe('a statement', () => {
  test('with an amount that cannot be read is said to be so, and not sent', () => {
    const report = reportWith({ choice: 'COMPLETE', spent: 'пет' });
    expect(statementProblem(statement({ choice: 'COMPLETE', spent: 'пет' }))).toBe(StatementProblem.AMOUNT);
    expect(statementInputs(report)).toEqual([]);
  });
  test('of money alone needs money', () => {
    expect(statementProblem(statement({ choice: 'MONEY_ONLY' }))).toBe(StatementProblem.MONEY_MISSING);
  });
  test('that was typed without a choice is not lost silently', () => {
    expect(statementProblem(statement({ text: 'направено' }))).toBe(StatementProblem.WORDS_WITHOUT_CHOICE);
  });
  test('of money alone is sent without a level', () => {
    expect(statementInputs(reportWith({ choice: 'MONEY_ONLY', spent: '100' }))).toEqual([
      { measureId: 'm', level: null, text: null, spentCents: 10_000, currency: 'EUR', indicatorValues: [] },
    ]);
  });
});

test('measures without a statement are counted, not left out', () => {
  expect(countChoices(reportWith({ choice: 'LIMITED' }), ['m', 'n', 'o'])).toMatchObject({ LIMITED: 1, NONE: 2 });
});

describe('a filled form laid over the draft', () => {
  test('fills what was empty and replaces nothing', () => {
    const { report, replaced } = mergeUploadedStatements(emptyReport(), [
      row({ level: 'LIMITED', text: 'почти', spentCents: 150 }),
    ]);
    expect(report.statements['m']).toMatchObject({ choice: 'LIMITED', text: 'почти', spent: '1,50' });
    expect(replaced).toEqual([]);
  });
  test('keeps what was typed where the file is empty', () => {
    const { report } = mergeUploadedStatements(reportWith({ choice: 'COMPLETE', text: 'готово', spent: '5' }), [
      row({}),
    ]);
    expect(report.statements['m']).toMatchObject({ choice: 'COMPLETE', text: 'готово', spent: '5' });
  });
  test('tells what it replaced', () => {
    const { replaced } = mergeUploadedStatements(reportWith({ choice: 'COMPLETE', text: 'готово' }), [
      row({ level: 'LIMITED', text: 'почти' }),
    ]);
    expect(replaced).toEqual([
      { measureId: 'm', field: 'choice', before: 'COMPLETE', after: 'LIMITED' },
      { measureId: 'm', field: 'text', before: 'готово', after: 'почти' },
    ]);
  });
  test('the same sum in other writing is no replacement', () => {
    expect(
      mergeUploadedStatements(reportWith({ choice: 'COMPLETE', spent: '1 000,00' }), [row({ spentCents: 100_000 })])
        .replaced,
    ).toEqual([]);
  });
  test('words without a level leave the level as it was', () => {
    const { report } = mergeUploadedStatements(emptyReport(), [row({ text: 'без степен' })]);
    expect(report.statements['m']?.choice).toBe('MONEY_ONLY');
  });
  test('leaves the other measures alone', () => {
    const { report } = mergeUploadedStatements(reportWith({ choice: 'COMPLETE' }), [
      row({ measureId: 'n', level: 'LIMITED' }),
    ]);
    expect(report.statements['m']?.choice).toBe('COMPLETE');
  });
});
