/**
 * Batched reads: a field that is asked on a hundred parents costs one statement. A batch is declared once beside its
 * query and called with the request's context; the request remembers what it read.
 */
import DataLoader from 'dataloader';
import type { RequestContext } from './context.ts';

type FetchOne<Args, Value> = (
  context: RequestContext,
  keys: readonly string[],
  args: Args,
) => Promise<(Value & { id: string })[]>;
type FetchMany<Args, Value> = (
  context: RequestContext,
  keys: readonly string[],
  args: Args,
) => Promise<(Value & { key: string })[]>;

/** What `batchMany` makes. */
export type BatchedMany<Value, Args> = (context: RequestContext, key: string, args?: Args) => Promise<Value[]>;

/** At most one row for each key; rows carry their key as `id`. Absent: null. */
export const batchOne = <Value, Args = undefined>(fetch: FetchOne<Args, Value>) =>
  batchSingle<Value, Args, Value & { id: string }>(fetch, ({ id }) => id);

/** The same of rows that carry what they were asked by as `key`, which need not be their id. */
export const batchByKey = <Value, Args = undefined>(fetch: FetchMany<Args, Value>) =>
  batchSingle<Value, Args, Value & { key: string }>(fetch, ({ key }) => key);

function batchSingle<Value, Args, Row extends Value>(
  fetch: (context: RequestContext, keys: readonly string[], args: Args) => Promise<Row[]>,
  keyOf: (row: Row) => string,
) {
  const loader = loaderBy<Args>((context, args) => async (keys) => {
    const found = new Map((await fetch(context, keys, args)).map((row) => [keyOf(row), row]));
    return keys.map((each) => found.get(each) ?? null);
  });
  return (context: RequestContext, key: string | null | undefined, args?: Args): Promise<Value | null> =>
    key === null || key === undefined
      ? Promise.resolve(null)
      : (loader(context, args as Args).load(key) as Promise<Value | null>);
}

/** Any number of rows for each key, in the statement's order; rows carry their parent as `key`. */
export function batchMany<Value, Args = undefined>(fetch: FetchMany<Args, Value>) {
  const loader = loaderBy<Args>((context, args) => async (keys) => {
    const found = Map.groupBy(await fetch(context, keys, args), (row) => row.key);
    return keys.map((each) => found.get(each) ?? []);
  });
  return (context: RequestContext, key: string, args?: Args): Promise<Value[]> =>
    loader(context, args as Args).load(key) as Promise<Value[]>;
}

type Load = (keys: readonly string[]) => Promise<unknown[]>;

/** The request's loader of a batch for each of its arguments. */
function loaderBy<Args>(loadFor: (context: RequestContext, args: Args) => Load) {
  return (context: RequestContext, args: Args): DataLoader<string, unknown> => {
    let byArgs = context.loaders.get(loadFor);
    if (byArgs === undefined) context.loaders.set(loadFor, (byArgs = new Map()));
    const name = args === undefined ? '' : JSON.stringify(args);
    let loader = byArgs.get(name);
    if (loader === undefined) {
      const load = loadFor(context, args);
      loader = new DataLoader<string, unknown>((keys) => load(keys), { maxBatchSize: 1000 });
      byArgs.set(name, loader);
    }
    return loader;
  };
}
