/** Enters the real strategies, plans and reports as facts. They count as known from their adoption, with their source. */
import { randomUUID } from 'node:crypto';
import { addMonths, type LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { rows, sql } from '../platform/sql.ts';
import { OfficialReport } from '../reports/official-report.entity.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { Strategy } from '../strategies/strategy.entity.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import { policyDocuments, type PolicyDocument } from './policy-documents.ts';

/** @returns ids of the strategies by title. */
export async function enterPolicyDocuments(tx: RequestContext): Promise<Map<string, string>> {
  const strategies = new Map<string, string>();
  for (const document of policyDocuments) {
    const { id: territoryId } = required(await territoryByCode(tx, document.territory));
    const facts = { id: randomUUID(), ...factsOf(document, tx.today) };
    const above = document.implements === undefined ? null : (strategies.get(document.implements) ?? null);
    if (document.kind === 'STRATEGY') {
      await tx.em.insert(Strategy, { ...facts, ...policyOf(document), territoryId, implementsId: above });
      strategies.set(document.title, facts.id);
    } else if (document.kind === 'ACTION_PLAN') {
      await tx.em.insert(ActionPlan, {
        ...facts,
        ...policyOf(document),
        territoryId,
        strategyId: above,
        parentId: null,
        isSample: false,
      });
    } else {
      const [from, to] = document.years ?? [0, 0];
      await tx.em.insert(OfficialReport, {
        ...facts,
        planId: null,
        strategyId: above,
        organizationId: null,
        obligationId: null,
        periodLabel: String(from),
        periodFrom: `${from}-01-01`,
        periodTo: `${to}-12-31`,
        knownFromSource: document.source,
        enteredById: null,
      });
    }
  }
  return strategies;
}

function factsOf(
  { title, adoptedBy, act, adoptedOn, source, years }: PolicyDocument,
  today: LocalDate,
): Pick<Strategy, 'title' | 'adoptedBy' | 'act' | 'adoptedOn' | 'source' | 'knownFrom'> {
  const told = adoptedOn ?? (years ? `${years[0]}-01-01` : addMonths(today, -1));
  return {
    title,
    adoptedBy: adoptedBy ?? null,
    act: act ?? null,
    adoptedOn: adoptedOn ?? null,
    source,
    knownFrom: told < today ? told : today,
  };
}

function policyOf({
  level,
  years,
}: PolicyDocument): Pick<Strategy, 'level' | 'periodText' | 'periodFrom' | 'periodTo'> {
  if (years === undefined) return { level, periodText: null, periodFrom: null, periodTo: null };
  const [from, to] = years;
  return {
    level,
    periodText: from === to ? String(from) : `${from}–${to}`,
    periodFrom: `${from}-01-01`,
    periodTo: `${to}-12-31`,
  };
}

/** The national strategy that the demo plans implement. */
export async function currentNationalStrategy(tx: RequestContext): Promise<{ id: string } | null> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from strategy where level = 'NATIONAL' order by period_from desc nulls last limit 1`,
  );
  return found[0] ?? null;
}
