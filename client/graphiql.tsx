/**
 * The page of the query editor, a bundle of its own with all of its workers: the application never carries it, and
 * nothing comes from elsewhere. It asks with the cookie of whoever is signed in, like any other page here.
 */
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './graphiql.css';

const example = `# How far is a plan? Ask for any past day too, with asOf.
query {
  actionPlans(territory: "RAZ16", first: 5) {
    nodes {
      title
      progress {
        measures
        official { complete substantial limited notStarted none }
        community { complete substantial limited notStarted none }
        gaps { overstated understated aligned unreported unmonitored dark }
        late
      }
    }
  }
}
`;

async function ask(question: object, { headers }: { readonly headers?: object } = {}): Promise<object> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(question),
  });
  return (await response.json()) as object;
}

const root = document.querySelector('#graphiql');
if (!root) throw new Error('The page has no place for the editor.');
createRoot(root).render(createElement(GraphiQL, { fetcher: ask, defaultQuery: example }));
