/**
 * The demo: what a first start shows. Everything in it goes through the services of the features, each on the day on
 * which it would have happened, and all of it enters in one transaction: a start that was cut off leaves nothing behind.
 */
import { randomUUID } from 'node:crypto';
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import type { App } from '../app.ts';
import { enterVersion } from '../measures/enter-version.service.ts';
import type { MeasureDraft } from '../measures/version-draft.ts';
import { decideObservation } from '../observations/verification.service.ts';
import { submitObservation } from '../observations/observation.service.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import { loadRegister } from '../territories/register.ts';
import { searchTextOf, toLatinName } from '../territories/territory-search.ts';
import { enterCampaign } from './demo-campaign.ts';
import { enterCast, type DemoCast } from './demo-cast.ts';
import { demoDays, type DemoDays } from './demo-days.ts';
import { currentNationalStrategy, enterPolicyDocuments } from './demo-documents.ts';
import { demoOrganizations, type DemoOrganizationKey } from './demo-people.ts';
import {
  firstVersion,
  periodOf,
  versionOf,
  type BodyIds,
  type DemoSetting,
  type EnteredPlan,
} from './demo-plan.entry.ts';
import { blagoevgradPlan, kubratPlan, lomPlan, type DemoPlan } from './demo-plans.ts';
import { demoObservations, levelOfLetter } from './demo-record.ts';
import { enterReports } from './demo-reports.ts';
import { demoSettlements } from './demo-settlements.ts';

/**
 * Enters the demo into a database in which nobody has begun: with the first person, place, body, plan or act in the
 * record it is somebody's, and stays free of samples.
 */
export async function loadDemoData(app: App, say: (line: string) => void): Promise<void> {
  const context = app.contextFor({ actor: null });
  const held = await oneRow<{ isDemo: boolean; isBegun: boolean }>(
    context,
    sql`select exists (select from person where is_demo) as is_demo,
          exists (select from person) or exists (select from territory) or exists (select from organization)
            or exists (select from strategy) or exists (select from action_plan) or exists (select from audit_entry) as is_begun`,
  );
  if (held?.isDemo) return;
  if (held?.isBegun) return say('The database holds data of its own: the demo data stay out of it.');
  say('Loading the demo data …');
  await inTransaction(context, async (tx) => {
    await loadRegister(tx);
    await enterSettlements(tx);
    await enterPolicyDocuments(tx);
    const days = demoDays(tx.today);
    const cast = await enterCast(tx, days.adopted);
    const kubrat = await enterPlan(tx, { plan: kubratPlan, municipality: 'kubrat', days, cast });
    await enterPlan(tx, { plan: lomPlan, municipality: 'lom', days, cast });
    await enterPlan(tx, { plan: blagoevgradPlan, municipality: 'blagoevgrad', days, cast });
    await enterReports({ plan: kubrat, days, cast });
    await enterAmendment(tx, { plan: kubrat, days, cast });
    await enterObservations(tx, { plan: kubrat, days, cast });
    await enterObligations(tx, { plan: kubrat, days, cast });
    await enterCampaign({ plan: kubrat, days, cast });
  });
}

async function enterSettlements(tx: RequestContext): Promise<void> {
  for (const [municipality, settlements] of Object.entries(demoSettlements)) {
    const { id: parentId } = required(await territoryByCode(tx, municipality));
    const entries = settlements.map(([code, name, kind = 'village']) => ({
      code,
      name,
      nameEn: toLatinName(name),
      kind,
      parentId,
      searchText: searchTextOf({ name, nameEn: toLatinName(name), code }),
    }));
    await rows(
      tx,
      sql`insert into territory (kind, code, name, name_en, settlement_kind, parent_id, search_text)
          select 'SETTLEMENT', code, name, "nameEn", kind, "parentId", "searchText"
          from json_to_recordset(${JSON.stringify(entries)}::json) as s(code text, name text, "nameEn" text, kind text, "parentId" uuid, "searchText" text)`,
    );
  }
}

interface PlanEntry {
  readonly plan: DemoPlan;
  readonly municipality: DemoOrganizationKey;
  readonly days: DemoDays;
  readonly cast: DemoCast;
}

function bodiesOf({ municipality, cast }: Pick<PlanEntry, 'municipality' | 'cast'>): BodyIds {
  const body = (key: DemoOrganizationKey) => ({ id: cast.organizations[key], name: demoOrganizations[key].name });
  const own = { municipality: body(municipality) };
  if (municipality !== 'kubrat') return own;
  return {
    ...own,
    council: body('kubratCouncil'),
    education: body('education'),
    health: body('health'),
    employment: body('employment'),
    social: body('social'),
    police: body('police'),
    water: body('water'),
  };
}

async function enterPlan(tx: RequestContext, entry: PlanEntry): Promise<EnteredPlan> {
  const { plan, days, cast } = entry;
  const territory = required(await territoryByCode(tx, plan.municipality));
  const period = periodOf(plan, days.firstYear);
  const planId = randomUUID();
  const adoptedBy = `Общински съвет – ${territory.name}`;
  const act = `Решение № 12 / ${days.adopted.split('-').toReversed().join('.')} г. (пример)`;
  await tx.em.insert(ActionPlan, {
    id: planId,
    level: 'MUNICIPAL',
    title: `План за действие на община ${territory.name} ${period.text}`,
    territoryId: territory.id,
    strategyId: (await currentNationalStrategy(tx))?.id ?? null,
    parentId: null,
    periodText: period.text,
    periodFrom: period.from,
    periodTo: period.to,
    adoptedBy,
    act,
    adoptedOn: days.adopted,
    source: 'Примерни данни',
    isSample: true,
    knownFrom: days.adopted,
  });
  const { context } = await cast.as('administrator', days.adopted);
  const draft = firstVersion({
    plan,
    firstYear: days.firstYear,
    bodies: bodiesOf(entry),
    act: { planId, adoptedBy, act, adoptedOn: days.adopted },
  });
  const { measureIds } = await enterVersion(context, draft);
  return { planId, source: plan, measureIds: new Map([...measureIds].map(([code, id]) => [code, id])) };
}

/** The second version: one measure in other words, one split in two, one dropped. The rest goes on unchanged. */
async function enterAmendment(tx: RequestContext, { plan, days, cast }: DemoSetting): Promise<void> {
  const adoptedOn = days.monthsAgo(8);
  const act = {
    planId: plan.planId,
    adoptedBy: 'Общински съвет – Кубрат',
    act: `Решение № 47 / ${adoptedOn.split('-').toReversed().join('.')} г. (пример)`,
    adoptedOn,
  };
  const first = firstVersion({
    plan: plan.source,
    firstYear: days.firstYear,
    bodies: bodiesOf({ municipality: 'kubrat', cast }),
    act,
  });
  const idOf = (code: string): string => required(plan.measureIds.get(code));
  const measures = first.measures.flatMap((measure): MeasureDraft[] => {
    const same: MeasureDraft = { ...measure, measureId: idOf(measure.code), change: MeasureChange.UNCHANGED };
    if (measure.code === '4.1.1.3') return [];
    if (measure.code === '1.2.1.1')
      return [
        {
          ...same,
          change: MeasureChange.REWORDED,
          wording: 'Безплатен автобус до приемащите училища и детски градини, сутрин и следобед',
        },
      ];
    if (measure.code !== '3.1.1.4') return [same];
    const [line] = measure.funding;
    return [
      ['3.1.1.4а', 'Ремонт на общинските жилища за семейства в риск', 12_000_000],
      ['3.1.1.4б', 'Строеж на нови общински жилища за семейства в риск', 32_990_000],
    ].map(([code, wording, amountCents]): MeasureDraft => ({
      ...measure,
      key: String(code),
      code: String(code),
      wording: String(wording),
      measureId: null,
      change: MeasureChange.SPLIT,
      funding: line ? [{ ...line, amountCents: Number(amountCents), asWritten: `${Number(amountCents) / 100} €` }] : [],
    }));
  });
  const { context } = await cast.as('administrator', adoptedOn);
  const endings = [
    { measureId: idOf('4.1.1.3'), successorKeys: [], change: MeasureChange.DROPPED },
    { measureId: idOf('3.1.1.4'), successorKeys: ['3.1.1.4а', '3.1.1.4б'], change: MeasureChange.SPLIT },
  ];
  await enterVersion(context, versionOf({ act, objectives: first.objectives, measures, endings }));
  tx.loaders.clear();
}

async function enterObservations(tx: RequestContext, { plan, days, cast }: DemoSetting): Promise<void> {
  const codes = new Map((demoSettlements['RAZ16'] ?? []).map(([code, name]) => [name, code]));
  for (const {
    who,
    code,
    level,
    monthsAgo,
    place,
    method = 'SITE_VISIT',
    words = null,
    outcome,
    reason = null,
  } of demoObservations) {
    const seenOn = monthsAgo === 0 ? days.today : days.monthsAgo(monthsAgo);
    const sent = await cast.as(who, seenOn);
    const id = randomUUID();
    await submitObservation(sent.context, sent.actor, {
      id,
      measureId: required(plan.measureIds.get(code)),
      level: level === '?' ? null : levelOfLetter[level],
      dontKnow: level === '?',
      method,
      seenOn,
      settlement: place === undefined ? null : required(codes.get(place)),
      words,
    });
    if (outcome === 'WAITING') continue;
    const decided = await cast.as('verifier', seenOn);
    await decideObservation(
      decided.context,
      decided.actor,
      outcome === 'RETURNED'
        ? { observationId: id, decision: 'RETURNED', reason }
        : { observationId: id, decision: 'VERIFIED' },
    );
  }
  tx.loaders.clear();
}

/** The municipality owes its report to the council and to the district; the one on the first year never reached the district. */
async function enterObligations(tx: RequestContext, { plan, days, cast }: DemoSetting): Promise<void> {
  const { kubrat, kubratCouncil, district } = cast.organizations;
  const first = {
    from: `${days.firstYear}-01-01`,
    to: `${days.firstYear}-12-31`,
    label: `${days.firstYear} г.`,
    due: `${days.firstYear + 1}-02-28`,
  };
  const chain = await oneRow<{ id: string }>(
    tx,
    sql`insert into reporting_obligation (debtor_organization_id, creditor_organization_id, plan_id, period_label, period_from, period_to, due_on, source, received_on, adopted_on, known_from)
        values (${kubrat}, ${kubratCouncil}, ${plan.planId}, ${first.label}, ${first.from}, ${first.to}, ${first.due}, 'Раздел „Отчитане“ от плана (пример)', ${days.firstReport}, ${days.firstReport}, ${days.adopted}) returning id`,
  );
  await rows(
    tx,
    sql`insert into reporting_obligation (debtor_organization_id, creditor_organization_id, plan_id, previous_id, period_label, period_from, period_to, due_on, source, known_from)
        values (${kubrat}, ${district}, ${plan.planId}, ${chain?.id ?? null}, ${first.label}, ${first.from}, ${first.to}, ${days.monthsAgo(3)}, 'Раздел „Отчитане“ от плана (пример)', ${days.adopted})`,
  );
}
