/** The first page of a council: numbers, and the list behind each. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { measureRowFragment } from '../measures/measure-row.fragment.ts';
import { progressFragment } from '../progress/progress.fragment.ts';

export const councilQuery = graphql(
  `
    query CouncilDesk($code: String!, $asOf: LocalDate) {
      councilDesk(territory: $code, asOf: $asOf) {
        asOf
        territory {
          code
          name
          nameEn
          kind
        }
        progress {
          ...ProgressFigures
        }
        plans {
          id
          title
          measureCount(asOf: $asOf)
          lastUpdated
        }
        lateReports {
          id
          debtor {
            name
            nameEn
          }
          creditor {
            name
            nameEn
          }
          periodLabel
          dueOn
          receivedOn
          adoptedOn
          forwardedOn
          source
          daysLate(asOf: $asOf)
        }
        asksAwaiting {
          id
          demand
          wordsHiddenOn
          wordsHiddenBecause
          decisionMaker {
            name
            nameEn
          }
          sentOn
          dueOn
          daysLate(asOf: $asOf)
          clockState(asOf: $asOf)
          campaign {
            id
            title
          }
        }
        asksAnsweredLate
      }
    }
  `,
  [progressFragment],
);
export type CouncilFacts = NonNullable<ResultOf<typeof councilQuery>['councilDesk']>;

export const councilFindingQuery = graphql(
  `
    query CouncilFinding($code: String!, $asOf: LocalDate, $finding: Finding!, $after: String) {
      councilDesk(territory: $code, asOf: $asOf) {
        findings(finding: $finding, first: 20, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...MeasureRow
          }
        }
      }
    }
  `,
  [measureRowFragment],
);
