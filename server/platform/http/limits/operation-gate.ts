/**
 * Stands before the API: a request that asks for more than the limits allow is refused here, before anything of it is
 * validated or run, and what it costs is taken from the points of its session and address.
 */
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { Lexer, Source, TokenKind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { ErrorCode } from '../../../../schema/vocabulary/error-code.ts';
import type { DocumentKey, DocumentMemory, DocumentShelf } from '../../document-memory.ts';
import { Problem } from '../../problem.ts';
import { refuseOperation } from '../refuse-operation.ts';
import { OperationCost } from './cost.ts';
import { measureDocument, type OperationMeasures } from './document-measures.ts';
import type { Limits } from './limits.ts';
import type { Rate } from './rate.ts';
import { valuesIn } from './variable-values.ts';

/** Of the measures of a text, for each of its characters. */
const BYTES_PER_CHARACTER = 25;
/** A text that was not seen before is read and validated: a point for so many characters. */
const CHARACTERS_PER_POINT = 10;

export interface Asked {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Null: the text is none, which is told by whoever reads it. */
type Measured = { readonly operations: readonly PricedOperation[]; readonly refusal: Problem | null } | null;

interface PricedOperation extends Pick<OperationMeasures, 'name'> {
  readonly cost: OperationCost;
}

export interface GateOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly trustedTexts: ReadonlySet<string>;
  readonly rate: Rate;
  readonly memory: DocumentMemory;
}

export class OperationGate {
  readonly #options: GateOptions;
  readonly #known: DocumentShelf<{ readonly measured: Measured }>;

  readonly #passed = new WeakSet<IncomingMessage>();

  constructor(options: GateOptions) {
    this.#options = options;
    this.#known = options.memory.shelf('measured');
  }

  /** Express middleware, after the body was read and documents were put in the place of their hashes. */
  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    const asked = askedBy(request);
    const problem = asked === null ? null : this.pass(request, asked);
    if (problem !== null) return refuseOperation({ request, response, problem });
    next();
  };

  /** @returns why it is refused, or null: then what it costs is taken, once. */
  pass(request: IncomingMessage, asked: Asked): Problem | null {
    if (this.#passed.has(request)) return null;
    const { rate } = this.#options;
    if (this.#known.get(keyOf(asked.text)) === undefined)
      rate.take(request, Math.ceil(asked.text.length / CHARACTERS_PER_POINT));
    const { cost, refusal } = this.#judge(asked);
    if (refusal !== null) return refusal;
    rate.take(request, cost);
    this.#passed.add(request);
    return null;
  }

  /** Whether a text keeps within what can be told of it without its variables; one that cannot be read does. */
  admits(text: string): boolean {
    const measured = this.#measured(text);
    return measured === null || measured.refusal === null;
  }

  #judge({ text, operationName, variables }: Asked): { readonly cost: number; readonly refusal: Problem | null } {
    const measured = this.#measured(text);
    if (measured === null) return { cost: 0, refusal: null };
    if (measured.refusal !== null) return { cost: 0, refusal: measured.refusal };
    const { limits, trustedTexts } = this.#options;
    const operation =
      operationName === null ? measured.operations[0] : measured.operations.find(({ name }) => name === operationName);
    const cost = operation?.cost.of(variables) ?? 0;
    if (trustedTexts.has(text)) return { cost, refusal: null };
    const values = limits.variableValues === null ? 0 : valuesIn(variables, limits.variableValues);
    return {
      cost,
      refusal: beyond('cost', cost, limits.cost) ?? beyond('variableValues', values, limits.variableValues),
    };
  }

  #measured(text: string): Measured {
    const known = this.#known.get(keyOf(text));
    if (known !== undefined) return known.measured;
    const measured = this.#measure(text);
    this.#known.set(keyOf(text), { measured }, text.length * BYTES_PER_CHARACTER);
    return measured;
  }

  #measure(text: string): Measured {
    const { schema, limits, trustedTexts } = this.#options;
    const isTrusted = trustedTexts.has(text);
    try {
      const tooMany = isTrusted ? null : beyond('tokens', tokensIn(text, limits.tokens), limits.tokens);
      if (tooMany !== null) return { operations: [], refusal: tooMany };
      const operations = measureDocument(schema, read(text));
      const refusals = isTrusted ? [] : operations.map((operation) => beyondAny(operation, limits));
      return {
        operations: operations.map(({ name, cost, defaults }) => ({ name, cost: new OperationCost(cost, defaults) })),
        refusal: refusals.find((refusal) => refusal !== null) ?? null,
      };
    } catch {
      return null;
    }
  }
}

const keyOf = (text: string): DocumentKey => ({ document: text, part: '' });

const COUNTED = ['depth', 'rootFields', 'fields', 'aliases', 'directives'] as const;

const beyondAny = (operation: OperationMeasures, limits: Limits): Problem | null =>
  COUNTED.map((name) => beyond(name, operation[name], limits[name])).find((refusal) => refusal !== null) ?? null;

const SENTENCES = {
  tokens: 'limit.tokens',
  depth: 'limit.depth',
  rootFields: 'limit.rootFields',
  fields: 'limit.fields',
  aliases: 'limit.aliases',
  directives: 'limit.directives',
  cost: 'limit.cost',
  variableValues: 'limit.variableValues',
} as const;

/** @returns null within the limit. Of tokens and values no more is counted than one too many. */
function beyond(name: keyof typeof SENTENCES, found: number, limit: number | null): Problem | null {
  if (limit === null || found <= limit) return null;
  return new Problem(ErrorCode.TOO_COMPLEX, SENTENCES[name], { found, limit });
}

const read = (text: string): DocumentNode => parse(text, { noLocation: true });

function tokensIn(text: string, limit: number | null): number {
  if (limit === null) return 0;
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (count <= limit && lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

/** Null for what is no request of one operation. */
function askedBy({ method, url, body }: Request): Asked | null {
  const inAddress = method === 'GET' || method === 'HEAD';
  const given: Record<string, unknown> = inAddress
    ? Object.fromEntries(new URL(url, 'http://any').searchParams)
    : typeof body === 'object' && body !== null
      ? (body as Record<string, unknown>)
      : {};
  const { query: text, operationName, variables } = given;
  if (typeof text !== 'string') return null;
  return {
    text,
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : null,
    variables: variablesOf(variables),
  };
}

function variablesOf(given: unknown): Record<string, unknown> {
  try {
    const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
