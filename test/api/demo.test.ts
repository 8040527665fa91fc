/** The demo enters by the services of the features, shows every kind of gap, and enters once. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDemoData } from '../../server/seed/demo.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
  await loadDemoData(app.owner, () => {});
}, 120_000);

describe('the demo data', () => {
  it('has every kind of gap in the plan of Kubrat, contested and stale among them', async () => {
    const { territory } = await app.ask(
      '{ territory(code: "RAZ16") { actionPlans { title isSample progress { measures contested stale late gaps { aligned overstated understated unreported unmonitored dark } } } } }',
    );
    const plan = territory.actionPlans.find((each: { isSample: boolean }) => each.isSample);
    expect(plan.progress.measures).toBe(24);
    for (const [kind, count] of Object.entries(plan.progress.gaps)) expect(count, kind).toBeGreaterThan(0);
    expect(plan.progress.contested).toBeGreaterThan(0);
    expect(plan.progress.stale).toBeGreaterThan(0);
    expect(plan.progress.late).toBeGreaterThan(0);
  });

  it('shows what happened to the bus, from promise to answer', async () => {
    const { measures } = await app.ask(
      '{ measures(search: "автобус детски градини", territory: "RAZ16") { nodes { code assessment { officialLevel communityLevel gapKind gapValue groups explanation { voices { level organization { name } } confidenceStep } } history { kind } } } }',
    );
    const bus = measures.nodes.find((measure: { code: string }) => measure.code === '1.2.1.1');
    expect(bus.assessment).toMatchObject({
      officialLevel: 'COMPLETE',
      communityLevel: 'LIMITED',
      gapKind: 'OVERSTATED',
      gapValue: 2,
      groups: 4,
    });
    expect(bus.assessment.explanation.voices).toHaveLength(4);
    expect(new Set(bus.history.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['PLAN_VERSION', 'STATEMENT', 'OBSERVATION', 'CAMPAIGN_STARTED', 'ASK_SENT', 'ASK_ANSWERED']),
    );
  });

  it('leads from the strategy of the Union down to plans, and names the municipalities without one', async () => {
    const { strategies } = await app.ask(
      '{ strategies(level: EU, first: 10) { nodes { title periodFrom implementedBy { title } coverage { municipalities { total withPlan withoutKnownPlan } territoriesWithout(kind: MUNICIPALITY, first: 5) { totalCount nodes { name } } } } } }',
    );
    const current = strategies.nodes.find((each: { periodFrom: string }) => each.periodFrom === '2020-01-01');
    expect(current.implementedBy.length).toBeGreaterThan(0);
    expect(current.coverage.municipalities.total).toBe(265);
    expect(current.coverage.municipalities.withPlan).toBeGreaterThanOrEqual(3);
    expect(current.coverage.territoriesWithout.totalCount).toBe(current.coverage.municipalities.withoutKnownPlan);
  });

  it('enters once', async () => {
    const count = async (): Promise<number> =>
      (await app.ask('{ organizations { totalCount } }')).organizations.totalCount;
    const before = await count();
    await loadDemoData(app.owner, () => {});
    expect(await count()).toBe(before);
  });
});
