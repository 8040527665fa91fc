/** Documents of the API, typed from the committed contract (`graphql-env.d.ts` is generated from schema/schema.graphql). */
import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

const write = initGraphQLTada<{
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

/** The build puts `graphql.trusted('sha256:…')(…)` in the place of `graphql(…)`: the document then carries its hash. */
const trusted =
  (documentId: string) =>
  (...parts: Parameters<typeof write>): object =>
    Object.assign(write(...parts), { documentId });

export const graphql: typeof write = Object.assign(write, { trusted });

export type { ResultOf, VariablesOf } from 'gql.tada';
