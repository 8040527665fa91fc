/** Small invented plans as a municipality would publish them, and the steps of an import that tests share. */
import { readPlanFile } from '../../server/imports/plan-import.service.ts';
import { buildCsv } from '../plan-import/build/csv-file.ts';
import { buildXlsx } from '../plan-import/build/xlsx-file.ts';
import type { TestApp } from '../support/test-app.ts';

export interface Row {
  readonly code?: string;
  readonly path?: readonly [string, string, string];
  readonly wording: string;
  readonly responsible?: string;
  readonly period?: string;
  readonly amount?: string;
  readonly source?: string;
  readonly indicator?: string;
}

const HEADINGS = [
  '№',
  'Приоритет',
  'Цел',
  'Задача',
  'Мярка',
  'Отговорник',
  'Срок',
  'Сума (евро)',
  'Източник',
  'Показател',
];

function cellsOf(row: Row): string[] {
  const { code = '', path = ['Образование', 'Ранен старт', 'Езикова подготовка'], wording } = row;
  const {
    responsible = 'Община Дъбрава',
    period = '2026',
    amount = '',
    source = 'Общински бюджет',
    indicator = '',
  } = row;
  return [code, ...path, wording, responsible, period, amount, source, indicator];
}

export const csvPlan = (rows: readonly Row[]): Uint8Array =>
  buildCsv([HEADINGS, ...rows.map(cellsOf)], { delimiter: ';', encoding: 'windows-1251' });

export const xlsxPlan = (rows: readonly Row[]): Uint8Array =>
  buildXlsx([{ name: 'План', rows: [['План за действие'], HEADINGS, ...rows.map(cellsOf)] }]);

/** Sends a file in. @returns the id of the import */
export async function send(
  app: TestApp,
  { bytes, as, on, fileName = 'план.csv' }: { bytes: Uint8Array; as: string; on?: string; fileName?: string },
): Promise<string> {
  const { id } = await readPlanFile(await app.contextOf({ as, on }), { bytes, fileName });
  return id;
}

export const CONFIRM =
  'mutation ($input: ConfirmPlanImportInput!) { confirmPlanImport(input: $input) { id number knownFrom enteredAfterwards } }';

export interface ConfirmedVersion {
  readonly id: string;
  readonly number: number;
}

/** Confirms an import; `plan` or `planId` as in the API. */
export async function confirm(
  app: TestApp,
  { as, on, ...input }: { as: string; on?: string; importId: string } & Record<string, unknown>,
): Promise<ConfirmedVersion> {
  const { confirmPlanImport } = await app.ask(CONFIRM, { as, on, variables: { input } });
  return confirmPlanImport as ConfirmedVersion;
}

/** The id of the plan that an import became a version of. */
export async function planOf(app: TestApp, { as, importId }: { as: string; importId: string }): Promise<string> {
  const { planImport } = await app.ask('query ($id: ID!) { planImport(id: $id) { existingPlan { id } } }', {
    as,
    variables: { id: importId },
  });
  return planImport.existingPlan.id as string;
}

/** The code and the key of the first error of an operation. */
export async function refusalOf(
  app: TestApp,
  query: string,
  options: Parameters<TestApp['execute']>[1],
): Promise<{ code: unknown; key: unknown } | null> {
  const { errors } = await app.execute(query, options);
  const extensions = errors?.[0]?.extensions;
  return errors === undefined ? null : { code: extensions?.['code'] ?? errors[0]?.message, key: extensions?.['key'] };
}
