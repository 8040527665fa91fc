/** Documents of the API, typed from the committed contract (`graphql-env.d.ts` is generated from schema/schema.graphql). */
import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    ID: string;
    /** 'YYYY-MM-DD' in Europe/Sofia. */
    LocalDate: string;
    DateTime: string;
    /** Integer cents. */
    SafeInt: number;
    URL: string;
  };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
