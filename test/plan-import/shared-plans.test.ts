import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TestContext } from 'vitest';
import { comparableFromFile } from '../../server/imports/version-from-file.ts';
import { compareVersions } from '../../server/plan-import/compare/compare-versions.ts';
import { guardedRead } from '../../server/plan-import/guarded-read.ts';
import type { ParsedPlan } from '../../server/plan-import/parsed-plan.ts';
import { readSourceFile } from '../../server/plan-import/read/read-file.ts';
import type { SourceFile } from '../../server/plan-import/source-table.ts';
import { understandPlan } from '../../server/plan-import/understand/understand-plan.ts';
import { BLAGOEVGRAD } from './expected/blagoevgrad.ts';
import type { ExpectedPlan } from './expected/expected-plan.ts';
import { KUBRAT } from './expected/kubrat.ts';
import { LOM } from './expected/lom.ts';

const FOLDER = new URL('../../../shared/data/plans/', import.meta.url);

interface SharedPlan {
  fileName: string;
  expected: ExpectedPlan;
  counts: { priorities: number; goals: number; tasks: number; measures: number };
  total: { currency: 'EUR' | 'BGN'; amountCents: number };
}

const PLANS: SharedPlan[] = [
  {
    fileName: 'kubrat-2026-2027.xlsx',
    expected: KUBRAT,
    counts: { priorities: 7, goals: 12, tasks: 20, measures: 24 },
    total: { currency: 'EUR', amountCents: 109_953_319 },
  },
  {
    fileName: 'lom-2025-2028.docx',
    expected: LOM,
    counts: { priorities: 5, goals: 9, tasks: 16, measures: 20 },
    total: { currency: 'BGN', amountCents: 212_000_000 },
  },
  {
    fileName: 'blagoevgrad-2024-2027.csv',
    expected: BLAGOEVGRAD,
    counts: { priorities: 3, goals: 6, tasks: 0, measures: 15 },
    total: { currency: 'BGN', amountCents: 598_920_000 },
  },
];

/** The samples may not be committed: where they are not beside the project, only CHECK_SHARED=1 insists on them. */
async function bytesOf(plan: SharedPlan, context: TestContext): Promise<Uint8Array> {
  const file = new URL(plan.fileName, FOLDER);
  if (!existsSync(file) && process.env.CHECK_SHARED !== '1') {
    context.skip(`${plan.fileName} is not beside the project; CHECK_SHARED=1 requires it`);
  }
  return readFile(file);
}

function objectiveLines(plan: ParsedPlan): string[] {
  return plan.objectives.map(({ kind, code, wording }) => [kind, code ?? '-', wording].join(' ¦ '));
}

function measureLines(plan: ParsedPlan, headings: string[]): string[] {
  const numbers = new Map(plan.objectives.map((objective, index) => [objective.key, index + 1]));
  return plan.measures.map((measure) => {
    const { period, funding } = measure;
    const days = `${period?.startsOn ?? ''}..${period?.endsOn ?? ''}${period?.recurring ? ' recurring' : ''}`;
    const cells = headings.map(
      (heading) => measure.asWritten.find((cell) => cell.heading === heading)?.text.replaceAll('\n', '⏎') ?? '',
    );
    return [
      measure.source.row,
      measure.code,
      measure.objectiveKeys.map((key) => numbers.get(key)).join('/'),
      funding[0]?.amountCents ?? '-',
      funding.map((line) => line.state).join('+'),
      days,
      ...cells,
    ].join(' ¦ ');
  });
}

/** Cells over the full width stay where they are. */
function permuted(file: SourceFile, order: number[]): SourceFile {
  return {
    ...file,
    tables: file.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        cells: row.cells
          .map((cell) => (cell.columnSpan > 1 ? cell : { ...cell, column: order.indexOf(cell.column) }))
          .toSorted((a, b) => a.column - b.column),
      })),
    })),
  };
}

test.for(PLANS)('$fileName gives the reviewed facts, row by row', async (shared, context) => {
  const plan = await guardedRead({ bytes: await bytesOf(shared, context), fileName: shared.fileName });
  expect(plan.counts).toMatchObject({ ...shared.counts, refusedRows: 0 });
  expect(plan.totals).toMatchObject([shared.total]);
  expect(objectiveLines(plan)).toEqual(shared.expected.objectives);
  expect(measureLines(plan, shared.expected.headings)).toEqual(shared.expected.measures);
});

test.for(PLANS)('$fileName gives the same facts with its columns in any order', async (shared, context) => {
  const file = await readSourceFile(await bytesOf(shared, context), shared.fileName);
  const columns = shared.expected.headings.map((_, column) => column);
  const original = understandPlan(file);
  fc.assert(
    fc.property(fc.shuffledSubarray(columns, { minLength: columns.length }), (order) => {
      const plan = understandPlan(permuted(file, order));
      expect(objectiveLines(plan)).toEqual(shared.expected.objectives);
      expect(measureLines(plan, shared.expected.headings)).toEqual(shared.expected.measures);
      expect(plan.totals).toMatchObject([shared.total]);
      expect(plan.fingerprint).toBe(original.fingerprint);
    }),
    { numRuns: 25 },
  );
});

test.for(PLANS)('$fileName read again is the same version', async (shared, context) => {
  const bytes = await bytesOf(shared, context);
  const once = understandPlan(await readSourceFile(bytes, shared.fileName));
  const again = understandPlan(await readSourceFile(bytes, shared.fileName));
  expect(again.fingerprint).toBe(once.fingerprint);
  const comparison = compareVersions({ previous: comparableFromFile(once), next: comparableFromFile(again) });
  expect(comparison.identical).toBe(true);
});

test.for(PLANS)('every filled row of $fileName stands in the preview once', async (shared, context) => {
  const file = await readSourceFile(await bytesOf(shared, context), shared.fileName);
  const plan = understandPlan(file);
  expect(plan.rows.map((row) => row.place.row)).toEqual(
    file.tables.flatMap((table) => table.rows.map((row) => row.number)),
  );
  expect(plan.rows.filter((row) => row.measureKey !== null)).toHaveLength(shared.counts.measures);
});
