/** Who may see and do what: every field, argument and change for everyone, as the rows in `rows/` say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { addressesWithoutRows } from './address-units.ts';
import { allRows } from './all-rows.ts';
import { coverageOf } from './coverage.ts';
import { grouped } from './failure-report.ts';
import { MATRIX_HOUSE, openMatrix, unitsOf, unplanted } from './matrix.ts';
import { runUnits } from './run-units.ts';
import { tablesWithoutRows } from './table-units.ts';
import type { Matrix } from './unit.ts';

let app: TestApp;
let matrix: Matrix;

beforeAll(async () => {
  app = await createTestApp({ house: MATRIX_HOUSE });
  matrix = await openMatrix(app);
}, 120_000);

describe('the rows', () => {
  it('speak of every field, argument, input and change for every role, and of nothing else', ({ task }) => {
    const coverage = coverageOf(app.schema, allRows);
    task.meta.figure = `${coverage.missing.length} missing rows, ${coverage.stale.length} rows of what is not there`;
    expect(coverage).toEqual({ missing: [], stale: [] });
  });

  it('speak of every address of the server and every guarded table of the database', async () => {
    expect(addressesWithoutRows(matrix.express, allRows.addresses)).toEqual([]);
    expect(await tablesWithoutRows(matrix, allRows.tables)).toEqual([]);
  });

  it('are missed when an address or a guarded table has none', async () => {
    const addresses = allRows.addresses.filter(({ address }) => !/graphql$|own-data/.test(address));
    expect(addressesWithoutRows(matrix.express, addresses)).toEqual([
      'an address that a handler is mounted at',
      'GET /own-data.json',
    ]);
    const tables = allRows.tables.filter(({ table }) => table !== 'session');
    expect(await tablesWithoutRows(matrix, tables)).toEqual(['session']);
  });

  it('are missed when a field, an argument or an outcome has none', () => {
    const without = { ...allRows, queries: allRows.queries.filter(({ query }) => query !== 'viewer') };
    expect(coverageOf(app.schema, without).missing).toEqual(['Query.viewer']);
    const [first, ...others] = allRows.parts;
    const lessOne = {
      ...allRows,
      parts: [{ type: first?.type ?? '', fields: first?.fields.slice(1) ?? [] }, ...others],
    };
    expect(coverageOf(app.schema, lessOne).missing).toEqual([`${first?.type}.${first?.fields[0]}`]);
    const muted = allRows.changes.map((row) =>
      row.change === 'signOut' ? { ...row, DONE: ['PUBLIC'] as const } : row,
    );
    expect(coverageOf(app.schema, { ...allRows, changes: muted }).missing).toContain(
      'Mutation.signOut for MONITOR own: 0 outcomes',
    );
  });
});

describe('the server', () => {
  it('answers everyone as the rows say', async ({ task }) => {
    const { cells, failures } = await runUnits(matrix, unitsOf(matrix));
    task.meta.figure = `${cells} cells, ${failures.length} failures`;
    const empty = unplanted(matrix).map((place) => `${place}: no parent holds a value`);
    expect(grouped([...failures, ...empty])).toEqual([]);
    expect(cells).toBeGreaterThan(10_000);
  }, 1_800_000);
});
