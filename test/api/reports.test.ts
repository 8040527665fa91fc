import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildPlan,
  buildStrategy,
  buildVersion,
  worldContext,
  type BuiltVersion,
} from '../support/world.ts';

const TODAY = '2026-11-20';
const SUBMIT = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { id title periodLabel knownFrom enteredAfterwards organization { id } plan { id }
  statements { id level text correction spent { amountCents currency eurCents } measure { id } organization { id } adoptedOn knownFrom indicatorValues { value on saidBy { id } } } } }`;
const CORRECT =
  'mutation ($input: CorrectStatementInput!) { correctStatement(input: $input) { id level correction adoptedOn knownFrom indicatorValues { value } report { id } } }';

let app: TestApp;
let administration: string;
let school: string;
let official: string;
let administrator: string;
let planId: string;
let version: BuiltVersion;
/** Of the administration, of both, of the school. */
let measureIds: readonly string[];

beforeAll(async () => {
  app = await createTestApp();
  const municipality = await buildMunicipality(app);
  administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipality.id });
  school = await buildOrganization(app, { kind: 'SCHOOL', territoryId: municipality.id });
  official = await buildPerson(app, { role: 'OFFICIAL', organizationId: administration });
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
  ({ id: planId } = await buildPlan(app, { territoryId: municipality.id }));
  version = await buildVersion(app, {
    planId,
    measures: [
      { code: '1.1', responsibleIds: [administration], indicators: [{ wording: 'Деца' }] },
      { code: '1.2', responsibleIds: [administration, school] },
      { code: '1.3', responsibleIds: [school] },
    ],
  });
  measureIds = version.measures.map(({ id }) => id);
});

const reportOn = (parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  planId,
  organizationId: administration,
  title: `Отчет ${randomUUID()}`,
  periodLabel: '2025',
  periodFrom: '2025-01-01',
  periodTo: '2025-12-31',
  adoptedOn: '2026-02-10',
  statements: [{ measureId: measureIds[0], level: 'SUBSTANTIAL' }],
  ...parts,
});
const submit = (input: Record<string, unknown>, as: string | null = official) =>
  app.ask(SUBMIT, { as, on: TODAY, variables: { input } }).then(({ submitReport }) => submitReport);
const errorOf = async (query: string, input: Record<string, unknown>, as: string | null = official) =>
  (await app.execute(query, { as, on: TODAY, variables: { input } })).errors?.[0]?.extensions;
const refused = (input: Record<string, unknown>, as: string | null = official) =>
  app.refusal(SUBMIT, { as, on: TODAY, variables: { input } });
const auditOf = async (subjectId: string) =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${subjectId} order by id`,
    )
  ).map(({ action }) => action);

describe('an official of a responsible body', () => {
  it('reports on a whole plan in one sitting', async () => {
    const changed: string[][] = [];
    app.events.on('measures.changed', async (_, { measureIds: ids }) => void changed.push([...ids]));
    const report = await submit(
      reportOn({
        statements: [
          { measureId: measureIds[1], level: 'LIMITED', text: ' Начало. ', spentCents: 195_583, currency: 'BGN' },
          {
            measureId: measureIds[0],
            level: 'COMPLETE',
            indicatorValues: [{ indicatorId: version.measures[0]?.indicatorIds[0], value: 41.5 }],
          },
        ],
      }),
    );
    expect(report).toMatchObject({
      organization: { id: administration },
      plan: { id: planId },
      knownFrom: TODAY,
      enteredAfterwards: false,
    });
    expect(report.statements).toMatchObject([
      {
        measure: { id: measureIds[0] },
        level: 'COMPLETE',
        correction: 0,
        spent: null,
        indicatorValues: [{ value: 41.5, on: '2025-12-31', saidBy: { id: administration } }],
      },
      {
        measure: { id: measureIds[1] },
        level: 'LIMITED',
        text: 'Начало.',
        spent: { amountCents: 195_583, currency: 'BGN', eurCents: 100_000 },
        organization: { id: administration },
        adoptedOn: '2026-02-10',
      },
    ]);
    expect(changed.map((ids) => ids.toSorted())).toContainEqual(
      [String(measureIds[0]), String(measureIds[1])].toSorted(),
    );
    expect(await auditOf(report.id)).toEqual(['report.submit']);
  });

  it('speaks for their own body alone', async () => {
    expect(await refused(reportOn({ organizationId: school }))).toBe('NOT_FOUND');
    expect(await refused(reportOn(), await buildPerson(app, { role: 'OFFICIAL', organizationId: school }))).toBe(
      'NOT_FOUND',
    );
    expect(await refused(reportOn(), await buildPerson(app, { role: 'MONITOR' }))).toBe('NOT_FOUND');
    expect(await refused(reportOn(), null)).toBe('UNAUTHENTICATED');
  });

  it('is told which measures are refused and why, and nothing enters', async () => {
    const strange = randomUUID();
    const input = reportOn({
      statements: [
        { measureId: measureIds[0], level: 'LIMITED' },
        { measureId: measureIds[2], level: 'LIMITED' },
        { measureId: strange, level: 'LIMITED' },
        { measureId: measureIds[0], level: 'COMPLETE' },
        { measureId: measureIds[1] },
      ],
    });
    const refusal = await errorOf(SUBMIT, input);
    expect(refusal).toMatchObject({
      code: 'BAD_INPUT',
      key: 'report.statementsRefused',
      details: {
        measureIds: [measureIds[2], strange, measureIds[0], measureIds[1]],
        codes: ['1.3', '', '1.1', '1.2'],
        faults: ['NOT_RESPONSIBLE', 'NOT_IN_PLAN', 'NAMED_TWICE', 'SAYS_NOTHING'],
      },
    });
    const { actionPlan } = await app.ask('query ($id: ID!) { actionPlan(id: $id) { reports { title } } }', {
      on: TODAY,
      variables: { id: planId },
    });
    expect(actionPlan.reports.map(({ title }: { title: string }) => title)).not.toContain(input['title']);
  });

  it('of the municipality speaks for what the plan calls the administration of the same municipality', async () => {
    const municipality = await buildMunicipality(app);
    const [office, namedInPlan] = await Promise.all(
      ['Дирекция', 'Кметство'].map((name) =>
        buildOrganization(app, {
          name: `${name} ${randomUUID()}`,
          kind: 'MUNICIPAL_ADMINISTRATION',
          territoryId: municipality.id,
        }),
      ),
    );
    const plan = await buildPlan(app, { territoryId: municipality.id });
    const { measures } = await buildVersion(app, {
      planId: plan.id,
      measures: [{ responsibleIds: [namedInPlan ?? '', school] }],
    });
    const as = await buildPerson(app, { role: 'OFFICIAL', organizationId: office });
    const report = await submit(
      reportOn({
        planId: plan.id,
        organizationId: office,
        statements: [{ measureId: measures[0]?.id, level: 'LIMITED' }],
      }),
      as,
    );
    expect(report.statements).toMatchObject([{ organization: { id: namedInPlan } }]);
  });

  it('sends the form twice and it is one report', async () => {
    const input = reportOn();
    const codes = await Promise.all([refused(input), refused(input)]);
    expect(new Set(codes)).toEqual(new Set(['CONFLICT', null]));
  });

  it.each([
    ['a period that has not ended', { periodTo: '2026-12-31' }, 'FUTURE_DAY'],
    ['a period that ends before it begins', { periodTo: '2024-12-31' }, 'BAD_INPUT'],
    ['an adoption in the future', { adoptedOn: '2026-11-21' }, 'FUTURE_DAY'],
    ['no statement', { statements: [] }, 'BAD_INPUT'],
    ['an empty title', { title: ' ' }, 'BAD_INPUT'],
    ['an earlier day of knowledge', { knownFrom: '2026-01-01', knownFromSource: 'сайт' }, 'FORBIDDEN'],
    ['a duty of nobody', { obligationId: '4f6c2c64-0000-4000-8000-000000000000' }, 'BAD_INPUT'],
  ])('is refused %s', async (_, parts, code) => {
    expect(await refused(reportOn(parts))).toBe(code);
  });

  it('names money with its currency', async () => {
    const refusal = await errorOf(SUBMIT, reportOn({ statements: [{ measureId: measureIds[0], spentCents: 5 }] }));
    expect(refusal).toMatchObject({ details: { faults: ['MONEY_INCOMPLETE'] } });
  });
});

describe('a statement', () => {
  it('is corrected by a newer one and stays', async () => {
    const report = await submit(
      reportOn({
        statements: [
          {
            measureId: measureIds[0],
            level: 'COMPLETE',
            indicatorValues: [{ indicatorId: version.measures[0]?.indicatorIds[0], value: 7 }],
          },
        ],
      }),
    );
    const [{ id }] = report.statements;
    const correct = (statementId: string, as: string | null = official) =>
      errorOf(CORRECT, { statementId, level: 'LIMITED', text: 'Грешка в отчета.' }, as);
    expect((await correct(id, await buildPerson(app, { role: 'OFFICIAL', organizationId: school })))?.['code']).toBe(
      'NOT_FOUND',
    );
    const { correctStatement } = await app.ask(CORRECT, {
      as: official,
      on: TODAY,
      variables: { input: { statementId: id, level: 'LIMITED' } },
    });
    expect(correctStatement).toMatchObject({
      level: 'LIMITED',
      correction: 1,
      adoptedOn: '2026-02-10',
      knownFrom: TODAY,
      report: { id: report.id },
      indicatorValues: [{ value: 7 }],
    });
    expect((await correct(id))?.['code']).toBe('CONFLICT');
    const { node, measure } = await app.ask(
      'query ($id: ID!, $measure: ID!) { node(id: $id) { ... on MeasureStatement { level correction } } measure(id: $measure) { statements { level correction report { id } } } }',
      { on: TODAY, variables: { id, measure: measureIds[0] } },
    );
    expect(node).toEqual({ level: 'COMPLETE', correction: 0 });
    expect(
      measure.statements.filter(({ report: { id: reportId } }: { report: { id: string } }) => reportId === report.id),
    ).toMatchObject([
      { level: 'LIMITED', correction: 1 },
      { level: 'COMPLETE', correction: 0 },
    ]);
    expect(await auditOf(correctStatement.id)).toEqual(['report.correctStatement']);
  });

  it('is corrected once when two correct it at once', async () => {
    const {
      statements: [{ id }],
    } = await submit(reportOn());
    const codes = await Promise.all(
      ['LIMITED', 'NOT_STARTED'].map(
        async (level) => (await errorOf(CORRECT, { statementId: id, level }))?.['code'] ?? null,
      ),
    );
    expect(new Set(codes)).toEqual(new Set(['CONFLICT', null]));
  });

  it('comes newest period first', async () => {
    const plan = await buildPlan(app);
    const { measures } = await buildVersion(app, { planId: plan.id, measures: [{ responsibleIds: [administration] }] });
    const measureId = measures[0]?.id;
    for (const year of ['2024', '2025', '2023'])
      await submit(
        reportOn({
          planId: plan.id,
          periodLabel: year,
          periodFrom: `${year}-01-01`,
          periodTo: `${year}-12-31`,
          statements: [{ measureId, text: year }],
        }),
      );
    const { measure } = await app.ask('query ($id: ID!) { measure(id: $id) { statements { text level } } }', {
      on: TODAY,
      variables: { id: measureId },
    });
    expect(measure.statements.map(({ text }: { text: string }) => text)).toEqual(['2025', '2024', '2023']);
  });
});

describe('an administrator', () => {
  it('enters a report afterwards, with the source of the day', async () => {
    expect(await refused(reportOn({ knownFrom: '2026-02-20' }), administrator)).toBe('BAD_INPUT');
    const report = await submit(reportOn({ knownFrom: '2026-02-20', knownFromSource: 'Протокол № 3' }), administrator);
    expect(report).toMatchObject({
      knownFrom: '2026-02-20',
      enteredAfterwards: true,
      statements: [{ knownFrom: '2026-02-20' }],
    });
  });
});

describe('a duty to report', () => {
  const CREATE =
    'mutation ($input: CreateReportingObligationInput!) { createReportingObligation(input: $input) { id daysLate previous { id } debtor { id } creditor { id } plan { id } } }';
  const RECORD =
    'mutation ($input: RecordReportingStepInput!) { recordReportingStep(input: $input) { receivedOn adoptedOn forwardedOn daysLate } }';
  let council: string;
  let secretary: string;
  const owed = (parts: Record<string, unknown> = {}) => ({
    debtorId: administration,
    creditorId: council,
    planId,
    periodLabel: '2025',
    periodFrom: '2025-01-01',
    periodTo: '2025-12-31',
    dueOn: '2026-02-28',
    source: 'чл. 15',
    ...parts,
  });
  const create = async (parts: Record<string, unknown> = {}) =>
    (await app.ask(CREATE, { as: administrator, on: TODAY, variables: { input: owed(parts) } }))
      .createReportingObligation;
  const lateOn = async (id: string, asOf: string, on = TODAY) =>
    (
      await app.ask(
        'query ($id: ID!, $asOf: LocalDate) { node(id: $id) { ... on ReportingObligation { daysLate(asOf: $asOf) } } }',
        { on, variables: { id, asOf } },
      )
    ).node.daysLate;

  beforeAll(async () => {
    council = await buildOrganization(app, { kind: 'MUNICIPAL_COUNCIL' });
    secretary = await buildPerson(app, { role: 'OFFICIAL', organizationId: council });
  });

  it('is entered by an administrator alone, and stands in a chain', async () => {
    expect((await errorOf(CREATE, owed(), official))?.['code']).toBe('NOT_FOUND');
    expect((await errorOf(CREATE, owed({ creditorId: randomUUID() }), administrator))?.['code']).toBe('NOT_FOUND');
    expect((await errorOf(CREATE, owed({ creditorId: administration }), administrator))?.['code']).toBe('BAD_INPUT');
    const first = await create();
    const next = await create({ debtorId: council, creditorId: school, previousId: first.id });
    expect(next).toMatchObject({
      previous: { id: first.id },
      debtor: { id: council },
      creditor: { id: school },
      plan: { id: planId },
    });
    expect(await auditOf(first.id)).toEqual(['report.createObligation']);
    const { actionPlan } = await app.ask('query ($id: ID!) { actionPlan(id: $id) { obligations { id } } }', {
      on: TODAY,
      variables: { id: planId },
    });
    expect(actionPlan.obligations.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([first.id, next.id]),
    );
  });

  it('is late from the day after it is due until it is received', async () => {
    const { id } = await create();
    expect(await lateOn(id, '2026-02-28')).toBe(0);
    expect(await lateOn(id, '2026-03-01')).toBe(1);
    expect(await lateOn(id, TODAY)).toBe(265);
    expect(
      await app.refusal(
        'query ($id: ID!) { node(id: $id) { ... on ReportingObligation { daysLate(asOf: "2026-11-21") } } }',
        { on: TODAY, variables: { id } },
      ),
    ).toBe('FUTURE_DAY');
  });

  it('is received, adopted and sent on as the receiving body says, in order and once', async () => {
    const { id } = await create();
    expect((await errorOf(RECORD, { obligationId: id, receivedOn: '2026-03-10' }, official))?.['code']).toBe(
      'NOT_FOUND',
    );
    expect((await errorOf(RECORD, { obligationId: id, adoptedOn: '2026-03-10' }, secretary))?.['code']).toBe(
      'BAD_INPUT',
    );
    const { recordReportingStep } = await app.ask(RECORD, {
      as: secretary,
      on: TODAY,
      variables: { input: { obligationId: id, receivedOn: '2026-03-10', adoptedOn: '2026-03-20' } },
    });
    expect(recordReportingStep).toEqual({
      receivedOn: '2026-03-10',
      adoptedOn: '2026-03-20',
      forwardedOn: null,
      daysLate: 10,
    });
    expect((await errorOf(RECORD, { obligationId: id, receivedOn: '2026-02-10' }, secretary))?.['code']).toBe(
      'CONFLICT',
    );
    expect(
      await errorOf(RECORD, { obligationId: id, receivedOn: '2026-03-10', forwardedOn: '2026-04-01' }, secretary),
    ).toBeUndefined();
    expect(await auditOf(id)).toEqual(['report.createObligation', 'report.recordStep', 'report.recordStep']);
    // What was recorded today was not known before.
    expect(await lateOn(id, '2026-11-19')).toBe(264);
  });

  it('is answered by the report that names it', async () => {
    const { id } = await create({ dueOn: '2026-12-31' });
    await submit(reportOn({ obligationId: id }));
    const { node } = await app.ask(
      'query ($id: ID!) { node(id: $id) { ... on ReportingObligation { receivedOn daysLate } } }',
      { on: TODAY, variables: { id } },
    );
    expect(node).toEqual({ receivedOn: TODAY, daysLate: 0 });
    const other = await create({ debtorId: school });
    expect(await refused(reportOn({ obligationId: other.id }))).toBe('BAD_INPUT');
  });
});

describe('a strategy', () => {
  it('has the reports on itself', async () => {
    const strategyId = await buildStrategy(app);
    await rows(
      worldContext(app),
      sql`insert into official_report (title, strategy_id, period_label, period_from, period_to, known_from) values ('Мониторингов доклад', ${strategyId}, '2023', '2023-01-01', '2023-12-31', '2024-06-01')`,
    );
    const { strategy } = await app.ask(
      'query ($id: ID!) { strategy(id: $id) { reports { title organization { id } statements { id } strategy { id } } } }',
      { on: TODAY, variables: { id: strategyId } },
    );
    expect(strategy.reports).toEqual([
      { title: 'Мониторингов доклад', organization: null, statements: [], strategy: { id: strategyId } },
    ]);
  });
});
