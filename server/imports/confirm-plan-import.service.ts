/** Enters what was understood of a file as a version of a plan: all of it, or nothing. */
import { assertNotFuture } from '../../schema/rules/days.ts';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { enterVersion, type EnteredVersion } from '../measures/enter-version.service.ts';
import { allowOnly } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { dayOfEntry, type DayOfEntry } from '../strategies/day-of-entry.ts';
import { enterActionPlan } from '../strategies/strategy.service.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import { PlanImportState } from './plan-import.entity.ts';
import { hasVersionWithContent } from './plan-import.loader.ts';
import { mayEnterPlan } from './plan-import.policy.ts';
import { comparisonOf, openImport } from './plan-import.service.ts';
import { settleBodies } from './settle-bodies.ts';
import { endingDrafts, measureDrafts } from './version-from-file.ts';

export interface NewPlan {
  readonly territory: string;
  readonly title: string;
  readonly strategyId: string | null;
  readonly periodText: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly source: string | null;
}

export interface Confirmation {
  readonly importId: string;
  /** A plan to enter; null: a new version of the plan that was chosen. */
  readonly plan: NewPlan | null;
  readonly planId: string | null;
  readonly adoptedBy: string | null;
  readonly act: string | null;
  readonly adoptedOn: string | null;
  readonly knownFrom: string | null;
  readonly knownFromSource: string | null;
}

/** @throws CONFLICT when the content was entered already, or the import confirmed; BAD_INPUT, FORBIDDEN, FUTURE_DAY, NOT_FOUND. */
export function confirmPlanImport(context: RequestContext, confirmation: Confirmation): Promise<EnteredVersion> {
  return inTransaction(context, async (tx) => {
    const record = await openImport(tx, confirmation.importId);
    const { parsed, fileName, fileSha256 } = record;
    if (parsed === null || parsed.measures.length === 0)
      throw badInput('planImport.nothingToEnter', { field: 'importId' });
    const { adoptedBy, act, adoptedOn } = confirmation;
    if (adoptedOn !== null) assertNotFuture(adoptedOn, tx.today);
    const known = dayOfEntry(tx, confirmation);
    const { planId, territoryId } = await planToEnter(tx, {
      confirmation,
      chosenPlanId: record.planId,
      known,
      fingerprint: parsed.fingerprint,
    });
    // corrections were made against the plan that was chosen; they say nothing of another
    const matches = record.planId === planId ? record.matches : [];
    const compared = (await comparisonOf(tx, { parsed, planId, matches }))?.comparison.matches ?? [];
    const organizationOfBody = await settleBodies(tx, { bodies: parsed.bodies, decisions: record.bodies, territoryId });
    const entered = await enterVersion(tx, {
      planId,
      adoptedBy,
      act,
      adoptedOn,
      ...known,
      fileName,
      fileSha256,
      fingerprint: parsed.fingerprint,
      objectives: parsed.objectives,
      measures: measureDrafts({ parsed, organizationOfBody, matches: compared }),
      endings: endingDrafts(compared),
    });
    Object.assign(record, { state: PlanImportState.CONFIRMED, planId, versionId: entered.versionId });
    await tx.em.flush();
    return entered;
  });
}

interface PlanToEnter {
  readonly confirmation: Confirmation;
  readonly chosenPlanId: string | null;
  readonly known: DayOfEntry;
  readonly fingerprint: string;
}

/** Holds the plan, or for a new one its territory, so that what enters at the same time enters after this. */
async function planToEnter(
  tx: RequestContext,
  { confirmation, chosenPlanId, known, fingerprint }: PlanToEnter,
): Promise<{ planId: string; territoryId: string }> {
  const planId = confirmation.planId ?? (confirmation.plan === null ? chosenPlanId : null);
  if (planId === null) return newPlan(tx, { confirmation, known, fingerprint });
  const plan = required(
    isUuid(planId)
      ? await oneRow<{ territoryId: string }>(
          tx,
          sql`select territory_id from action_plan where id = ${planId} for no key update`,
        )
      : null,
  );
  allowOnly(mayEnterPlan(tx.actor, plan));
  if (await hasVersionWithContent(tx, { fingerprint, of: { planId } })) throw alreadyEntered();
  const last = await oneRow<{ knownFrom: string }>(
    tx,
    sql`select known_from::text from plan_version where plan_id = ${planId} order by number desc limit 1`,
  );
  if (last !== null && known.knownFrom < last.knownFrom)
    throw badInput('planImport.knownBeforeLastVersion', { field: 'knownFrom', day: last.knownFrom });
  return { planId, territoryId: plan.territoryId };
}

const LEVEL_OF_TERRITORY: Partial<Record<TerritoryKind, PolicyLevel>> = {
  [TerritoryKind.COUNTRY]: PolicyLevel.NATIONAL,
  [TerritoryKind.DISTRICT]: PolicyLevel.DISTRICT,
  [TerritoryKind.MUNICIPALITY]: PolicyLevel.MUNICIPAL,
};

async function newPlan(
  tx: RequestContext,
  { confirmation, known, fingerprint }: Omit<PlanToEnter, 'chosenPlanId'>,
): Promise<{ planId: string; territoryId: string }> {
  const { plan, adoptedBy, act, adoptedOn } = confirmation;
  if (plan === null) throw badInput('planImport.planMissing', { field: 'plan' });
  const { strategyId, source, ...details } = plan;
  const territory = required(await territoryByCode(tx, plan.territory));
  allowOnly(mayEnterPlan(tx.actor, { territoryId: territory.id }));
  const level = LEVEL_OF_TERRITORY[territory.kind];
  if (level === undefined) throw badInput('planImport.territoryWithoutPlans', { field: 'plan.territory' });
  await rows(tx, sql`select id from territory where id = ${territory.id} for no key update`);
  if (await hasVersionWithContent(tx, { fingerprint, of: { territoryId: territory.id } })) throw alreadyEntered();
  const { id: planId } = await enterActionPlan(tx, {
    ...details,
    level,
    strategy: strategyId,
    adoptedBy,
    act,
    adoptedOn,
    source: source ?? known.knownFromSource,
    knownFrom: known.knownFrom,
  });
  return { planId, territoryId: territory.id };
}

const alreadyEntered = (): Problem =>
  new Problem(ErrorCode.CONFLICT, 'planImport.alreadyEntered', { field: 'importId' });
