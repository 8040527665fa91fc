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
export function batchOne<Value, Args = undefined>(fetch: FetchOne<Args, Value>) {
  return async (context: RequestContext, key: string | null | undefined, args?: Args): Promise<Value | null> => {
    if (key === null || key === undefined) return null;
    return (await loaderOf(context, { fetch, args }, async (keys) => {
      const found = new Map((await fetch(context, keys, args as Args)).map((row) => [row.id, row as Value]));
      return keys.map((each) => found.get(each) ?? null);
    }).load(key)) as Value | null;
  };
}

/** Any number of rows for each key, in the statement's order; rows carry their parent as `key`. */
export function batchMany<Value, Args = undefined>(fetch: FetchMany<Args, Value>) {
  return async (context: RequestContext, key: string, args?: Args): Promise<Value[]> =>
    (await loaderOf(context, { fetch, args }, async (keys) => {
      const found = Map.groupBy(await fetch(context, keys, args as Args), (row) => row.key);
      return keys.map((each) => found.get(each) ?? []);
    }).load(key)) as Value[];
}

function loaderOf(
  context: RequestContext,
  { fetch, args }: { readonly fetch: unknown; readonly args: unknown },
  load: (keys: readonly string[]) => Promise<unknown[]>,
) {
  let byArgs = context.loaders.get(fetch);
  if (byArgs === undefined) {
    byArgs = new Map();
    context.loaders.set(fetch, byArgs);
  }
  const name = args === undefined ? '' : JSON.stringify(args);
  let loader = byArgs.get(name);
  if (loader === undefined) {
    loader = new DataLoader<string, unknown>((keys) => load([...new Set(keys)]), { maxBatchSize: 1000 });
    byArgs.set(name, loader);
  }
  return loader;
}
