/**
 * Answers that one statement tells. That they say the same as the reference is seen by every query of the other tests
 * (`support/both-executors.ts`); here, which operations are told, what never is, and that a statement is written once.
 */
import { parse, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { ToldAnswers } from '../../server/platform/one-statement/told-answers.ts';
import { oneRow, sql } from '../../server/platform/sql.ts';
import { questions } from '../bench/questions.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildDemoWithInsider, worldContext } from '../support/world.ts';

let app: TestApp;
let insider: string;
let answers: ToldAnswers;
let drawn: Readonly<Record<string, string>>;

const told = (source: string, variables: Readonly<Record<string, unknown>> = {}, as: string | null = null) =>
  app
    .contextOf({ as })
    .then((context) =>
      answers.answer({ document: documentOf(source), operationName: null, documentHash: source, variables, context }),
    );

const documents = new Map<string, ReturnType<typeof parse>>();
function documentOf(source: string): ReturnType<typeof parse> {
  const document = documents.get(source) ?? parse(source);
  documents.set(source, document);
  return document;
}

const failures: unknown[] = [];
const answersOf = (schema: GraphQLSchema): ToldAnswers =>
  new ToldAnswers(schema, { onFailure: (error) => failures.push(error) });

beforeAll(async () => {
  app = await createTestApp();
  insider = await buildDemoWithInsider(app);
  answers = answersOf(app.schema);
  const place = await oneRow<{ planId: string; measureId: string; municipality: string; district: string }>(
    worldContext(app),
    sql`select p.id as plan_id, m.id as measure_id, t.code as municipality, d.code as district
        from public_observation o join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id join territory t on t.id = p.territory_id join territory d on d.id = t.parent_id
        order by o.id limit 1`,
  );
  const { today } = worldContext(app);
  drawn = { ...place, pastDay: today, earlierDay: today, today, finding: 'UNMONITORED' };
}, 120_000);

describe('an operation whose fields all tell themselves', () => {
  it.each([
    [
      'a plan and its tree',
      'query ($id: ID!) { actionPlan(id: $id) { progress { late } objectives { progress { late } } } }',
    ],
    [
      'progress and findings of a desk',
      'query ($code: String!) { councilDesk(territory: $code) { progress { late } findings(finding: LATE) { totalCount } } }',
    ],
  ])('reads where measures stand once: %s', async (_name, document) => {
    const sent: string[] = [];
    app.statements.onSent = (text) => sent.push(text);
    await told(document, { id: drawn['planId'], code: drawn['municipality'] });
    app.statements.onSent = null;
    expect(sent.flatMap((text) => text.match(/from measure_progress/g) ?? [])).toHaveLength(1);
  });

  it.each(questions.map(({ name, document, variables }) => [name, document, variables] as const))(
    'is told by one statement: %s',
    async (_name, document, variables) => {
      const asked = Object.fromEntries(Object.entries(variables).map(([name, of]) => [name, drawn[of]]));
      const sent: string[] = [];
      app.statements.onSent = (text) => sent.push(text);
      const answer = await told(document, asked);
      app.statements.onSent = null;
      expect(failures).toEqual([]);
      expect(sent).toHaveLength(1);
      const { data } = await app.execute(document, { variables: asked });
      expect(JSON.parse(answer ?? 'null')).toEqual(JSON.parse(JSON.stringify(data)));
    },
  );

  it('is written once for all days, and anew for another finding', async () => {
    const source = `query ($code: String!, $day: LocalDate, $finding: Finding!) { councilDesk(territory: $code, asOf: $day) { asOf findings(finding: $finding, first: 5) { totalCount nodes { code } } } }`;
    const sent = new Set<string>();
    app.statements.onSent = (text) => void sent.add(text);
    const asked = { code: drawn['municipality'], finding: 'LATE' };
    const days = ['2026-03-01', '2026-04-01', '2026-05-01'];
    const found = [];
    for (const day of days) found.push(JSON.parse((await told(source, { ...asked, day })) ?? 'null'));
    expect(found.map(({ councilDesk }) => councilDesk.asOf)).toEqual(days);
    expect(sent.size).toBe(1);
    await told(source, { ...asked, finding: 'UNFUNDED', day: '2026-03-01' });
    expect(sent.size).toBe(2);
    app.statements.onSent = null;
  });

  it('says what is absent as null', async () => {
    expect(await told(`{ actionPlan(id: "00000000-0000-4000-8000-000000000000") { id } }`)).toBe('{"actionPlan":null}');
  });
});

describe('what is left to be answered as ever', () => {
  it.each([
    ['a day to come', `query ($id: ID!) { actionPlan(id: $id) { measureCount(asOf: "2999-01-01") } }`],
    ['an id that is none', `{ actionPlan(id: "none") { id } }`],
    ['a further page', `{ territories(first: 2, after: "WyJ4Il0") { totalCount } }`],
    ['a field that says nothing of itself', `query ($id: ID!) { actionPlan(id: $id) { lastUpdated } }`],
    ['a condition', `query ($id: ID!) { actionPlan(id: $id) { id title @include(if: true) } }`],
    ['a change', `mutation { signOut }`],
    ["what is somebody's own", `{ viewer { id } }`],
  ])('%s', async (_what, source) => {
    expect(await told(source, { id: drawn['planId'] }, insider)).toBeNull();
    expect(failures).toEqual([]);
  });

  it('is remembered only where the operation itself decides', async () => {
    const source = `query ($id: ID!, $day: LocalDate) { actionPlan(id: $id) { measureCount(asOf: $day) } }`;
    expect(await told(source, { id: drawn['planId'], day: '2999-01-01' })).toBeNull();
    expect(await told(source, { id: drawn['planId'], day: drawn['today'] })).not.toBeNull();
  });
});
