/**
 * A list that grows page by page: what was read stays, the next page is added, and a change of the question begins
 * anew. What was seen before is shown at once and read again behind.
 */
import type { TypedDocumentNode } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { failureOf, type Failure } from './failure.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
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
  /** `DEVICE`: what anybody may see of the first page is kept on the device, and shown at the next visit while it is read again. */
  readonly keep?: 'DEVICE';
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
    const question = { document: options.query, variables: asked };
    const isKept = options.keep === 'DEVICE' && place === 0;
    let isAnswered = false;
    const show = (data: Data | null | undefined): void => {
      const page = data ? options.pick(data) : null;
      if (page) pages.value = [...pages.value.slice(0, place), page];
    };
    if (isKept)
      void keptAnswer(question).then((kept) => {
        if (kept === null || isAnswered) return null;
        show(kept);
        [loading.value, rereading.value] = [false, true];
        return null;
      });
    return new Promise((settle) => {
      const { unsubscribe } = client
        .query(options.query, asked, { requestPolicy: 'cache-and-network' })
        .subscribe(({ data, error, stale }) => {
          isAnswered = true;
          [loading.value, rereading.value] = [false, stale];
          failure.value = error ? failureOf(error) : null;
          show(data);
          if (stale) return;
          if (isKept && data && !error) void keepAnswer(question, data);
          settle();
        });
      leave = () => {
        isAnswered = true;
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
