/**
 * Values that differ from one asking of an operation to the next. A statement is written once for an operation and asked
 * often: where such a value belongs it holds its place, and each asking says what it is.
 */
import type { RequestContext } from '../context.ts';
import { isUuid } from '../node.ts';
import { NotTold, NotToldNow } from './not-told.ts';

export interface Asking {
  /** Of the operation, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

export class Later {
  readonly #name: string;
  readonly #valueIn: (asking: Asking) => unknown;

  constructor(name: string, valueIn: (asking: Asking) => unknown) {
    this.#name = name;
    this.#valueIn = valueIn;
  }

  /** @throws what whoever reads it refuses it with. */
  valueIn(asking: Asking): unknown {
    return this.#valueIn(asking);
  }

  /** The same for the same value. */
  toString(): string {
    return this.#name;
  }
}

const today = new Later('today', ({ context }) => context.today);

/**
 * What rules and conditions may look at while a statement is written: the day, which is told later. A rule that looks at
 * anything else, such as who asks, is no part of a statement that others use too.
 */
export const ANY_CONTEXT = new Proxy({} as RequestContext, {
  get(_context, name) {
    if (name === 'today') return today;
    throw new NotTold(`context.${String(name)}`);
  },
});

/** Of an argument that is a value as it stands. */
export const asGiven = (given: string): string => given;

/** Of an argument that names a thing. */
export function idAsked(id: unknown): string {
  if (typeof id !== 'string' || !isUuid(id)) throw new NotToldNow('no id');
  return id;
}
