/** Texts that the public reads and somebody reported: what the verifier asks and decides. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const reportedTexts = graphql(`
  query ReportedTexts($first: Int!, $after: String) {
    reportedTexts(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        publishedWords
        verifiedByYou
        mayHide
        mayDismiss
        mayUndo
        reports {
          reason
          words
          reportedOn
        }
        measure {
          id
          code
          wording
        }
      }
    }
  }
`);

export const hidePublishedWords = graphql(`
  mutation HidePublishedWords($input: DecidePublishedTextInput!) {
    hidePublishedWords(input: $input) {
      on
    }
  }
`);

export const dismissTextReports = graphql(`
  mutation DismissTextReports($input: DecidePublishedTextInput!) {
    dismissTextReports(input: $input) {
      on
    }
  }
`);

export const undoVerification = graphql(`
  mutation UndoVerification($input: DecidePublishedTextInput!) {
    undoVerification(input: $input) {
      on
    }
  }
`);

export type ReportedText = ResultOf<typeof reportedTexts>['reportedTexts']['nodes'][number];
