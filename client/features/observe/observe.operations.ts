/** What the observing screens ask of the API and tell it. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const placeSearch = graphql(`
  query ObservePlaces($search: String!, $within: String) {
    territories(search: $search, within: $within, first: 20) {
      nodes {
        id
        code
        kind
        name
        nameEn
        settlementKind
        parent {
          code
          name
          nameEn
          kind
        }
      }
    }
  }
`);

export const measureSearch = graphql(`
  query ObserveMeasures($search: String, $territory: String!, $first: Int!, $after: String) {
    measures(search: $search, territory: $territory, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        code
        wording
        period {
          text
        }
        plan {
          id
          title
        }
      }
    }
  }
`);

export const measureToObserve = graphql(`
  query MeasureToObserve($id: ID!) {
    measure(id: $id) {
      id
      code
      wording
      plan {
        id
        title
        territory {
          code
          name
          kind
        }
      }
    }
  }
`);

export const submitObservation = graphql(`
  mutation SubmitObservation($input: SubmitObservationInput!) {
    submitObservation(input: $input) {
      receipt
      alreadyReceived
      observation {
        id
        state
      }
    }
  }
`);

export const myObservations = graphql(`
  query MyObservations($first: Int!, $after: String) {
    myObservations(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        level
        dontKnow
        words
        seenOn
        method
        state
        submittedAt
        reason
        revises
        publishedOn
        publishedWords
        wordsHiddenOn
        undoneOn
        receipt
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
            territory {
              code
              name
            }
          }
        }
      }
    }
  }
`);

export const withdrawObservation = graphql(`
  mutation WithdrawObservation($id: ID!) {
    withdrawObservation(id: $id) {
      id
      state
    }
  }
`);

export type FoundPlace = ResultOf<typeof placeSearch>['territories']['nodes'][number];
export type OwnObservation = ResultOf<typeof myObservations>['myObservations']['nodes'][number];
