/**
 * No field costs a statement per row. Each field of each type is asked on many things at once, the whole list several
 * times over in one operation: a batched field then costs as much as on one, a field that asks the database by itself
 * costs at least as much as there are lists.
 */
import 'reflect-metadata';
import { getNamedType, isCompositeType, isObjectType, type GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { startSession } from '../../server/people/identity.ts';
import { buildSchema } from '../../server/schema.ts';
import { callOf, itemOf, listPaths } from '../support/list-paths.ts';
import { countStatements, type StatementCount } from '../support/statement-count.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildDemoWithInsider, worldContext } from '../support/world.ts';

const schema = await buildSchema();
const LISTS = 8;
/** Statements that a batched field may take, however many it is asked on. Fewer than there are lists. */
const MOST_STATEMENTS = 6;

const ARGUMENTS = {
  'Query.councilDesk': 'territory: "RAZ16"',
  'Query.measures': 'first: 50, territory: "RAZ16"',
  'Query.actionPlans': 'first: 50',
};
const paths = listPaths(schema, { arguments: ARGUMENTS });

let app: TestApp;
let counter: StatementCount;
let insider: string;

beforeAll(async () => {
  app = await createTestApp();
  insider = await buildDemoWithInsider(app);
  const context = worldContext(app);
  // what only somebody's work makes: cards, what waits for a second administrator, devices, mails, reports of texts
  const work = { as: insider, variables: { day: context.today } };
  const create =
    'mutation ($day: LocalDate!) { createInvitation(input: { territory: "RAZ16", usesAllowed: 5, expiresOn: $day, language: BG }) { id } }';
  const ask = (number: number) =>
    `mutation { grantMembership(input: { email: "n${number}@example.org", displayName: "Никой", language: BG, role: HOTLINE_WORKER }) { request { id } } }`;
  const published = await rows<{ id: string }>(
    context,
    sql`select o.id from observation o join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id join territory t on t.id = p.territory_id
        where t.code = 'RAZ16' and o.published_on <= ${context.today}::date and o.words is not null order by o.id limit 3`,
  );
  for (const { id: observationId } of published)
    await app.ask('mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }', {
      variables: { input: { kind: 'OBSERVATION', id: observationId, reason: 'OTHER' } },
    });
  for (let number = 0; number < 3; number += 1) {
    await app.ask(create, work);
    await app.ask(ask(number), { as: insider });
    await app.ask(
      'mutation { askObservationExport(input: { territory: "RAZ16", format: CSV, reason: "Проучване на заетостта" }) { id } }',
      { as: insider },
    );
    await startSession(context, { personId: insider });
    app.house.mail.post({ to: `n${number}@example.org`, subject: 'Мярка', text: '' });
  }
  counter = countStatements(app);
}, 120_000);

async function cost(select: (selection: string) => string, selection: string, as: string | null): Promise<string[]> {
  const lists = Array.from({ length: LISTS }, (_, list) =>
    select(selection).replace(/^\w+/, (field) => `list${list}: ${field}`),
  );
  const { statements } = await counter.during(() => app.ask(`{ ${lists.join(' ')} }`, { as, once: true }));
  return statements;
}

/** A field with as much below it as tells that it was resolved. */
function selectionOf(type: GraphQLObjectType, name: string): string | null {
  const field = type.getFields()[name];
  const call = field === undefined ? null : callOf(type, field, ARGUMENTS);
  if (field === undefined || call === null) return null;
  const below = getNamedType(field.type);
  if (!isCompositeType(below)) return call;
  return isObjectType(below) && itemOf(below) !== below
    ? `${call} { totalCount nodes { __typename } }`
    : `${call} { __typename }`;
}

describe.each([['the public', false] as const, ['an insider', true] as const])('asked by %s', (_who, signedIn) => {
  it.each(
    paths
      .filter(
        ({ typeName }) =>
          signedIn ||
          !/^(MyObservation|Viewer|VerificationItem|PlanImport|Import|Invitation|MembershipRequest|GrantedM|ObservationExport|OutboxMail|ReportedText|TextReport|PublicText)/.test(
            typeName,
          ),
      )
      .map((path) => [path.typeName, path] as const),
  )('%s costs no statement per row', async (typeName, { select }) => {
    const type = schema.getType(typeName) as GraphQLObjectType;
    const as = signedIn ? insider : null;
    const bare = await cost(select, '__typename', as);
    const dear: Record<string, string> = {};
    for (const name of Object.keys(type.getFields())) {
      const selection = selectionOf(type, name);
      if (selection === null) continue;
      const statements = await cost(select, selection, as);
      const more = statements.length - bare.length;
      if (more > MOST_STATEMENTS)
        dear[name] = `${more} statements, the last: ${statements.at(-1)?.replace(/\s+/g, ' ').slice(0, 160)}`;
    }
    expect(dear).toEqual({});
  });
});

describe('the ways to the things', () => {
  /** Types of which the demo has none that an insider sees in a list: what is asked on them above is asked on nothing. */
  const ABSENT = ['SourcePlace', 'AskExtension'];

  it('lead to some of nearly every type', async () => {
    expect(paths.length).toBeGreaterThan(40);
    const absent: string[] = [];
    for (const { typeName, select } of paths) {
      const { result } = await counter.during(() =>
        app.ask(`{ ${select(`met_${typeName}: __typename`)} }`, { as: insider }),
      );
      if (!JSON.stringify(result).includes(`"met_${typeName}"`)) absent.push(typeName);
    }
    expect(absent).toEqual(ABSENT);
  });
});
