/** The promise and the claim: a strategy, a plan in two versions, and what its body said of it. Public, and whole. */
import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../../../../server/platform/context.ts';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { buildPlan, buildStrategy, buildVersion, worldContext } from '../../../support/world.ts';
import type { Ground } from './ground.ts';

export async function plantPlans({ app, municipalityId, administrationId, names }: Ground): Promise<void> {
  const context = worldContext(app);
  const widerStrategy = await buildStrategy(app);
  const strategy = await buildStrategy(app, { implementsId: widerStrategy });
  const narrowerStrategy = await buildStrategy(app, {
    level: 'MUNICIPAL',
    territoryId: municipalityId,
    implementsId: strategy,
  });
  const whole = sql`period_text = '2024–2027', adopted_by = 'Общински съвет', act = 'Решение 1', adopted_on = '2024-01-15', source = 'https://example.org'`;
  await rows(context, sql`update strategy set ${whole} where id in (${strategy}, ${widerStrategy})`);
  const inPlace = { territoryId: municipalityId, strategyId: strategy };
  const { id: parentPlan } = await buildPlan(app, inPlace);
  const { id: plan } = await buildPlan(app, { ...inPlace, parentId: parentPlan });
  const { id: annualPlan } = await buildPlan(app, { ...inPlace, parentId: plan });
  await rows(context, sql`update action_plan set ${whole} where id in (${plan}, ${parentPlan})`);
  const objectives = [
    { key: 'priority', code: '1' },
    { key: 'goal', parentKey: 'priority', kind: 'GOAL' as const, code: '1.1' },
  ];
  const first = await buildVersion(app, {
    planId: plan,
    objectives,
    measures: [{ code: '1' }, { code: '2' }, { code: '3' }],
    act: 'Решение 1',
    adoptedOn: '2024-01-15',
    knownFrom: '2024-01-20',
    fileName: 'план.xlsx',
  });
  const [measure, old, third] = first.measures;
  if (measure === undefined || old === undefined || third === undefined) throw new Error('The plan has no measures.');
  const second = await buildVersion(app, {
    planId: plan,
    objectives,
    act: 'Решение 2',
    adoptedOn: '2025-01-15',
    knownFrom: '2025-01-20',
    knownFromSource: 'https://example.org/reshenie-2',
    fileName: 'план-2.xlsx',
    measures: [
      {
        id: measure.id,
        change: 'REWORDED',
        code: '1',
        wording: 'Осветление на улицата',
        objectiveKey: 'goal',
        responsibleIds: [administrationId],
        bodyKinds: ['НПО'],
        periodText: '2024–2026',
        startsOn: '2024-02-01',
        endsOn: '2026-06-30',
        targetGroups: 'Жителите',
        places: 'Квартала',
        funding: [{ amountCents: 100_000, sourceText: 'Общински бюджет' }],
        // without where it starts from the measure is incomplete
        indicators: [{ wording: 'Лампи', target: 20, unit: 'бр.' }],
        asWritten: { Мярка: 'Осветление на улицата' },
        source: { table: 'План', row: 3 },
      },
      // carried out by the body that the verifier belongs to
      { id: third.id, code: '3', responsibleIds: [names['verifiersBody'] ?? ''] },
      // and by the one that they act for
      { code: '6', responsibleIds: [names['verifiersOffice'] ?? ''] },
      { code: '4', indicators: [{ wording: 'Стълбове', baseline: 1, target: 20, unit: 'бр.' }] },
      { code: '5' },
    ],
    successions: [],
  });
  const [now, , sixth, fourth, fifth] = second.measures;
  if (now === undefined || sixth === undefined || fourth === undefined || fifth === undefined)
    throw new Error('The plan has no second version.');
  // what the second became of: the measure itself, and from it came another
  await rows(
    context,
    sql`insert into measure_succession (version_id, from_measure_id, to_measure_id, change)
        values (${second.id}, ${old.id}, ${measure.id}, 'MERGED'), (${second.id}, ${measure.id}, ${fourth.id}, 'SPLIT'), (${second.id}, ${old.id}, ${fourth.id}, 'MERGED')`,
  );
  await rows(
    context,
    sql`update plan_version set adopted_by = 'Общински съвет', label = 'Актуализация' where plan_id = ${plan}`,
  );
  await rows(
    context,
    sql`update funding_line set programme = 'ПНРС', project_number = 'BG-1', as_written = '1000 евро' where measure_version_id = ${now.measureVersionId}`,
  );
  await rows(
    context,
    sql`update indicator set direction = 'UP', as_written = 'до 20' where id = ${fourth.indicatorIds[0]}`,
  );
  Object.assign(names, {
    strategy,
    widerStrategy,
    narrowerStrategy,
    parentPlan,
    plan,
    annualPlan,
    firstVersion: first.id,
    version: second.id,
    priority: second.objectiveIds['priority'],
    objective: second.objectiveIds['goal'],
    measure: measure.id,
    measureVersion: now.measureVersionId,
    oldMeasure: old.id,
    verifiersMeasure: third.id,
    officesMeasure: sixth.id,
    otherMeasure: fourth.id,
    freshMeasure: fifth.id,
    indicator: now.indicatorIds[0],
    wholeIndicator: fourth.indicatorIds[0],
  });
  await plantReports({ context, names, seriesIds: [...now.seriesIds, ...fourth.seriesIds] });
}

async function plantReports({
  context,
  names,
  seriesIds,
}: {
  readonly context: RequestContext;
  readonly names: Record<string, string>;
  readonly seriesIds: readonly string[];
}): Promise<void> {
  const { plan, strategy, administration, council, measure } = names;
  const [previousObligation, obligation, lateObligation, owedObligation, report, strategyReport, statement] =
    Array.from({ length: 7 }, () => randomUUID());
  Object.assign(names, {
    previousObligation,
    obligation,
    lateObligation,
    owedObligation,
    report,
    strategyReport,
    statement,
  });
  for (const [id, previousId] of [
    [previousObligation, null],
    [obligation, previousObligation],
  ])
    await rows(
      context,
      sql`insert into reporting_obligation (id, debtor_organization_id, creditor_organization_id, plan_id, previous_id, period_label, period_from, period_to, due_on, source, received_on, received_known_from, adopted_on, forwarded_on, known_from)
          values (${id}, ${administration}, ${council}, ${plan}, ${previousId}, '2025', '2025-01-01', '2025-12-31', '2026-01-31', 'чл. 1', '2026-02-10', '2026-02-10', '2026-02-20', '2026-02-25', '2025-01-20')`,
    );
  await rows(
    context,
    sql`insert into reporting_obligation (id, debtor_organization_id, creditor_organization_id, plan_id, period_label, period_from, period_to, due_on, known_from)
        values (${lateObligation}, ${administration}, ${council}, ${plan}, '2026 г., първо полугодие', '2026-01-01', '2026-06-30', '2026-07-31', '2025-01-20'),
               (${owedObligation}, ${council}, ${administration}, ${plan}, '2026 г., второ тримесечие', '2026-04-01', '2026-06-30', '2026-07-31', '2025-01-20')`,
  );
  for (const [id, planId, strategyId, of] of [
    [report, plan, null, obligation],
    [strategyReport, null, strategy, null],
  ])
    await rows(
      context,
      sql`insert into official_report (id, title, plan_id, strategy_id, organization_id, obligation_id, period_label, period_from, period_to, act, adopted_by, adopted_on, source, known_from, known_from_source)
          values (${id}, 'Доклад за 2025', ${planId}, ${strategyId}, ${administration}, ${of}, '2025', '2025-01-01', '2025-12-31', 'Решение 7', 'Общински съвет', '2026-02-20', 'https://example.org', '2026-02-25', 'https://example.org')`,
    );
  await rows(
    context,
    sql`insert into measure_statement (id, report_id, measure_id, organization_id, level, text, spent_cents, currency, adopted_on, known_from)
        values (${statement}, ${report}, ${measure}, ${administration}, 'COMPLETE', 'Изпълнено', 90000, 'EUR', '2026-02-20', '2026-02-25')`,
  );
  for (const seriesId of seriesIds)
    await rows(
      context,
      sql`insert into indicator_value (series_id, measure_id, statement_id, said_by_organization_id, value, on_day, known_from)
        values (${seriesId}, ${measure}, ${statement}, ${administration}, 12, '2025-12-31', '2026-02-25')`,
    );
}
