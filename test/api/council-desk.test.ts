import { beforeAll, describe, expect, it } from 'vitest';
import { campaignHistoryOf } from '../../server/campaigns/campaign-history.loader.ts';
import { addDays } from '../../schema/rules/days.ts';
import { Finding } from '../../schema/vocabulary/finding.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { findingCondition } from '../../server/progress/finding-condition.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildAsk,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPlan,
  buildProgressRow,
  buildSettlement,
  type BuiltCoalition,
  type BuiltTerritory,
  worldContext,
} from '../support/world.ts';

const TODAY = '2026-11-20';
const CHANGES = 30;
let app: TestApp;
let place: BuiltTerritory;
let coalition: BuiltCoalition;
let campaignId: string;
let mayor: string;
let measure: Awaited<ReturnType<typeof buildMeasure>>;

beforeAll(async () => {
  app = await createTestApp();
  place = await buildMunicipality(app);
  coalition = await buildCoalition(app, { territoryId: place.id });
  measure = await buildMeasure(app, { code: '1.1', plan: { territoryId: place.id, title: 'План' } });
  const row = { measureId: measure.id, planId: measure.planId, measureVersionId: measure.measureVersionId };
  await buildProgressRow(app, {
    ...row,
    official: 'COMPLETE',
    community: 'LIMITED',
    toDay: '2026-11-01',
    flags: { late: true, contested: true, stale: true, unfunded: true },
    incomplete: ['NO_OWNER'],
  });
  await buildProgressRow(app, { ...row, fromDay: '2026-11-01' });
  await buildPlan(app, { territoryId: place.id, title: 'Стар план', periodFrom: '2019-01-01', periodTo: '2023-12-31' });
  campaignId = (await buildCampaign(app, { coalition, measureIds: [measure.id] })).id;
  mayor = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: place.id });
});

const sent = (parts: Partial<Parameters<typeof buildAsk>[1]> = {}) =>
  buildAsk(app, {
    campaignId,
    signedById: coalition.leadOrganizationId,
    decisionMakerId: mayor,
    sentOn: '2026-10-01',
    ...parts,
  });
const desk = async (
  fields: string,
  { asOf, on = TODAY, as = null }: { asOf?: string; on?: string; as?: string | null } = {},
) =>
  (
    await app.ask(
      `query ($code: String!, $asOf: LocalDate) { councilDesk(territory: $code, asOf: $asOf) { ${fields} } }`,
      { on, as, variables: { code: place.code, asOf } },
    )
  ).councilDesk;

/** In all scans of the table, found or passed over, by the database's own account. */
function rowsLookedAt(plan: unknown, table: string): number {
  if (typeof plan !== 'object' || plan === null) return 0;
  const node = plan as Readonly<Record<string, unknown>>;
  const own =
    node['Relation Name'] === table
      ? Number(node['Actual Loops']) * (Number(node['Actual Rows']) + Number(node['Rows Removed by Filter'] ?? 0))
      : 0;
  return Object.values(node).reduce<number>((sum, part) => sum + rowsLookedAt(part, table), own);
}

describe("a council's first page", () => {
  it('is null where there is no such territory, and refuses a day to come', async () => {
    expect(await app.ask('{ councilDesk(territory: "NOWHERE") { asOf } }')).toEqual({ councilDesk: null });
    expect(await app.refusal('{ councilDesk(territory: "BG", asOf: "2999-01-01") { asOf } }')).toBe('FUTURE_DAY');
  });

  it('names the plans in force and counts their progress as of the day', async () => {
    expect(await desk('asOf territory { code } plans { title } progress { asOf measures late }')).toMatchObject({
      asOf: TODAY,
      territory: { code: place.code },
      plans: [{ title: 'План' }],
      progress: { asOf: TODAY, measures: 1, late: 0 },
    });
    expect(await desk('progress { late }', { asOf: '2026-10-31' })).toEqual({ progress: { late: 1 } });
    expect((await desk('plans { title }', { asOf: '2022-06-01' })).plans).toEqual([{ title: 'Стар план' }]);
  });

  it.each(['LATE', 'OVERSTATED', 'UNFUNDED', 'INCOMPLETE', 'CONTESTED', 'STALE'])(
    'finds what was %s on a past day and is not today',
    async (finding) => {
      const field = `findings(finding: ${finding}) { nodes { id code } totalCount }`;
      expect((await desk(field, { asOf: '2026-10-31' })).findings).toEqual({
        nodes: [{ id: measure.id, code: '1.1' }],
        totalCount: 1,
      });
      expect((await desk(field)).findings).toEqual({ nodes: [], totalCount: 0 });
    },
  );

  it('looks at one row of a measure for a finding, however often it changed', async () => {
    const { id, planId, measureVersionId } = await buildMeasure(app);
    const days = Array.from({ length: CHANGES }, (_, n) => addDays('2026-01-01', n));
    for (const fromDay of days)
      await buildProgressRow(app, { measureId: id, planId, measureVersionId, fromDay, toDay: addDays(fromDay, 1) });
    const isFound = findingCondition(sql`mv.measure_id`, { finding: Finding.UNREPORTED, asOf: days.at(-1) ?? TODAY });
    const explained = await rows(
      worldContext(app),
      sql`explain (analyze, format json) select from measure_version mv where mv.measure_id = ${id} and ${isFound}`,
    );
    expect(rowsLookedAt(explained, 'measure_progress')).toBe(1);
  });

  it.each(['UNREPORTED', 'UNMONITORED'])('finds what is %s', async (finding) => {
    const field = `findings(finding: ${finding}) { totalCount }`;
    expect((await desk(field)).findings.totalCount).toBe(1);
    expect((await desk(field, { asOf: '2026-10-31' })).findings.totalCount).toBe(0);
  });

  it('names reports that are late', async () => {
    const [ministry, context] = [await buildOrganization(app, { kind: 'STATE_BODY' }), worldContext(app)];
    await rows(
      context,
      sql`insert into reporting_obligation (debtor_organization_id, creditor_organization_id, plan_id, period_label, period_from, period_to, due_on, known_from)
          values (${mayor}, ${ministry}, ${measure.planId}, '2025', '2025-01-01', '2025-12-31', '2026-02-28', '2026-01-01')`,
    );
    expect((await desk('lateReports { periodLabel daysLate }', { on: '2026-03-10' })).lateReports).toEqual([
      { periodLabel: '2025', daysLate: 10 },
    ]);
    expect((await desk('lateReports { periodLabel }', { asOf: '2026-02-28' })).lateReports).toEqual([]);
  });

  it('lists the asks that await an answer, the earliest due first, silence included', async () => {
    const village = await buildSettlement(app, { parentId: place.id });
    const school = await buildOrganization(app, { kind: 'SCHOOL', territoryId: village.id });
    const open = await sent({ demand: 'Без срок', legalWay: 'OTHER', sentOn: '2026-09-01' });
    const running = await sent({ demand: 'Тече', legalWay: 'PROPOSAL', decisionMakerId: school });
    const silent = await sent({ demand: 'Мълчание', legalWay: 'PUBLIC_INFORMATION' });
    await sent({ demand: 'Другаде', decisionMakerId: await buildOrganization(app) });
    await sent({ demand: 'Чернова', sentOn: null });
    const late = await sent({
      demand: 'Късно',
      legalWay: 'PUBLIC_INFORMATION',
      answers: [{ level: 'EXPLAINED', answeredOn: '2026-10-20' }],
    });
    const fields = 'asksAwaiting { id clockState answer daysLate } asksAnsweredLate';
    expect(await desk(fields, { as: coalition.leadId })).toEqual({
      asksAwaiting: [
        { id: silent, clockState: 'OVERDUE', answer: 'NONE', daysLate: 36 },
        { id: running, clockState: 'RUNNING', answer: 'NONE', daysLate: 0 },
        { id: open, clockState: 'RUNNING', answer: 'NONE', daysLate: 0 },
      ],
      asksAnsweredLate: 1,
    });
    const before = await desk(fields, { asOf: '2026-10-19' });
    expect(before.asksAnsweredLate).toBe(0);
    expect(before.asksAwaiting.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      [silent, running, open, late].toSorted(),
    );
  });
});

describe('the history of a measure', () => {
  it('has what campaigns did in public, and no draft', async () => {
    const other = await buildMeasure(app, { plan: { territoryId: place.id } });
    const shown = await buildCampaign(app, {
      coalition,
      title: 'Явна',
      publicFrom: '2026-09-15',
      measureIds: [other.id],
    });
    const hidden = await buildCampaign(app, { coalition, title: 'Тайна', stage: 'DRAFT', measureIds: [other.id] });
    const ask = await sent({
      campaignId: shown.id,
      measureId: other.id,
      demand: 'Искане',
      answers: [{ level: 'EXPLAINED', answeredOn: '2026-10-20', text: 'Отговор' }],
    });
    await sent({ campaignId: shown.id, measureId: other.id, sentOn: null });
    await sent({ campaignId: hidden.id, measureId: other.id, sentOn: null });
    expect(await campaignHistoryOf(await app.contextOf({ as: coalition.leadId }), other.id)).toMatchObject([
      {
        on: '2026-09-15',
        kind: 'CAMPAIGN_STARTED',
        text: 'Явна',
        organizationId: coalition.leadOrganizationId,
        subjectId: shown.id,
      },
      {
        on: '2026-10-01',
        kind: 'ASK_SENT',
        text: 'Искане',
        organizationId: coalition.leadOrganizationId,
        subjectId: ask,
        enteredAfterwards: false,
      },
      { on: '2026-10-20', kind: 'ASK_ANSWERED', text: 'Отговор', organizationId: mayor, subjectId: ask },
    ]);
  });
});
