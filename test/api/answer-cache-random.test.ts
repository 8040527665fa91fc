/**
 * No answer is ever old. Two servers stand over one database, each with what it keeps of its own; everything that can be
 * written is written, by the program and past it, and after each acknowledged write every answer is what it would be
 * if nothing were ever kept.
 */
import { Client } from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDocuments } from '../../client/build/trusted-documents.plugin.ts';
import { DEFAULT_LIMITS } from '../../server/platform/http/limits/limits.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createApp } from '../../server/app.ts';
import { PUBLIC_CACHING } from '../../server/platform/answer-cache/public-answers.ts';
import { DocumentMemory } from '../../server/platform/document-memory.ts';
import { openPublicDesk } from '../../server/public-answers.ts';
import { loadDemoData } from '../../server/seed/demo.ts';
import { atEndOfFile } from '../support/end-of-file.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, plainGet, serveSchema, type TestWeb } from '../support/test-web.ts';
import { worldContext } from '../support/world.ts';

const SEED = 20_261_122;
const { textOf, idOf } = collectDocuments(`${import.meta.dirname}/../../client`);
const documentOf = (name: string): string => textOf.get(idOf.get(name) ?? '') ?? '';

interface Question {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

let app: TestApp;
let webs: readonly [TestWeb, TestWeb];
/** Writes past the program, as an operator would. */
let operator: Client;
let questions: Question[];

beforeAll(async () => {
  app = await createTestApp();
  await loadDemoData(app.owner, () => {});
  const url = app.owner.database.config.get('clientUrl') ?? '';
  const other = await createApp({ databaseUrl: url, poolSize: 5 });
  atEndOfFile(() => other.close());
  // one question asks for everything at once, and all come from one address
  const limits = { ...DEFAULT_LIMITS, cost: null, addressPoints: null };
  webs = [await createTestWeb(app, { limits }), await createTestWeb(other, { limits })];
  operator = new Client({ connectionString: url });
  await operator.connect();
  questions = await questionsOf(app);
}, 120_000);
afterAll(() => operator.end());

/** What the pages of the client ask of things of the demo, and what a researcher might. */
async function questionsOf(asked: TestApp): Promise<Question[]> {
  const idsOf = async (table: string, most: number): Promise<string[]> =>
    (
      await rows<{ id: string }>(worldContext(asked), {
        text: [`select id from ${table} order by id limit ${most}`],
        values: [],
      })
    ).map(({ id }) => id);
  const page = (name: string, variables: Record<string, unknown>): Question => ({
    name,
    text: documentOf(name),
    variables,
  });
  const plans = await rows<{ id: string }>(
    worldContext(asked),
    sql`select plan_id as id from measure group by plan_id order by count(*) desc limit 3`,
  );
  const measures = await rows<{ id: string }>(
    worldContext(asked),
    sql`select m.id from measure m left join observation o on o.measure_id = m.id group by m.id order by count(o.id) desc, m.id limit 4`,
  );
  const found = [
    ...plans.flatMap(({ id }) => [
      page('PlanPage', { id }),
      page('PlanMeasures', { id }),
      page('PlanVersions', { id }),
    ]),
    ...measures.flatMap(({ id }) => [page('MeasurePage', { id }), page('MeasureObservations', { id })]),
    page('CouncilDesk', { code: 'RAZ16' }),
    page('CouncilFinding', { code: 'RAZ16', finding: 'LATE' }),
    page('Strategies', {}),
    ...(await idsOf('strategy', 2)).map((id) => page('StrategyPage', { id })),
    {
      name: 'Everything',
      text: `{ territories(first: 100) { nodes { name progress { measures } organizations { nodes { name } } campaigns { title asks { demand answers { text } extensions { reason } } } coalitions { name members { organization { name } joinedOn } } } }
        campaigns { nodes { title goal activities { title state } measures { gapKindThen measure { wording } } } }
        actionPlans(first: 50) { nodes { title source annualPlans { title } reports { title statements { text level indicatorValues { value } } } obligations { dueOn } } } }`,
      variables: {},
    },
    {
      name: 'Place',
      text: '{ territory(code: "RAZ16") { name progress { measures late } actionPlans { title progress { measures } } children { nodes { name } } } }',
      variables: {},
    },
  ];
  expect(found.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
  return found;
}

/** As the public gets it from one of the servers. */
async function told(web: TestWeb, { text, variables }: Question): Promise<unknown> {
  const parameters = new URLSearchParams({ query: text, variables: JSON.stringify(variables) });
  const { status, body } = await plainGet(`${web.address}/graphql?${parameters}`, { 'apollo-require-preflight': '1' });
  expect(status).toBe(200);
  return JSON.parse(body).data;
}
/** As it is, with nothing kept. */
const truth = async ({ text, variables }: Question): Promise<unknown> =>
  JSON.parse(JSON.stringify(await app.ask(text, { variables: { ...variables } })));

/** Columns of closed sets and keys: what stands in no set cannot be told at all. */
const CLOSED =
  '(^|_)(code|kind|key|change|state|level|levels|stage|sector|method|way|direction|confidence|currency|hash|sha256|fingerprint|search_text|month)(_then)?$';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** Changes one row of a table in one column, in whatever way its constraints allow; false: in none. */
async function scribble({ table, name, type }: Column): Promise<boolean> {
  const changed: Record<string, string> = {
    text: `${name} || ' ☆'`,
    date: `${name} - 1`,
    int4: `${name} + 1`,
    float8: `${name} + 1`,
    bool: `not ${name}`,
  };
  const change = `update ${table} set ${name} = ${changed[type] ?? name} where ctid = (select ctid from ${table} where ${name} is not null order by random() limit 1)`;
  const result = await operator.query(change).catch(() => null);
  return result !== null && (result.rowCount ?? 0) > 0;
}

describe('after every acknowledged write', () => {
  it('both servers answer as if nothing were kept', async () => {
    const { rows: columns } = await operator.query<Column>(
      `select c.relname as table, a.attname as name, t.typname as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
       where exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgname like '%\\_versioned')
         and t.typname in ('text', 'date', 'int4', 'float8', 'bool') and a.attname !~ $1 order by 1, 2`,
      [CLOSED],
    );
    expect(columns.length).toBeGreaterThan(100);
    let written = 0;
    const step = fc.record({
      column: fc.constantFrom(...columns),
      // which question, put to which server
      asked: fc.array(fc.tuple(fc.nat(questions.length - 1), fc.constantFrom(0, 1)), { minLength: 2, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 6 }), async (steps) => {
        for (const { column, asked } of steps) {
          const put = asked.flatMap(([place, at]) => {
            const [question, web] = [questions[place], webs[at]];
            return question && web ? [{ question, web }] : [];
          });
          for (const { question, web } of put) await told(web, question);
          if (await scribble(column)) written += 1;
          for (const { question, web } of put) {
            const about = { after: `${column.table}.${column.name}`, name: question.name };
            const data = await truth(question);
            expect({ ...about, data: await told(web, question) }).toEqual({ ...about, data });
          }
        }
      }),
      { numRuns: 12, seed: SEED, endOnFailure: true },
    );
    expect(written).toBeGreaterThan(30);
  }, 180_000);
});

describe('while others write without pause', () => {
  it('nobody is told less than what was acknowledged when they asked', async () => {
    const [measure] = await rows<{ id: string; planId: string }>(
      worldContext(app),
      sql`select id, plan_id from measure limit 1`,
    );
    const asked: Question[] = [
      { name: 'plan', text: `{ actionPlan(id: "${measure?.planId}") { title } }`, variables: {} },
      { name: 'site', text: '{ actionPlans(first: 100) { nodes { id title } } }', variables: {} },
      { name: 'measure', text: `{ measure(id: "${measure?.id}") { plan { title } } }`, variables: {} },
    ];
    let acknowledged = 0;
    const asking = { still: true };
    const numberIn = (data: unknown): number => Number(/№(\d+)/.exec(JSON.stringify(data))?.[1] ?? 0);
    const old: string[] = [];
    let answers = 0;
    const writer = async (): Promise<void> => {
      for (let number = 1; number <= 150; number += 1) {
        await operator.query(`update action_plan set title = $1 where id = $2`, [`План №${number}`, measure?.planId]);
        acknowledged = number;
      }
      asking.still = false;
    };
    const reader = async (question: Question, web: TestWeb): Promise<void> => {
      while (asking.still) {
        const atLeast = acknowledged;
        const found = numberIn(await told(web, question));
        answers += 1;
        if (found < atLeast) old.push(`${question.name}: ${found} of ${atLeast}`);
      }
    };
    await Promise.all([
      writer(),
      ...asked.flatMap((question) => webs.flatMap((web) => [reader(question, web), reader(question, web)])),
    ]);
    expect(answers).toBeGreaterThan(50);
    expect(old).toEqual([]);
  });
});

describe('what a server keeps', () => {
  /** A server whose shelf can be looked at. */
  async function aDesk() {
    const desk = openPublicDesk(app, { trustedDocuments: new Map(), memory: new DocumentMemory() });
    atEndOfFile(() => desk.close());
    const { address } = await serveSchema(app, {
      publicAnswers: desk.answers,
      onChanged: desk.changed,
      contextOf: async (_request, response) => {
        response.setHeader('Cache-Control', PUBLIC_CACHING);
        return app.contextFor({ actor: null });
      },
    });
    return { desk, web: { address, logged: [] } };
  }

  it('is dropped once another server tells that something was changed; what still holds stays', async () => {
    const [here, there] = [await aDesk(), await aDesk()];
    const plan = await rows<{ id: string }>(worldContext(app), sql`select id from action_plan limit 1`);
    const wide: Question = { name: 'site', text: '{ strategies { totalCount } }', variables: {} };
    const narrow: Question = { name: 'plan', text: `{ actionPlan(id: "${plan[0]?.id}") { title } }`, variables: {} };
    await told(there.web, wide);
    await told(there.web, narrow);
    expect(there.desk.answers.size).toBe(2);
    await operator.query('insert into content_change (topic, n) values ($1, 1)', ['plan:another']);
    await fetch(`${here.web.address}/graphql`, { method: 'POST' });
    await expect.poll(() => there.desk.answers.size, { timeout: 10_000 }).toBe(1);
  });
});

it('without its triggers a table would be told old: the tests above would notice', async () => {
  const question: Question = { name: 'site', text: '{ organizations(first: 100) { nodes { name } } }', variables: {} };
  const before = await told(webs[0], question);
  await operator.query('alter table organization disable trigger user');
  await operator.query(`update organization set name = name || ' ☆'`);
  expect(await told(webs[0], question)).toEqual(before);
  expect(await truth(question)).not.toEqual(before);
  await operator.query('alter table organization enable trigger user');
});
