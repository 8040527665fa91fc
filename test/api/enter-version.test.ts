import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { enterVersion } from '../../server/measures/enter-version.service.ts';
import type { MeasureDraft, VersionDraft } from '../../server/measures/version-draft.ts';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildPerson, buildPlan, worldContext } from '../support/world.ts';

const TODAY = '2026-05-04';
let app: TestApp;
let admin: string;

const measure = (key: string, parts: Partial<MeasureDraft> = {}): MeasureDraft => ({
  key,
  measureId: null,
  change: 'ADDED',
  objectiveKeys: [],
  code: key,
  codeGenerated: false,
  wording: `Мярка ${key}`,
  periodText: '',
  startsOn: null,
  endsOn: null,
  recurring: false,
  targetGroups: null,
  places: null,
  sourceTable: null,
  sourceRow: null,
  asWritten: {},
  responsibles: [],
  funding: [],
  indicators: [],
  ...parts,
});
const draft = (planId: string, parts: Partial<VersionDraft> = {}): VersionDraft => ({
  planId,
  adoptedBy: null,
  act: null,
  adoptedOn: null,
  knownFrom: TODAY,
  knownFromSource: null,
  fileName: null,
  fileSha256: null,
  fingerprint: randomUUID(),
  objectives: [],
  measures: [measure('1')],
  endings: [],
  ...parts,
});
const indicator = { wording: 'Брой деца', unit: null, direction: null, baseline: null, target: 5, asWritten: '5 деца' };

async function enter(parts: VersionDraft) {
  return inTransaction(await app.contextOf({ as: admin, on: TODAY }), (tx) => enterVersion(tx, parts));
}
const rowsOfPlan = async (planId: string) =>
  oneRow<{ versions: number; measures: number }>(
    worldContext(app),
    sql`select (select count(*)::int from plan_version where plan_id = ${planId}) as versions, (select count(*)::int from measure where plan_id = ${planId}) as measures`,
  );

beforeAll(async () => {
  app = await createTestApp();
  admin = await buildPerson(app, { role: 'ADMINISTRATOR' });
});

describe('a version of a plan', () => {
  it('enters with its tree and parts in the order of the document, and stands in the audit', async () => {
    const plan = await buildPlan(app);
    const { versionId, number, measureIds } = await enter(
      draft(plan.id, {
        objectives: [
          { key: 'p', parentKey: null, kind: 'PRIORITY', code: 'I', wording: 'Здраве' },
          { key: 'g', parentKey: 'p', kind: 'GOAL', code: null, wording: 'Достъп' },
        ],
        measures: [
          measure('б', { objectiveKeys: ['p', 'g'], asWritten: { Ред: '7', Мярка: 'Мярка б' } }),
          measure('а'),
        ],
      }),
    );
    expect(number).toBe(1);
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { objectives { id parentId wording } measures { nodes { id code objectivePath { wording } asWritten { field text } } } } }',
      { variables: { id: plan.id } },
    );
    expect(actionPlan.objectives).toMatchObject([
      { parentId: null, wording: 'Здраве' },
      { parentId: actionPlan.objectives[0].id, wording: 'Достъп' },
    ]);
    expect(actionPlan.measures.nodes).toEqual([
      {
        id: measureIds.get('б'),
        code: 'б',
        objectivePath: [{ wording: 'Здраве' }, { wording: 'Достъп' }],
        asWritten: [
          { field: 'Ред', text: '7' },
          { field: 'Мярка', text: 'Мярка б' },
        ],
      },
      { id: measureIds.get('а'), code: 'а', objectivePath: [], asWritten: [] },
    ]);
    expect(
      await rows(worldContext(app), sql`select action, actor_id from audit_entry where subject_id = ${versionId}`),
    ).toEqual([{ action: 'planVersion.enter', actorId: admin }]);
  });

  it('enters not at all when a part of it cannot', async () => {
    const plan = await buildPlan(app);
    await expect(
      enter(draft(plan.id, { measures: [measure('1'), measure('2', { objectiveKeys: ['none'] })] })),
    ).rejects.toThrow('names none');
    await expect(
      enter(
        draft(plan.id, {
          measures: [
            measure('1', {
              funding: [{ sourceText: null, state: 'AMOUNT', amountCents: 5, currency: null, asWritten: '' }],
            }),
          ],
        }),
      ),
    ).rejects.toThrow('violates check constraint');
    expect(await rowsOfPlan(plan.id)).toEqual({ versions: 0, measures: 0 });
  });

  it('of the same content enters once, also when two come at the same moment', async () => {
    const plan = await buildPlan(app);
    const fingerprint = randomUUID();
    const answers = await Promise.allSettled([
      enter(draft(plan.id, { fingerprint })),
      enter(draft(plan.id, { fingerprint })),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(enter(draft(plan.id, { fingerprint }))).rejects.toMatchObject({
      code: 'CONFLICT',
      key: 'planImport.alreadyEntered',
    });
    expect(await rowsOfPlan(plan.id)).toEqual({ versions: 1, measures: 1 });
  });

  it('gets the next number when several come at the same moment', async () => {
    const plan = await buildPlan(app);
    const entered = await Promise.all([1, 2, 3].map(() => enter(draft(plan.id))));
    expect(entered.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });
});

it('an indicator whose wording goes on keeps its series; another measure of the same wording has its own', async () => {
  const plan = await buildPlan(app);
  const { measureIds } = await enter(
    draft(plan.id, {
      measures: [measure('1', { indicators: [indicator] }), measure('2', { indicators: [indicator] })],
    }),
  );
  const goesOn = (key: string, parts: Partial<MeasureDraft>) =>
    measure(key, { measureId: measureIds.get(key) ?? null, change: 'UNCHANGED', ...parts });
  await enter(
    draft(plan.id, {
      measures: [
        goesOn('1', { indicators: [{ ...indicator, target: 9 }] }),
        goesOn('2', { indicators: [{ ...indicator, wording: 'Друго' }] }),
      ],
    }),
  );
  const series = await rows<{ code: string; count: number }>(
    worldContext(app),
    sql`select mv.code, count(distinct i.series_id)::int as count from indicator i join measure_version mv on mv.id = i.measure_version_id
        join measure m on m.id = mv.measure_id where m.plan_id = ${plan.id} group by mv.code order by mv.code`,
  );
  expect(series).toEqual([
    { code: '1', count: 1 },
    { code: '2', count: 2 },
  ]);
  expect(
    await oneRow(
      worldContext(app),
      sql`select count(distinct i.series_id)::int as count from indicator i join measure_version mv on mv.id = i.measure_version_id join measure m on m.id = mv.measure_id where m.plan_id = ${plan.id}`,
    ),
  ).toEqual({ count: 3 });
});
