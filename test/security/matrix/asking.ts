/** Asks the server of the matrix as one of its people, from a session as a request would; changes are taken back at once. */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { GraphQLError } from 'graphql';
import { Problem } from '../../../server/platform/problem.ts';
import { RuleError } from '../../../schema/rules/rule-error.ts';
import { endSession, sessionOfToken, startSession } from '../../../server/people/identity.ts';
import { standingOf, type RequestContext } from '../../../server/platform/context.ts';
import { rows } from '../../../server/platform/sql.ts';
import { SET_STANDING, standingValues, type Standing } from '../../../server/platform/standing.ts';
import type { StatementSender } from '../../../server/platform/statements.ts';
import { createExecutors, type Answer } from '../../support/both-executors.ts';
import type { TestApp } from '../../support/test-app.ts';
import type { Person } from './actors.ts';
import { NOW, TODAY, type Cast } from './matrix-cast.ts';

/** What leaves of a failure. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly details: string;
}

export interface Said {
  /** Null: the whole answer was refused. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly Told[];
  /** Whether a change touched what it had to spare; left out: nothing was said of that. */
  readonly harms?: boolean;
  /** Whether what a change had to bring is not there; left out: nothing was said of that. */
  readonly lacks?: boolean;
}

export interface Question {
  readonly person: Person;
  readonly source: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What somebody else has, which must be the same after a change. */
interface Spared {
  readonly personId: string;
  /** Gives one row with a `count`. */
  readonly statement: string;
}

interface ChangeQuestion extends Question {
  readonly spared?: Spared | null;
  /** Gives one row with a `count`, of what must be there after. */
  readonly brought?: string | null;
}

export interface Desk {
  /** Puts questions, each a root field, in one operation. @returns what was said to each, in their order. */
  askAll(person: Person, questions: readonly string[]): Promise<readonly Said[]>;
  /** The same in a transaction that is rolled back, whatever came of it. */
  change(question: ChangeQuestion): Promise<Said>;
}

class Undone extends Error {}

export function openDesk(app: TestApp, cast: Cast): Desk {
  const executors = createExecutors(app.schema);

  async function contextOf(person: Person): Promise<RequestContext> {
    const token = cast.get(person)?.token ?? null;
    const base = app.contextFor({ actor: null, now: NOW });
    const session = token === null ? null : await sessionOfToken(base, token, { now: NOW, today: TODAY, demo: true });
    return app.contextFor({
      actor: session?.actor ?? null,
      now: NOW,
      session: {
        id: session?.id ?? null,
        waitingPersonId: null,
        start: async (tx, start) => (await startSession(tx, start)).id,
        end: async () => (token === null ? undefined : endSession(base, token)),
      },
    });
  }

  const run = async ({ source, variables = {} }: Question, context: RequestContext): Promise<Said> =>
    asTold(await executors.run(source, { variables, once: true, contextOf: () => Promise.resolve(context) }));

  async function askAll(person: Person, questions: readonly string[]): Promise<readonly Said[]> {
    const asked = questions.map((question, place) => `q${place}: ${question.trimStart()}`);
    const said = await run({ person, source: `{ ${asked.join('\n')} }` }, await contextOf(person));
    if (said.data === null && questions.length > 1) {
      // one that was refused took all others with it: each by itself
      const each: Said[] = [];
      for (const question of questions) each.push(...(await askAll(person, [question])));
      return each;
    }
    return questions.map((question, place) => {
      const name = /^\s*(\w+)/.exec(question)?.[1] ?? '';
      return {
        data: said.data === null ? null : { [name]: said.data[`q${place}`] },
        errors: said.errors
          .filter(({ path }) => path.length === 0 || path[0] === `q${place}`)
          .map((error) => ({ ...error, path: [name, ...error.path.slice(1)] })),
      };
    });
  }

  return {
    askAll,
    change: async (question) => {
      const context = await contextOf(question.person);
      let said: Said | null = null;
      try {
        await context.em.transactional(async (em) => {
          // what is asked must not notice: whose behalf it stands for is set anew for each statement and transaction
          em.isInTransaction = () => false;
          const statements = senderWithin(em, standingOf(context));
          const session = { ...context.session, end: () => Promise.resolve() };
          const { spared = null, brought = null } = question;
          const before = spared === null ? null : await countOf(em, spared);
          said = await run(question, { ...context, em, statements, session });
          if (spared !== null && said.errors.length === 0)
            said = { ...said, harms: (await countOf(em, spared)) !== before };
          if (brought !== null && context.actor !== null && said.errors.length === 0) {
            const count = await countOf(em, { personId: context.actor.personId, statement: brought });
            said = { ...said, lacks: count === '0' };
          }
          throw new Undone();
        });
      } catch (error) {
        if (!(error instanceof Undone)) throw error;
      }
      if (said === null) throw new Error('Nothing was said.');
      return said;
    },
  };
}

async function countOf(em: EntityManager, { personId, statement }: Spared): Promise<string> {
  const theirs = standingValues({ personId, day: TODAY, purpose: null, awake: true });
  await em.execute(SET_STANDING.replaceAll(/\$\d/g, '?'), theirs);
  const [found] = await em.execute<{ count: string }[]>(statement);
  return String(found?.count);
}

/** Sends statements within a transaction as they would be sent outside of it: each on somebody's behalf. */
function senderWithin(em: EntityManager, standing: Standing): StatementSender {
  return {
    rows: async <Row>(text: string, values: readonly unknown[]) => {
      await em.execute(SET_STANDING.replaceAll(/\$\d/g, '?'), standingValues(standing));
      return rows<Row>({ em }, { text: text.split(/\$\d+/), values });
    },
    as: (other) => senderWithin(em, other),
  };
}

function asTold({ data, errors = [] }: Answer): Said {
  return { data: data ?? null, errors: errors.map(toldOf) };
}

function toldOf({ message, path = [], extensions, originalError }: GraphQLError): Told {
  const cause: unknown = originalError ?? null;
  const rule = cause instanceof RuleError ? cause.code : null;
  const code = extensions['code'] ?? (cause instanceof Problem ? cause.code : rule);
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message,
    path: [...path],
    details: JSON.stringify(extensions['details'] ?? null),
  };
}
