/**
 * A list that grows page by page: what was read stays, the next page is added, and a change of the question begins
 * anew. What was seen before is shown at once and read again behind.
 */
import type { TypedDocumentNode } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { failureOf, type Failure } from './failure.ts';
import { countRefreshing } from './refreshing.ts';

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
  const pages = shallowRef<readonly ConnectionPage<Item>[]>([]);
  const last = computed(() => pages.value.at(-1) ?? null);
  const failure = shallowRef<Failure | null>(null);
  /** What was asked for is not on screen yet. */
  const loading = shallowRef(false);
  /** It is on screen from before, and is being read again. */
  const rereading = shallowRef(false);
  countRefreshing(rereading);
  /** Only the newest question is listened to: an answer to an older one is no answer any more. */
  let leave = (): void => {};

  /** Reads the page at this place, and settles when the server has answered or the question was left. */
  function read(place: number): Promise<void> {
    leave();
    rereading.value = false;
    const variables = toValue(options.variables);
    if (variables === null) return Promise.resolve();
    loading.value = true;
    const after = pages.value[place - 1]?.pageInfo.endCursor ?? null;
    const asked = { ...variables, after } as unknown as Variables;
    return new Promise((settle) => {
      const { unsubscribe } = client
        .query(options.query, asked, { requestPolicy: 'cache-and-network' })
        .subscribe(({ data, error, stale }) => {
          loading.value = false;
          rereading.value = stale;
          failure.value = error ? failureOf(error) : null;
          const page = data ? options.pick(data) : null;
          if (page) pages.value = [...pages.value.slice(0, place), page];
          if (!stale) settle();
        });
      leave = () => {
        unsubscribe();
        settle();
      };
    });
  }

  const restart = () => read(0);
  watch(() => JSON.stringify(toValue(options.variables)), restart, { immediate: true });
  onScopeDispose(() => leave());
  return {
    items: computed(() => pages.value.flatMap(({ nodes }) => nodes)),
    failure,
    loading,
    totalCount: computed(() => last.value?.totalCount ?? null),
    hasMore: computed(() => last.value?.pageInfo.hasNextPage ?? false),
    more: () => read(pages.value.length),
    restart,
  };
}
