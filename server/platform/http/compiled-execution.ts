/**
 * Operations that come again are compiled to a function once (graphql-jit) instead of being walked each time. What the
 * compiled function leaves to the executor of the reference (variables that cannot be coerced, operations that it cannot
 * compile) goes there, so that refusals read the same; errors of fields take the same way out as everywhere.
 */
import { setFlagsFromString } from 'node:v8';
import { GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { DocumentMemory, type DocumentShelf } from '../document-memory.ts';
import { treeBytes } from './document-store.ts';
import { areReadable } from '../readable-text.ts';
import { nullableWhereNoneMayBe } from './nullable-variables.ts';

// V8 keeps whatever was compiled from a text, in case the same text comes again, and drops it only after many collections:
// what is compiled here is kept here, and goes when it is dropped here
setFlagsFromString('--no-compilation-cache');

/** Of a compiled operation, for each character of the function that was written for it. */
const BYTES_PER_CHARACTER = 2;

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

interface KeptOperation {
  /** Null: it cannot be compiled. */
  readonly compiled: CompiledOperation | null;
}

const FUNCTION_TEXT = '__DO_NOT_USE_THIS_OR_YOU_WILL_BE_FIRED_compilation';

/** Compiles each operation once, and remembers it while there is room. */
export class OperationCompiler {
  readonly #schema: GraphQLSchema;
  readonly #known: DocumentShelf<KeptOperation>;

  constructor(schema: GraphQLSchema, memory = new DocumentMemory()) {
    this.#schema = schema;
    this.#known = memory.shelf('compiled');
  }

  /** Null: the reference executor is to take it. */
  compiled({ document, operationName, documentHash }: Operation): CompiledOperation | null {
    const key = { document: documentHash, part: operationName ?? '' };
    const known = this.#known.get(key);
    if (known !== undefined) return known.compiled;
    const query: (CompiledQuery & { readonly [FUNCTION_TEXT]?: string }) | ExecutionResult = compileQuery(
      this.#schema,
      document,
      operationName ?? undefined,
      // `debug` does nothing but leave the text of the function, by whose length it is weighed
      { disablingCapturingStackErrors: true, debug: true } as object,
    );
    if (!isCompiledQuery(query)) {
      this.#known.set(key, { compiled: null }, 0);
      return null;
    }
    const { [FUNCTION_TEXT]: text = '', ...kept } = query;
    const compiled = { query: kept, neverNull: nullableWhereNoneMayBe(this.#schema, document) };
    this.#known.set(key, { compiled }, text.length * BYTES_PER_CHARACTER + treeBytes(document));
    return compiled;
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
