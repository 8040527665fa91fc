/** Enters strategies and action plans: what a source says of a document, with what it does not say left out. */
import { randomUUID } from 'node:crypto';
import { assertNotFuture } from '../../schema/rules/days.ts';
import { PolicyLevel, PolicyLevelValues } from '../../schema/vocabulary/policy-level.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { badInput, required } from '../platform/problem.ts';
import { inTransaction } from '../platform/transaction.ts';
import { territoryByCode, territoryPath, type TerritoryRow } from '../territories/territory.loader.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { planById } from './action-plan.loader.ts';
import { Strategy } from './strategy.entity.ts';
import type { CreateActionPlanInput, CreateStrategyInput, PolicyDocumentInput } from './strategy.input.ts';
import { strategyById } from './strategy.loader.ts';

const KIND_OF_LEVEL: Readonly<Record<PolicyLevel, TerritoryKind>> = {
  [PolicyLevel.EU]: TerritoryKind.UNION,
  [PolicyLevel.NATIONAL]: TerritoryKind.COUNTRY,
  [PolicyLevel.DISTRICT]: TerritoryKind.DISTRICT,
  [PolicyLevel.MUNICIPAL]: TerritoryKind.MUNICIPALITY,
};

/** Enters a strategy. @throws BAD_INPUT, FUTURE_DAY; NOT_FOUND for an unknown territory or strategy. */
export function createStrategy(context: RequestContext, input: CreateStrategyInput): Promise<Strategy> {
  return inTransaction(context, async (tx) => {
    const { territory, ...facts } = await documentFacts(tx, input);
    const implementsId = await implementedId(tx, {
      id: input.implements,
      field: 'implements',
      level: input.level,
      territory,
    });
    const strategy = tx.em.create(Strategy, { id: randomUUID(), ...facts, implementsId });
    await tx.em.flush();
    await audit(tx, { action: 'strategy.create', subjectKind: 'Strategy', subjectId: strategy.id });
    return strategy;
  });
}

/** Enters a plan in a transaction of its own. @throws as `enterActionPlan` does. */
export function createActionPlan(context: RequestContext, input: CreateActionPlanInput): Promise<ActionPlan> {
  return inTransaction(context, (tx) => enterActionPlan(tx, input));
}

/** Enters a plan, without measures, in the caller's transaction. @throws BAD_INPUT, FUTURE_DAY; NOT_FOUND for an unknown territory, strategy or parent. */
export async function enterActionPlan(tx: RequestContext, input: CreateActionPlanInput): Promise<ActionPlan> {
  const { territory, ...facts } = await documentFacts(tx, input);
  const strategyId = await implementedId(tx, { id: input.strategy, field: 'strategy', level: input.level, territory });
  const parent = input.parent == null ? null : required(isUuid(input.parent) ? await planById(tx, input.parent) : null);
  if (parent !== null && parent.territoryId !== territory.id)
    throw badInput('plan.parentElsewhere', { field: 'parent' });
  const plan = tx.em.create(ActionPlan, {
    id: randomUUID(),
    ...facts,
    strategyId,
    parentId: parent?.id ?? null,
    isSample: false,
  });
  await tx.em.flush();
  await audit(tx, { action: 'actionPlan.create', subjectKind: 'ActionPlan', subjectId: plan.id });
  return plan;
}

async function documentFacts(tx: RequestContext, input: PolicyDocumentInput) {
  const title = input.title.trim();
  if (title.length < 3 || title.length > 500) throw badInput('document.title', { field: 'title', min: 3, max: 500 });
  const { periodFrom = null, periodTo = null, adoptedOn = null } = input;
  if (periodFrom !== null && periodTo !== null && periodTo < periodFrom)
    throw badInput('document.periodReversed', { field: 'periodTo' });
  if (adoptedOn !== null) assertNotFuture(adoptedOn, tx.today);
  const source = written(input.source);
  const territory = required(await territoryByCode(tx, input.territory));
  if (territory.kind !== KIND_OF_LEVEL[input.level]) throw badInput('document.levelOfTerritory', { field: 'level' });
  return {
    territory,
    territoryId: territory.id,
    level: input.level,
    title,
    periodText: written(input.periodText),
    periodFrom,
    periodTo,
    adoptedBy: written(input.adoptedBy),
    act: written(input.act),
    adoptedOn,
    source,
    knownFrom: knownFromOf(tx, { knownFrom: input.knownFrom, source }),
  };
}

/** R6: known from today, or earlier with a source. */
function knownFromOf(
  { today }: RequestContext,
  { knownFrom, source }: { readonly knownFrom: string | null | undefined; readonly source: string | null },
): string {
  if (knownFrom == null) return today;
  assertNotFuture(knownFrom, today);
  if (knownFrom < today && source === null) throw badInput('document.sourceNeeded', { field: 'source' });
  return knownFrom;
}

interface Implemented {
  readonly id: string | null | undefined;
  /** The input field that names it. */
  readonly field: string;
  readonly level: PolicyLevel;
  readonly territory: TerritoryRow;
}

/** A document implements one of its own level or a wider one, of its own territory or one around it. */
async function implementedId(tx: RequestContext, { id, field, level, territory }: Implemented): Promise<string | null> {
  if (id == null) return null;
  const strategy = required(isUuid(id) ? await strategyById(tx, id) : null);
  if (PolicyLevelValues.indexOf(strategy.level) > PolicyLevelValues.indexOf(level))
    throw badInput('document.implementsNarrower', { field });
  const around = await territoryPath(tx, territory.id);
  if (strategy.level !== PolicyLevel.EU && !around.some((each) => each.id === strategy.territoryId))
    throw badInput('document.implementsElsewhere', { field });
  return strategy.id;
}

/** Text that says something; else null. */
function written(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  return trimmed === '' ? null : trimmed;
}
