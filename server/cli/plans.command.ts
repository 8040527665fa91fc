/** `plan:import`: what the import screen does, for an operator with a file at hand. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { isLocalDate } from '../../schema/rules/days.ts';
import { convertCents } from '../../schema/rules/money.ts';
import type { App } from '../app.ts';
import { operatorActor } from '../people/operator.ts';
import { StartError } from '../platform/start-error.ts';
import { FileRefusal } from '../plan-import/file-refusal.ts';
import { guardedRead } from '../plan-import/guarded-read.ts';
import { IssueWeight, type ImportIssue } from '../plan-import/import-issue.ts';
import type { ParsedPlan } from '../plan-import/parsed-plan.ts';
import { columnLetter } from '../imports/plan-import.view.ts';
import { confirmPlanImport } from '../imports/confirm-plan-import.service.ts';
import { readPlanFile } from '../imports/plan-import.service.ts';
import { loadRegister } from '../territories/register.ts';
import { withApp } from './with-app.ts';

interface ImportOptions {
  readonly dryRun?: true;
  readonly plan?: string;
  readonly territory?: string;
  readonly title?: string;
  readonly strategy?: string;
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly adoptedBy?: string;
  readonly act?: string;
  readonly adoptedOn?: string;
  readonly source?: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export function addPlanCommands(program: Command): void {
  program
    .command('plan:import')
    .argument('<file>', 'an action plan as XLSX, DOCX or CSV')
    .description('Reads an action plan and says what was understood; without --dry-run it enters it.')
    .option('--dry-run', 'only say what was understood')
    .option('--plan <id>', 'enter it as a new version of this plan')
    .option('--territory <code>', 'enter it as a new plan of this territory, such as RAZ16')
    .option('--title <text>', 'title of the new plan')
    .option('--strategy <id>', 'the strategy that the new plan implements')
    .option('--period <text>', 'period of the new plan as written')
    .option('--from <day>', 'first day of the new plan, YYYY-MM-DD')
    .option('--to <day>', 'last day of the new plan, YYYY-MM-DD')
    .option('--adopted-by <text>', 'the body that adopted it')
    .option('--act <text>', 'the act, as it is cited')
    .option('--adopted-on <day>', 'day of the act, YYYY-MM-DD')
    .option('--source <text>', 'where it was published')
    .action(importPlan);
}

async function importPlan(file: string, options: ImportOptions): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw new StartError(`There is no readable file at ${file}.`);
  });
  const fileName = basename(file);
  for (const option of ['from', 'to', 'adoptedOn'] as const) checkDay(option, options[option]);
  describe(await read(bytes, fileName));
  if (options.dryRun) return;
  if (options.plan === undefined && (options.territory === undefined || options.title === undefined)) {
    throw new StartError(
      'Nothing was entered. Say where it belongs: --plan <id>, or --territory <code> and --title <text>.',
    );
  }
  const number = await withApp((app) => enter(app, { bytes, fileName, options }));
  say(`Entered as version ${number}.`);
}

function checkDay(option: string, day: string | undefined): void {
  if (day !== undefined && !isLocalDate(day)) throw new StartError(`${option} is no day as YYYY-MM-DD: ${day}`);
}

async function read(bytes: Uint8Array, fileName: string): Promise<ParsedPlan> {
  try {
    return await guardedRead({ bytes, fileName });
  } catch (error) {
    if (error instanceof FileRefusal)
      throw new StartError(`${fileName} cannot be read: ${error.code} ${JSON.stringify(error.details)}`);
    throw error;
  }
}

function describe({ counts, totals, rows, issues, reconciliations }: ParsedPlan): void {
  for (const issue of [...issues, ...rows.flatMap((row) => row.issues)])
    if (issue.weight !== IssueWeight.NOTE) say(issueLine(issue));
  for (const { place, asWritten, agrees } of reconciliations)
    say(`row ${place.row}: total "${asWritten}" ${agrees ? 'agrees with' : 'DIFFERS from'} the rows`);
  say(
    `${counts.measures} measures in ${counts.priorities} priorities, ${counts.goals} goals and ${counts.tasks} tasks; ${counts.doubtfulRows} rows doubtful, ${counts.refusedRows} refused`,
  );
  for (const { currency, amountCents, measureCount } of totals) {
    const inEuro = currency === 'BGN' ? `, EUR ${decimal(convertCents({ amountCents, currency, to: 'EUR' }))}` : '';
    say(`total: ${currency ?? '(no currency)'} ${decimal(amountCents)} over ${measureCount} measures${inEuro}`);
  }
}

function issueLine({ code, sheet, row, column, text }: ImportIssue): string {
  const place = [sheet, row === null ? null : `row ${row}`, column === null ? null : `column ${columnLetter(column)}`]
    .filter(Boolean)
    .join(', ');
  return `${place}: ${code}${text ? ` "${text}"` : ''}`;
}

const decimal = (cents: number): string =>
  (cents / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

async function enter(
  app: App,
  { bytes, fileName, options }: { bytes: Uint8Array; fileName: string; options: ImportOptions },
): Promise<number> {
  const context = app.contextFor({ actor: await operatorActor({ em: app.database.em.fork() }) });
  await loadRegister(context);
  const { id } = await readPlanFile(context, { bytes, fileName });
  const { territory, title, strategy, period, from, to, source } = options;
  const { number } = await confirmPlanImport(context, {
    importId: id,
    planId: options.plan ?? null,
    plan:
      territory === undefined || title === undefined
        ? null
        : {
            territory,
            title,
            strategyId: strategy ?? null,
            periodText: period ?? null,
            periodFrom: from ?? null,
            periodTo: to ?? null,
            source: source ?? null,
          },
    adoptedBy: options.adoptedBy ?? null,
    act: options.act ?? null,
    adoptedOn: options.adoptedOn ?? null,
    knownFrom: null,
    knownFromSource: null,
  });
  return number;
}
