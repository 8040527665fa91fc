/** One question to the API, with what a page needs to show of it: the answer, what failed, whether it is still coming, and asking again. */
import type { TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/vue';
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { failureOf } from './failure.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
import { countRefreshing } from './refreshing.ts';

export interface QuestionOptions<Data, Variables extends object> {
  readonly query: TypedDocumentNode<Data, Variables>;
  /** Null asks nothing yet. */
  readonly variables: MaybeRefOrGetter<Variables | null>;
  /** `DEVICE`: what anybody may see of it is kept on the device, and shown at the next visit while it is read again. */
  readonly keep?: 'DEVICE';
}

export function useQuestion<Data, Variables extends object>({
  query,
  variables,
  keep,
}: QuestionOptions<Data, Variables>) {
  const asked = computed(() => toValue(variables));
  const answer = useQuery<Data, Variables>({
    query,
    variables: computed(() => asked.value ?? ({} as Variables)),
    pause: computed(() => asked.value === null),
  });
  const kept = shallowRef<Data | null>(null);
  if (keep === 'DEVICE') {
    watch(
      () => JSON.stringify(asked.value),
      async (now) => {
        kept.value = null;
        const question = { document: query, variables: asked.value as Variables };
        const found = asked.value === null ? null : await keptAnswer(question);
        if (now === JSON.stringify(asked.value)) kept.value = found;
      },
      { immediate: true },
    );
    // With the variables of the answer itself: the question may be another one by now.
    watch([answer.data, answer.stale, answer.operation], ([data, stale, operation]) => {
      if (data && operation && !stale && !answer.error.value)
        void keepAnswer({ document: query, variables: operation.variables }, data);
    });
  }
  const data = computed<Data | null>(() =>
    answer.fetching.value && kept.value !== null ? kept.value : (answer.data.value ?? kept.value),
  );
  countRefreshing(computed(() => data.value !== null && (answer.fetching.value || answer.stale.value)));
  return {
    data,
    failure: computed(() => (answer.error.value ? failureOf(answer.error.value) : null)),
    loading: computed(() => answer.fetching.value || answer.stale.value),
    again: () => void answer.executeQuery({ requestPolicy: 'network-only' }),
  };
}
