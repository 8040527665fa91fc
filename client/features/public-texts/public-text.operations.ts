/** Words of officials and coalitions that were reported or hidden: what the administrator asks and decides. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const publicTexts = graphql(`
  query PublicTexts($state: PublicTextState!, $first: Int!, $after: String) {
    publicTexts(state: $state, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        kind
        words
        moreWords
        wordsHiddenOn
        wordsHiddenBecause
        hiddenWith
        standsIn
        standsInId
        reports {
          reason
          words
          reportedOn
        }
      }
    }
  }
`);

export const hidePublicWords = graphql(`
  mutation HidePublicWords($input: HidePublicWordsInput!) {
    hidePublicWords(input: $input) {
      on
    }
  }
`);

export const showPublicWords = graphql(`
  mutation ShowPublicWords($input: DecidePublicTextInput!) {
    showPublicWords(input: $input) {
      on
    }
  }
`);

export const dismissPublicReports = graphql(`
  mutation DismissPublicReports($input: DecidePublicTextInput!) {
    dismissPublicReports(input: $input) {
      on
    }
  }
`);

export type PublicTextFace = ResultOf<typeof publicTexts>['publicTexts']['nodes'][number];
