/** One change through the API, with what a form needs to show of it: whether it is on its way, and what was refused. */
import type { TypedDocumentNode } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { ref, shallowRef, type Ref } from 'vue';
import { failureOf, type Failure } from './failure.ts';

export interface Change<Data, Variables extends object> {
  readonly busy: Readonly<Ref<boolean>>;
  /** Of the last attempt; null when it went well or none was made. */
  readonly failure: Ref<Failure | null>;
  /** What the server answered; null when it refused, was not reached, or the one before is still on its way. */
  send(variables: Variables): Promise<Data | null>;
}

export function useChange<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
): Change<Data, Variables> {
  const { client } = useClientHandle();
  const busy = ref(false);
  const failure = shallowRef<Failure | null>(null);
  return {
    busy,
    failure,
    async send(variables) {
      if (busy.value) return null;
      busy.value = true;
      failure.value = null;
      const { data, error } = await client.mutation(document, variables).toPromise();
      busy.value = false;
      if (error) failure.value = failureOf(error);
      return error ? null : (data ?? null);
    },
  };
}

/** The name of the field that a refusal is about, without the path before it; null when it is about the whole. */
export function fieldOf(failure: Failure | null): string | null {
  const field = failure?.details['field'];
  return typeof field === 'string' ? (field.split('.').at(-1) ?? null) : null;
}
