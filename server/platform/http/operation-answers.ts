/**
 * Answers operations that come again in the way that costs least: told by the database in one statement where every field
 * can be, else compiled. What neither can take is left to the executor of the reference, so that refusals read the same.
 */
import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  Kind,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context.ts';
import type { DocumentMemory, DocumentShelf } from '../document-memory.ts';
import { ToldAnswers, ToldData, type AskedOperation } from '../one-statement/told-answers.ts';
import { OperationCompiler, runCompiled } from './compiled-execution.ts';
import { treeBytes } from './document-store.ts';

/** Documents that are remembered as having come before. */
const SEEN_DOCUMENTS = 1_000;

export type MaskError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export interface OperationAnswersOptions {
  readonly schema: GraphQLSchema;
  readonly memory: DocumentMemory;
  readonly maskError: MaskError;
  /** Is told of statements that failed and were no refusal: mistakes of ours. */
  readonly onToldFailure: (error: unknown) => void;
}

export class OperationAnswers {
  readonly #told: ToldAnswers;
  readonly #compiler: OperationCompiler;
  readonly #maskError: MaskError;
  readonly #seen = new LRUCache<string, true>({ max: SEEN_DOCUMENTS });

  constructor({ schema, memory, maskError, onToldFailure }: OperationAnswersOptions) {
    this.#told = new ToldAnswers(schema, { onFailure: onToldFailure, memory });
    this.#compiler = new OperationCompiler(schema, memory);
    this.#maskError = maskError;
  }

  /** @returns null, and nothing ran, where the reference executor is to take it: what is asked once is not worth a plan. */
  async answer(asked: AskedOperation): Promise<FormattedExecutionResult | null> {
    if (this.#seen.has(asked.documentHash)) return this.answerAgain(asked);
    this.#seen.set(asked.documentHash, true);
    return null;
  }

  /** The same for what is known to have come before. */
  async answerAgain(asked: AskedOperation): Promise<FormattedExecutionResult | null> {
    const text = await this.#told.answer(asked);
    if (text !== null) return { data: new ToldData(text) as unknown as Record<string, unknown> };
    const compiled = this.#compiler.compiled(asked);
    const answer = compiled === null ? null : await runCompiled(compiled, asked);
    if (answer === null) return null;
    const errors = answer.errors?.map((error) => this.#maskError(formatted(error), error));
    return { ...(errors && { errors }), data: answer.data ?? null };
  }
}

/** As the reference executor would have handed it on. */
function formatted(error: GraphQLError): GraphQLFormattedError {
  return {
    message: error.message,
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions },
  };
}

/** A document with one operation that was found valid, within the limits, and answered without the reference executor. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly documentHash: string;
}

/** Documents that are answered ahead of Apollo, by their text. */
export type KnownOperations = DocumentShelf<KnownOperation>;

export function answersOperations({
  answers,
  known,
}: {
  readonly answers: OperationAnswers;
  readonly known: KnownOperations;
}): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      async responseForOperation({ document, operation, operationName, queryHash, request, source, contextValue }) {
        // a name that the document does not have is told by the reference
        if (operation === undefined || queryHash === undefined) return null;
        const variables = request.variables ?? {};
        const asked = { document, operationName, documentHash: queryHash, variables, context: contextValue };
        const singleResult = await answers.answer(asked);
        if (singleResult === null) return null;
        if (source !== undefined && hasOneOperation(document))
          known.set(
            { document: source, part: '' },
            { document, operation, documentHash: queryHash },
            treeBytes(document),
          );
        return {
          http: { status: undefined, headers: new HeaderMap() },
          body: { kind: 'single', singleResult },
        };
      },
    }),
  };
}

const hasOneOperation = ({ definitions }: DocumentNode): boolean =>
  definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
