/** A list that grows page by page: what was read stays, the next page is added, and a change of the question begins anew. */
import type { TypedDocumentNode } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { failureOf, type Failure } from './failure.ts';

export interface ConnectionPage<Item> {
  readonly nodes: readonly Item[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export interface ConnectionListOptions<Data, Variables extends object, Item> {
  readonly query: TypedDocumentNode<Data, Variables>;
  /** Without the cursor; null asks nothing yet. */
  readonly variables: MaybeRefOrGetter<Omit<Variables, 'after'> | null>;
  readonly pick: (data: Data) => ConnectionPage<Item> | null | undefined;
}

export function useConnectionList<Data, Variables extends object, Item>(
  options: ConnectionListOptions<Data, Variables, Item>,
) {
  const { client } = useClientHandle();
  const items = shallowRef<readonly Item[]>([]);
  const last = shallowRef<ConnectionPage<Item> | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const loading = shallowRef(false);
  let round = 0;

  async function read(after: string | null): Promise<void> {
    const variables = toValue(options.variables);
    if (variables === null) return;
    const mine = ++round;
    loading.value = true;
    const asked = { ...variables, after } as unknown as Variables;
    const { data, error } = await client.query(options.query, asked, { requestPolicy: 'cache-first' }).toPromise();
    // An answer to an older question is no answer any more.
    if (mine !== round) return;
    loading.value = false;
    failure.value = error ? failureOf(error) : null;
    const page = data ? options.pick(data) : null;
    if (!page) return;
    items.value = after === null ? page.nodes : [...items.value, ...page.nodes];
    last.value = page;
  }

  const restart = () => read(null);
  watch(() => JSON.stringify(toValue(options.variables)), restart, { immediate: true });
  return {
    items,
    failure,
    loading,
    totalCount: computed(() => last.value?.totalCount ?? null),
    hasMore: computed(() => last.value?.pageInfo.hasNextPage ?? false),
    more: () => read(last.value?.pageInfo.endCursor ?? null),
    restart,
  };
}
