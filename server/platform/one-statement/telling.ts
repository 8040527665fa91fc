/**
 * What a field says of itself so that whole answers can be made by one statement of the database, instead of being
 * fetched, batched and put together here. A resolver's method carries it beside what it does otherwise:
 *
 *     @Told(({ row }) => many(responsiblesOf, row.column('measureVersionId')))
 *
 * It speaks of the same readers as the method does, so that columns, rules and order stand in one place. A field that says
 * nothing is never told this way; an operation that asks for one is answered as ever.
 */
import type { ConnectionArgs } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import type { ReaderSource } from '../reading.ts';
import type { Sql } from '../sql.ts';
import type { Later } from './later.ts';
import type { Facts, MoreColumns, Row } from './row.ts';

/** An argument that is a mere value of the statement, as `read` makes of it what is asked. */
export type ToldLater = <Value>(
  argument: string,
  // oxlint-disable-next-line typescript/no-explicit-any -- as `args`
  read: (given: any, context: RequestContext) => Value,
) => Value;

/** What a telling may look at. */
export interface Asked {
  readonly row: Row;
  /** Coerced, with their defaults. What is looked at decides the text: another value, another statement. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as the schema has them; a resolver's method is told them no better
  readonly args: any;
  /** The day alone may be looked at. */
  readonly context: RequestContext;
  readonly later: ToldLater;
}

/** @returns null when it cannot be told for these arguments. @throws what the method would throw: the answer is then made as ever. */
export type Telling = (asked: Asked) => Told | null;

export type Told = ToldOne | ToldMany | ToldPage | ToldValue | ToldPart | ToldParts | ToldSame;

interface FromReader {
  readonly source: ReaderSource;
  /** What its key is compared with. */
  readonly key: Sql | Later | null;
  readonly args: unknown;
  readonly facts: Facts;
  readonly more: MoreColumns | null;
}
export interface ToldOne extends FromReader {
  readonly kind: 'one';
}
export interface ToldMany extends FromReader {
  readonly kind: 'many';
}
export interface ToldPage extends FromReader {
  readonly kind: 'page';
  readonly page: ConnectionArgs;
}
export interface ToldValue {
  readonly kind: 'value';
  readonly value: Sql;
}
/** An object without rows of its own, by the names of its fields. */
export interface Parts {
  readonly [name: string]: Sql | NullableParts;
}
export interface NullableParts {
  readonly presentIf: Sql;
  readonly parts: Parts;
}
export interface ToldPart {
  readonly kind: 'part';
  readonly parts: Parts;
}
export interface ToldParts {
  readonly kind: 'parts';
  readonly from: Sql;
  readonly parts: Parts;
  /** As after `order by`. */
  readonly order: Sql;
}
export interface ToldSame {
  readonly kind: 'same';
}

type Reader<Args> = { readonly source: ReaderSource<Args> };
interface Beside {
  readonly facts?: Facts;
  readonly more?: MoreColumns;
}
type With<Args> = [Args] extends [void] ? Beside : Beside & { readonly args: Args };
type Options<Args> = [Args] extends [void] ? [options?: With<Args>] : [options: With<Args>];

const fromReader = <Args>(
  { source }: Reader<Args>,
  key: Sql | string | null,
  options: (Beside & { readonly args?: unknown }) | undefined,
): FromReader => ({
  source: source as ReaderSource,
  // a value that is told later passes for what it will be
  key: key as Sql | Later | null,
  args: options?.args,
  facts: options?.facts ?? {},
  more: options?.more ?? null,
});

/** The thing that a reader finds by the key, or null. */
export const one = <Args>(reader: Reader<Args>, key: Sql | string, ...[options]: Options<Args>): ToldOne => ({
  kind: 'one',
  ...fromReader(reader, key, options),
});
/** All things that it finds. */
export const many = <Args>(reader: Reader<Args>, key: Sql | string, ...[options]: Options<Args>): ToldMany => ({
  kind: 'many',
  ...fromReader(reader, key, options),
});
/** A page of a list; `key` is null where the list has no parent. */
export const page = <Args>(
  reader: Reader<Args>,
  asked: { readonly key: Sql | null; readonly page: ConnectionArgs },
  ...[options]: Options<Args>
): ToldPage => ({ kind: 'page', page: asked.page, ...fromReader(reader, asked.key, options) });
/** A plain value. */
export const value = (told: Sql): ToldValue => ({ kind: 'value', value: told });
export const part = (parts: Parts): ToldPart => ({ kind: 'part', parts });
/** An object for each row of `from`, whose aliases the parts speak of. */
export const partsOf = (told: Omit<ToldParts, 'kind'>): ToldParts => ({ kind: 'parts', ...told });
/** Another type that is told of the same row. */
export const sameRow: ToldSame = { kind: 'same' };

const tellings = new WeakMap<object, Map<string, Telling>>();

/** How a resolver's method says the same in a statement. */
export function Told(telling: Telling): MethodDecorator {
  return (resolver, method) => {
    const known = tellings.get(resolver) ?? new Map<string, Telling>();
    tellings.set(resolver, known.set(String(method), telling));
  };
}

/** Null: the method says nothing of it. */
export const tellingOf = (resolver: object, method: string): Telling | null =>
  tellings.get(resolver)?.get(method) ?? null;
