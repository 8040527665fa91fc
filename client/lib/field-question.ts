/** What a field asks while somebody types in it. The same question twice is answered from what is there. */
import type { TypedDocumentNode } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { Unanswered, failureOf, noAnswer } from './failure.ts';

/** @throws Unanswered, by what is given back: nothing found and nothing heard are two things. */
export function useFieldQuestion() {
  const { client } = useClientHandle();
  return async <Data, Variables extends object>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> => {
    const { data, error } = await client
      .query<Data, Variables>(query, variables, { requestPolicy: 'cache-first' })
      .toPromise();
    if (error) throw new Unanswered(failureOf(error));
    if (data === undefined) throw new Unanswered(noAnswer);
    return data;
  };
}
