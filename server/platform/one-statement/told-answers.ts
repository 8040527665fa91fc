/**
 * Answers queries by one statement of the database, where every field that is asked tells itself so. What cannot be told
 * this way, and whatever goes wrong on it, is answered as ever: refusals and failures are said in one place only.
 */
import {
  getOperationAST,
  getVariableValues,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FormattedExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { getMetadataStorage } from 'type-graphql';
import { RuleError } from '../../../schema/rules/rule-error.ts';
import type { RequestContext } from '../context.ts';
import { DocumentMemory, type DocumentShelf } from '../document-memory.ts';
import { Problem } from '../problem.ts';
import { preparedRows } from '../sql.ts';
import { Later } from './later.ts';
import { NotTold, NotToldNow } from './not-told.ts';
import { MISSING, StatementWriter, type Tellings } from './statement-writer.ts';
import { tellingOf, type Telling } from './telling.ts';

export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Tells documents apart. */
  readonly documentHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Operations that are remembered. */
const KEPT_OPERATIONS = 1_000;
/** Of a statement with what fills its values, for each character of its text. */
const BYTES_PER_CHARACTER = 3;

interface WrittenStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What is known of an operation. */
interface KnownOperation {
  /** Variables whose values decide what is written. */
  decisive: readonly string[];
}

export class ToldAnswers {
  readonly #schema: GraphQLSchema;
  readonly #tellings: Tellings;
  readonly #known = new LRUCache<string, KnownOperation | 'not told'>({ max: KEPT_OPERATIONS });

  /** By the values of those variables. */
  readonly #statements: DocumentShelf<WrittenStatement>;
  readonly #onFailure: (error: unknown) => void;

  /** @param onFailure is told what a written statement failed with that is no refusal: a mistake of ours. */
  constructor(
    schema: GraphQLSchema,
    {
      onFailure,
      memory = new DocumentMemory(),
    }: { readonly onFailure: (error: unknown) => void; readonly memory?: DocumentMemory },
  ) {
    this.#schema = schema;
    this.#tellings = declaredTellings();
    this.#onFailure = onFailure;
    this.#statements = memory.shelf('told');
  }

  /** @returns the text of `data`; null: it is to be answered as ever. */
  async answer(asked: AskedOperation): Promise<string | null> {
    const { document, operationName, documentHash, context } = asked;
    const key = `${documentHash}/${operationName ?? ''}`;
    const known = this.#known.get(key) ?? newOperation();
    if (known === 'not told' || context.statements === null) return null;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return null;
    const { coerced: variables } = getVariableValues(this.#schema, operation.variableDefinitions ?? [], {
      ...asked.variables,
    });
    if (variables === undefined) return null;
    try {
      const { text, values } = this.#statement(known, { document, documentHash, operation, variables });
      this.#known.set(key, known);
      const asking = { variables, context };
      const found = await preparedRows<{ answer: string }>(context.statements, {
        text,
        values: values.map((each) => (each instanceof Later ? each.valueIn(asking) : each)),
      });
      const [{ answer } = { answer: MISSING }] = found;
      return answer.includes(MISSING) ? null : answer;
    } catch (error) {
      if (error instanceof NotTold) this.#known.set(key, 'not told');
      else if (!isRefusal(error)) this.#onFailure(error);
      return null;
    }
  }

  /** @throws NotTold */
  #statement(
    known: KnownOperation,
    {
      document,
      documentHash,
      operation,
      variables,
    }: {
      readonly document: DocumentNode;
      readonly documentHash: string;
      readonly operation: OperationDefinitionNode;
      readonly variables: Readonly<Record<string, unknown>>;
    },
  ): WrittenStatement {
    const keyNow = () => ({ document: documentHash, part: partOf({ operation, decisive: known.decisive, variables }) });
    const written = this.#statements.get(keyNow());
    if (written !== undefined) return written;
    const query = this.#schema.getQueryType();
    if (!query) throw new NotTold('no queries');
    const writer = new StatementWriter({
      schema: this.#schema,
      fragments: fragmentsOf(document),
      tellings: this.#tellings,
      variables,
    });
    const { text, values } = writer.statement(query, operation.selectionSet);
    const statement = numberedOnce(text, values);
    known.decisive = [...new Set([...known.decisive, ...writer.decisive])];
    this.#statements.set(keyNow(), statement, statement.text.length * BYTES_PER_CHARACTER);
    return statement;
  }
}

/** A value that is told later has one number, however often it is spoken of. */
function numberedOnce([first = '', ...others]: readonly string[], told: readonly unknown[]): WrittenStatement {
  const values: unknown[] = [];
  let text = first;
  for (const [place, part] of others.entries()) {
    const value = told[place];
    const known = value instanceof Later ? values.indexOf(value) : -1;
    text += `$${known < 0 ? values.push(value) : known + 1}${part}`;
  }
  return { text, values };
}

/** What is asked cannot be answered so, or at all: whoever answers as ever will say it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof NotToldNow || error instanceof Problem || error instanceof RuleError;

const newOperation = (): KnownOperation => ({ decisive: [] });

/** Which statement of a document: variables that decide have few values. */
function partOf({
  operation,
  decisive,
  variables,
}: {
  readonly operation: OperationDefinitionNode;
  readonly decisive: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
}): string {
  const values = decisive.map((name) => [name, ...(Object.hasOwn(variables, name) ? [variables[name]] : [])]);
  return JSON.stringify([operation.name?.value ?? '', ...values]);
}

/** Stands as `data` in an answer whose text is there already. */
export class ToldData {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Of a whole answer. */
export const textOf = (answer: FormattedExecutionResult): string =>
  answer.data instanceof ToldData ? `{"data":${answer.data.text}}\n` : `${JSON.stringify(answer)}\n`;

const knownFragments = new WeakMap<DocumentNode, Readonly<Record<string, FragmentDefinitionNode>>>();

function fragmentsOf(document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  let fragments = knownFragments.get(document);
  if (fragments === undefined) {
    const defined = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    fragments = Object.fromEntries(defined.map((each) => [each.name.value, each]));
    knownFragments.set(document, fragments);
  }
  return fragments;
}

/** What the methods of the resolvers say of themselves. */
function declaredTellings(): Tellings {
  const { fieldResolvers, queries, objectTypes } = getMetadataStorage();
  const byField = new Map<string, Telling | null>();
  for (const { target, methodName, schemaName } of queries)
    byField.set(`Query.${schemaName}`, tellingOf(target.prototype as object, methodName));
  for (const { target, methodName, schemaName, getObjectType } of fieldResolvers) {
    const type = objectTypes.find((each) => each.target === getObjectType?.());
    if (type !== undefined)
      byField.set(`${type.name}.${schemaName}`, tellingOf(target.prototype as object, methodName));
  }
  return { of: (type, field) => byField.get(`${type}.${field}`) };
}
