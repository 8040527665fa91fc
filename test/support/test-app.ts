/** The application of a test: the whole server without HTTP, on a database of its own. */
import type { ExecutionResult } from 'graphql';
import { createApp, type App } from '../../server/app.ts';
import { actorOfPerson } from '../../server/people/identity.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { DatabaseRole } from '../../server/platform/database-role.ts';
import type { House } from '../../server/platform/house.ts';
import { sofiaDay } from '../../schema/rules/days.ts';
import { createExecutors } from './both-executors.ts';
import { serveOwner } from './world/world-context.ts';
import { createTestDatabase } from './database.ts';
import { atEndOfFile } from './end-of-file.ts';

export interface AskOptions {
  /** Id of the person who asks; the public when left out. */
  readonly as?: string | null;
  /** The day on which it is asked, as noon in Sofia; now when left out. */
  readonly on?: string;
  readonly variables?: Record<string, unknown>;
  /** Runs it with the compiled executor alone, for tests that count what a run does; queries else run with both. */
  readonly once?: boolean;
  /** Reads every column, whatever is asked. */
  readonly everyColumn?: boolean;
}

export interface TestApp extends App {
  /** The same on the same database, with the rights of its owner: for what tests prepare and look up. */
  readonly owner: App;
  /** Data of an operation. @throws when it has errors. */
  ask<Data = Record<string, any>>(query: string, options?: AskOptions): Promise<Data>;
  /** The code of the first error of an operation that must fail; null when it did not. */
  refusal(query: string, options?: AskOptions): Promise<string | null>;
  execute(query: string, options?: AskOptions): Promise<ExecutionResult<Record<string, any>>>;
  contextOf(options?: AskOptions): Promise<RequestContext>;
}

export async function createTestApp({ house }: { readonly house?: Partial<House> } = {}): Promise<TestApp> {
  const { url, servingUrl } = await createTestDatabase();
  const app = await createApp({ databaseUrl: servingUrl, poolSize: 5, house });
  const owner = await createApp({ databaseUrl: url, poolSize: 5, house: app.house, role: DatabaseRole.OWNER });
  atEndOfFile(async () => {
    await owner.disconnect();
    await app.close();
  });

  async function contextOf({ as = null, on, everyColumn }: AskOptions = {}): Promise<RequestContext> {
    const now = on === undefined ? new Date() : new Date(`${on}T12:00:00+02:00`);
    const actor = as === null ? null : await actorOfPerson({ em: owner.database.em.fork() }, as, sofiaDay(now));
    const context = app.contextFor({ actor, now });
    return everyColumn ? { ...context, selection: new Map() } : context;
  }
  const executors = createExecutors(app.schema);
  const execute = (
    query: string,
    { once, ...options }: AskOptions = {},
  ): Promise<ExecutionResult<Record<string, any>>> =>
    executors.run(query, { variables: options.variables, contextOf: () => contextOf(options), once });
  const test: TestApp = {
    ...app,
    owner,
    contextOf,
    execute,
    ask: async <Data>(query: string, options?: AskOptions) => {
      const { data, errors } = await execute(query, options);
      if (errors !== undefined || !data)
        throw new Error(
          errors
            ?.map((error) => `${error.path?.join('.') ?? ''} ${error.message} ${error.originalError?.stack ?? ''}`)
            .join('\n'),
        );
      return data as Data;
    },
    refusal: async (query, options) => {
      const { errors } = await execute(query, options);
      const [error] = errors ?? [];
      const code = error?.extensions['code'];
      return error === undefined ? null : typeof code === 'string' ? code : error.message;
    },
  };
  serveOwner(test, owner);
  return test;
}
