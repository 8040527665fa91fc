/** One question to the API, with what a page needs to show of it: the answer, what failed, whether it is still coming, and asking again. */
import type { TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/vue';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { failureOf } from './failure.ts';
import { countRefreshing } from './refreshing.ts';

export interface QuestionOptions<Data, Variables extends object> {
  readonly query: TypedDocumentNode<Data, Variables>;
  /** Null asks nothing yet. */
  readonly variables: MaybeRefOrGetter<Variables | null>;
}

export function useQuestion<Data, Variables extends object>({ query, variables }: QuestionOptions<Data, Variables>) {
  const asked = computed(() => toValue(variables));
  const answer = useQuery<Data, Variables>({
    query,
    variables: computed(() => asked.value ?? ({} as Variables)),
    pause: computed(() => asked.value === null),
  });
  countRefreshing(computed(() => answer.stale.value && !answer.fetching.value));
  return {
    data: computed(() => answer.data.value ?? null),
    failure: computed(() => (answer.error.value ? failureOf(answer.error.value) : null)),
    loading: computed(() => answer.fetching.value || answer.stale.value),
    again: () => void answer.executeQuery({ requestPolicy: 'network-only' }),
  };
}
