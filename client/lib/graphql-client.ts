/**
 * The one connection to the API. Questions go by GET, so that what is public can be answered from a cache by its ETag;
 * the cookie of the session goes along to the same origin only.
 */
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { fetchTrusted, trustedDocumentExchange } from './trusted-documents.ts';

export function createGraphqlClient(url = '/graphql'): Client {
  return new Client({
    url,
    exchanges: [cacheExchange, trustedDocumentExchange, fetchExchange],
    fetch: fetchTrusted,
    preferGetMethod: 'force',
    requestPolicy: 'cache-and-network',
    fetchOptions: {
      credentials: 'same-origin',
      // A header that no form of another site can send: the server asks for one against forged requests.
      headers: { 'apollo-require-preflight': '1' },
    },
  });
}
