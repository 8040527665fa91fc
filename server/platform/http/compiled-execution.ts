/**
 * Operations that come again are compiled to a function once (graphql-jit) instead of being walked each time. What the
 * compiled function leaves to the executor of the reference (variables that cannot be coerced, operations that it cannot
 * compile) goes there, so that refusals read the same; errors of fields take the same way out as everywhere.
 */
import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { areReadable } from '../readable-text.ts';
import { nullableWhereNoneMayBe } from './nullable-variables.ts';

/** Operations kept compiled; each holds some hundred kilobytes at the most. */
const COMPILED_OPERATIONS = 500;

export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Tells documents apart. */
  readonly documentHash: string;
}

export interface CompiledOperation {
  readonly query: CompiledQuery;
  /** Variables of which null would pass unnoticed; given as null, the reference executor takes the operation. */
  readonly neverNull: readonly string[];
}

/** Compiles each operation once, and remembers it. */
export class OperationCompiler {
  readonly #schema: GraphQLSchema;
  readonly #known = new LRUCache<string, CompiledOperation | 'not compilable'>({ max: COMPILED_OPERATIONS });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Null: the reference executor is to take it. */
  compiled({ document, operationName, documentHash }: Operation): CompiledOperation | null {
    const key = `${documentHash}/${operationName ?? ''}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const query = compileQuery(this.#schema, document, operationName ?? undefined, {
        disablingCapturingStackErrors: true,
      });
      known = isCompiledQuery(query)
        ? { query, neverNull: nullableWhereNoneMayBe(this.#schema, document) }
        : 'not compilable';
      this.#known.set(key, known);
    }
    return known === 'not compilable' ? null : known;
  }
}

export interface CompiledAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
}

/** Runs it; null when its variables cannot be coerced, and nothing ran: the reference executor then says what is wrong. */
export async function runCompiled(
  { query, neverNull }: CompiledOperation,
  { context, variables }: { readonly context: unknown; readonly variables: Readonly<Record<string, unknown>> },
): Promise<CompiledAnswer | null> {
  if (neverNull.some((name) => variables[name] === null) || !areReadable(variables)) return null;
  const { errors, ...answer } = (await query.query(undefined, context, variables)) as CompiledAnswer;
  if (!('data' in answer)) return null;
  if (errors === undefined) return answer;
  return { ...answer, errors: onePerNull(errors, answer.data).map(asReference) };
}

/**
 * Where a failure empties more than its own field, it is told once: of several that emptied the same place, the first.
 * (GraphQL, 6.4.4 Handling Execution Errors.)
 */
function onePerNull(errors: readonly GraphQLError[], data: unknown): GraphQLError[] {
  const told = new Set<string>();
  return errors.filter(({ path = [] }) => {
    const place = JSON.stringify(emptiedPlace(path, data));
    const isFirst = !told.has(place);
    told.add(place);
    return isFirst;
  });
}

/** The part of the path up to what became null. */
export function emptiedPlace(path: readonly (string | number)[], data: unknown): readonly (string | number)[] {
  let value = data;
  for (const [depth, step] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[step];
  }
  return path;
}

/** As the reference executor has it: the compiled one leaves out what is empty. */
function asReference({ message, path, originalError, locations }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path, originalError });
  if (locations !== undefined) Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
  return error;
}
