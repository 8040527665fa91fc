/** What the verifier's screen asks of the API and tells it. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const verificationQueue = graphql(`
  query VerificationQueue($territory: String, $first: Int!, $after: String) {
    verificationQueue(territory: $territory, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        pseudonym
        level
        dontKnow
        words
        seenOn
        method
        submittedOn
        officialLevelThen
        revises
        mayDecide
        whyNot
        settlement {
          code
          name
        }
        measure {
          id
          code
          wording
          plan {
            id
            title
          }
          period {
            text
          }
          assessment {
            contested
            officialLevel
            communityLevel
          }
          statements {
            id
            level
            text
            organization {
              id
              name
            }
            report {
              id
              periodLabel
            }
          }
        }
      }
    }
  }
`);

export const decideObservation = graphql(`
  mutation DecideObservation($input: DecideObservationInput!) {
    decideObservation(input: $input) {
      id
    }
  }
`);

export type QueueItem = ResultOf<typeof verificationQueue>['verificationQueue']['nodes'][number];
