/**
 * Runs an operation as production does, compiled, and for queries also with the executor of the reference and, where it can
 * be, told by one statement: all must say the same. The order of keys and the words of a complaint may differ; data, nulls,
 * paths and codes may not.
 */
import { isDeepStrictEqual } from 'node:util';
import { createHash } from 'node:crypto';
import {
  execute,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { OperationCompiler, emptiedPlace, runCompiled } from '../../server/platform/http/compiled-execution.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { ToldAnswers } from '../../server/platform/one-statement/told-answers.ts';

export type Answer = ExecutionResult<Record<string, any>>;

export interface Executors {
  run(source: string, asked: Asked): Promise<Answer>;
}

export interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** A context of its own for each run: what one has read must not help the other. */
  readonly contextOf: () => Promise<RequestContext>;
  /** Runs a query once, for tests that count what a run does. */
  readonly once?: boolean;
}

export function createExecutors(schema: GraphQLSchema): Executors {
  const compiler = new OperationCompiler(schema);
  const answers = new ToldAnswers(schema, {
    onFailure: (error) => {
      throw error;
    },
  });
  const documents = new Map<string, DocumentNode>();

  return {
    async run(source, { variables = {}, contextOf, once = false }) {
      let document = documents.get(source);
      if (document === undefined) {
        try {
          document = parse(source);
        } catch (error) {
          return { errors: [error as never] };
        }
        const complaints = validate(schema, document);
        if (complaints.length > 0) return { errors: complaints };
        documents.set(source, document);
      }
      const reference = async (): Promise<Answer> =>
        (await execute({ schema, document, variableValues: variables, contextValue: await contextOf() })) as Answer;
      const compiled = compiler.compiled({
        document,
        operationName: null,
        documentHash: createHash('sha256').update(source).digest('hex'),
      });
      if (compiled === null) throw new Error(`Not compilable: ${source}`);
      const answer = (await runCompiled(compiled, { context: await contextOf(), variables })) as Answer | null;
      if (answer === null) return reference();
      if (once || getOperationAST(document)?.operation !== OperationTypeNode.QUERY) return answer;
      const expected = await reference();
      const [seen, wanted] = [comparable(answer), comparable(expected)];
      if (!isDeepStrictEqual(seen, wanted))
        throw new Error(
          `Compiled and reference differ on ${source} ${JSON.stringify(variables)}:\n${JSON.stringify(seen)}\n${JSON.stringify(wanted)}`,
        );
      const told = await answers.answer({
        document,
        operationName: null,
        documentHash: source,
        variables,
        context: await contextOf(),
      });
      if (told === null) return answer;
      const toldSeen = comparable({ data: JSON.parse(told) });
      if (!isDeepStrictEqual(toldSeen, wanted))
        throw new Error(
          `Told in a statement and by the reference differ on ${source} ${JSON.stringify(variables)}:\n${JSON.stringify(toldSeen)}\n${JSON.stringify(wanted)}`,
        );
      return answer;
    },
  };
}

/** Without what may differ: key order, words, which of several failures emptied a place, and the order in which they were met. */
function comparable({ data = null, errors = [] }: Answer): unknown {
  const met = errors.map(({ path = [], extensions, originalError }) => {
    const place = emptiedPlace(path, data);
    const isItsOwn = place.length === path.length;
    return JSON.stringify([place, isItsOwn ? (extensions['code'] ?? originalError?.name ?? null) : 'below']);
  });
  return JSON.parse(JSON.stringify({ data, errors: [...new Set(met)].toSorted() }));
}
