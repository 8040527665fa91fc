/**
 * Who accepts plain JSON only gets 200 for a query that is wrong, as the GraphQL over HTTP draft asks: such a client
 * cannot tell an answer of the API from one of a proxy by its status. Who accepts application/graphql-response+json
 * gets 400.
 */
import type { ApolloServerPlugin } from '@apollo/server';

/** What is wrong with the query itself; a request that holds none is refused by its status for everyone. */
const OF_THE_QUERY: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

export const plainJsonStatus: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, errors }) {
        const knowsStatus = request.http?.headers.get('accept')?.includes('application/graphql-response+json') ?? false;
        if (knowsStatus || response.http.status !== 400) return;
        if (errors?.every(({ extensions }) => OF_THE_QUERY.has(extensions['code']))) response.http.status = 200;
      },
    };
  },
};
