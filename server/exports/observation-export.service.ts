/**
 * Exports in bulk: asked for with a reason, taken within a day, each time recorded before the first byte leaves and
 * counted after the last. Only whoever asked takes the file, as long as they hold the role.
 */
import { randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import type { Actor } from '../platform/access.ts';
import { countAttempt } from '../platform/attempts.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import { exportedObservations } from './exported-observations.ts';
import { FILE_KINDS } from './export-file.ts';
import { ownExport, type ExportScope } from './observation-export.loader.ts';
import { mayExportOf } from './observation-export.policy.ts';
import type { AskObservationExportInput } from './observation-export.type.ts';

const REASON_CHARACTERS = { least: 10, most: 500 } as const;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Each is a day's work of reading; nobody needs more, and who compares many files learns more than from one. */
const MOST_ASKED = [
  { most: 6, windowSeconds: HOUR_SECONDS },
  { most: 20, windowSeconds: DAY_SECONDS },
] as const;
const MOST_TAKEN = { most: 12, windowSeconds: HOUR_SECONDS } as const;

/** Wide enough to hide a village in. */
const EXPORTED_KINDS: ReadonlySet<string> = new Set([
  TerritoryKind.UNION,
  TerritoryKind.COUNTRY,
  TerritoryKind.DISTRICT,
  TerritoryKind.MUNICIPALITY,
]);

/**
 * @returns the id of the export, whose file can be taken today.
 * @throws NOT_FOUND for a territory that is not the exporter's and for a plan elsewhere, as if they were not there;
 * BAD_INPUT for months and reasons; TOO_MANY_REQUESTS.
 */
export async function askObservationExport(
  context: RequestContext,
  actor: Actor,
  input: AskObservationExportInput,
): Promise<string> {
  const reason = reasonOf(input.reason);
  const monthFrom = monthOf(input.monthFrom, 'monthFrom');
  const monthTo = monthOf(input.monthTo, 'monthTo');
  if (monthFrom !== null && monthTo !== null && monthFrom > monthTo)
    throw badInput('observationExport.monthsReversed', { field: 'monthTo' });
  const planId = input.planId ?? null;
  if (planId !== null && !isUuid(planId)) throw notFound();
  const territory = required(await territoryByCode(context, input.territory));
  if (!mayExportOf(actor, await pathOf(context, territory.id))) throw notFound();
  if (!EXPORTED_KINDS.has(territory.kind))
    throw badInput('observationExport.territoryTooSmall', { field: 'territory' });
  if (planId !== null && !(await isPlanWithin(context, { planId, territoryId: territory.id }))) throw notFound();
  await countAttempt(
    context,
    MOST_ASKED.map((limit) => ({
      ...limit,
      kind: `observationExport.ask.${limit.windowSeconds}`,
      subject: actor.personId,
    })),
  );
  const id = randomUUID();
  await inTransaction(context, async (tx) => {
    await rows(
      tx,
      sql`insert into observation_export (id, asked_by_id, territory_id, plan_id, month_from, month_to, format, reason, asked_on, asked_at)
          values (${id}::uuid, ${actor.personId}::uuid, ${territory.id}::uuid, ${planId}::uuid, ${monthFrom}, ${monthTo}, ${input.format}, ${reason}, ${tx.today}::date, ${tx.now.toISOString()}::timestamptz)`,
    );
    await audit(tx, { action: 'observationExport.ask', subjectKind: 'ObservationExport', subjectId: id });
  });
  return id;
}

function reasonOf(text: string): string {
  const reason = text
    .replace(/\p{Cc}|\p{Cs}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const { least, most } = REASON_CHARACTERS;
  const characters = Array.from(reason).length;
  if (characters < least || characters > most)
    throw badInput('observationExport.reason', { field: 'reason', min: least, max: most });
  return reason;
}

function monthOf(month: string | null | undefined, field: string): string | null {
  if (month === null || month === undefined || month === '') return null;
  if (!/^[12]\d{3}-(0[1-9]|1[0-2])$/.test(month)) throw badInput('observationExport.month', { field });
  return month;
}

async function pathOf(context: RequestContext, territoryId: string): Promise<readonly string[]> {
  const found = await oneRow<{ path: string[] }>(context, sql`select territory_path(${territoryId}::uuid) as path`);
  return found?.path ?? [];
}

const isPlanWithin = async (
  context: RequestContext,
  { planId, territoryId }: { readonly planId: string; readonly territoryId: string },
): Promise<boolean> =>
  (await oneRow(
    context,
    sql`select p.id from action_plan p where p.id = ${planId}::uuid and ${territoryId}::uuid = any(territory_path(p.territory_id))`,
  )) !== null;

export interface OpenedExport {
  readonly mediaType: string;
  readonly fileName: string;
  /** To be read to its end, or left: either way it is noted how much was handed out. */
  readonly chunks: () => AsyncGenerator<Uint8Array | string, void>;
}

/**
 * Opens the file of an export; that it is taken is recorded when this returns.
 * @param name such as `<id>.csv`.
 * @throws NOT_FOUND for what is not the actor's, or is no more; CONFLICT after the day on which it was asked for;
 * TOO_MANY_REQUESTS.
 */
export async function openExport(context: RequestContext, actor: Actor, name: string): Promise<OpenedExport> {
  const [, id = '', extension] = /^([0-9a-f-]{36})\.(\w+)$/.exec(name) ?? [];
  const scope = required(isUuid(id) ? await ownExport(context, id) : null);
  const kind = FILE_KINDS[scope.format];
  if (kind.extension !== extension || !mayExportOf(actor, scope.path)) throw notFound();
  if (scope.askedOn !== context.today) throw new Problem(ErrorCode.CONFLICT, 'observationExport.overdue');
  await countAttempt(context, [{ ...MOST_TAKEN, kind: 'observationExport.take', subject: actor.personId }]);
  await inTransaction(context, async (tx) => {
    await rows(
      tx,
      sql`update observation_export set times_taken = times_taken + 1, row_count = null, whole = null where id = ${id}::uuid`,
    );
    await audit(tx, { action: 'observationExport.take', subjectKind: 'ObservationExport', subjectId: id });
  });
  return {
    mediaType: kind.mediaType,
    fileName: `sverka-observations-${context.today}.${extension}`,
    chunks: () => writtenOut(context, scope),
  };
}

async function* writtenOut(context: RequestContext, scope: ExportScope): AsyncGenerator<Uint8Array | string, void> {
  const writer = FILE_KINDS[scope.format].open(context.today);
  let rowCount = 0;
  let whole = false;
  try {
    yield writer.begin();
    for await (const page of exportedObservations(context, scope)) {
      // counted before they leave: what was on its way counts as handed out
      rowCount += page.length;
      yield writer.rows(page);
    }
    yield writer.end();
    whole = true;
  } finally {
    await noteEnd(context, { id: scope.id, rowCount, whole });
  }
}

const noteEnd = (
  context: RequestContext,
  { id, rowCount, whole }: { readonly id: string; readonly rowCount: number; readonly whole: boolean },
): Promise<void> =>
  inTransaction(context, async (tx) => {
    await rows(tx, sql`update observation_export set row_count = ${rowCount}, whole = ${whole} where id = ${id}::uuid`);
    const action = whole ? 'observationExport.finish' : 'observationExport.breakOff';
    await audit(tx, { action, subjectKind: 'ObservationExport', subjectId: id });
  });
