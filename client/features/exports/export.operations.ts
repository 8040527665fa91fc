/** What the screen of exports asks of the API and tells it. The file itself is a link. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const exportList = graphql(`
  query ObservationExports($first: Int!, $after: String) {
    observationExports(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        askedOn
        askedBy
        monthFrom
        monthTo
        format
        reason
        timesTaken
        rowCount
        whole
        address
        territory {
          name
        }
        plan {
          title
        }
      }
    }
  }
`);

export type ListedExport = ResultOf<typeof exportList>['observationExports']['nodes'][number];

export const askExport = graphql(`
  mutation AskObservationExport($input: AskObservationExportInput!) {
    askObservationExport(input: $input) {
      id
      address
    }
  }
`);

export const plansToExport = graphql(`
  query PlansToExport($territory: String!) {
    actionPlans(territory: $territory, first: 50) {
      nodes {
        id
        title
      }
    }
  }
`);
