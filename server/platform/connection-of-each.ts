/** Connections that stand on each thing of a list: the pages of all parents come in one statement, and so do their counts. */
import { batchMany, batchOne } from './batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource, type Page } from './connection.ts';
import type { RequestContext } from './context.ts';

/** `filter` is part of what a batch is told apart by: it holds plain values only. */
export interface ConnectionOfEach<Row, Filter> {
  /** How many text keys the list sorts by. */
  readonly keyParts: number;
  readonly sortKey: (row: Row) => readonly string[];
  /** At most `page.limit` rows for each parent, each with its parent as `key`; write it with a lateral join. */
  readonly pages: (
    context: RequestContext,
    parentIds: readonly string[],
    asked: { readonly page: Page; readonly filter: Filter },
  ) => Promise<(Row & { key: string })[]>;
  /** How many each parent has, with the parent as `id`; a parent left out has none. */
  readonly counts: (
    context: RequestContext,
    parentIds: readonly string[],
    filter: Filter,
  ) => Promise<{ id: string; count: number }[]>;
}

type AskConnection<Row, Filter> = (
  context: RequestContext,
  asked: { readonly parentId: string; readonly args: ConnectionArgs; readonly filter: Filter },
) => Promise<ConnectionSource<Row>>;

/** Declare it once, beside its statements. */
export function connectionOfEach<Row, Filter>({
  keyParts,
  sortKey,
  ...fetch
}: ConnectionOfEach<Row, Filter>): AskConnection<Row, Filter> {
  const pages = batchMany<Row, { readonly page: Page; readonly filter: Filter }>(fetch.pages);
  const counts = batchOne<{ count: number }, Filter>(fetch.counts);
  return async (context, { parentId, args, filter }) => {
    const page = pageOf({ first: args.first, after: args.after }, keyParts);
    return toConnection({
      page,
      rows: await pages(context, parentId, { page, filter }),
      sortKey,
      totalCount: async () => (await counts(context, parentId, filter))?.count ?? 0,
    });
  };
}
