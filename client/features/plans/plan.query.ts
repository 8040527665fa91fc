/** What the page of a plan asks: the plan with its tree, its measures page by page, and its versions when they are opened. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { measureRowFragment } from '../measures/measure-row.fragment.ts';
import { progressFragment } from '../progress/progress.fragment.ts';

export const planQuery = graphql(
  `
    query PlanPage($id: ID!, $asOf: LocalDate) {
      today
      actionPlan(id: $id) {
        id
        level
        title
        territory {
          code
          name
          nameEn
          kind
          path {
            code
            name
            nameEn
            kind
          }
        }
        strategy {
          id
          title
        }
        parent {
          id
          title
        }
        annualPlans {
          id
          title
        }
        periodText
        periodFrom
        periodTo
        adoptedBy
        act
        adoptedOn
        source
        isSample
        inForce(on: $asOf)
        version(asOf: $asOf) {
          id
          number
          label
          fileName
        }
        plannedTotal(asOf: $asOf) {
          amountCents
          currency
          eurCents
        }
        progress(asOf: $asOf) {
          ...ProgressFigures
        }
        objectives(asOf: $asOf) {
          id
          parentId
          kind
          code
          wording
          progress(asOf: $asOf) {
            ...ProgressFigures
          }
        }
        reports {
          id
          title
          organization {
            name
            nameEn
          }
          periodLabel
          adoptedOn
          act
          enteredAfterwards
          wordsHiddenOn
          wordsHiddenBecause
          statements {
            id
          }
        }
        obligations {
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
        lastUpdated
      }
    }
  `,
  [progressFragment],
);
export type PlanFacts = NonNullable<ResultOf<typeof planQuery>['actionPlan']>;
export type ObjectiveFacts = PlanFacts['objectives'][number];

export const planMeasuresQuery = graphql(
  `
    query PlanMeasures($id: ID!, $asOf: LocalDate, $finding: Finding, $after: String) {
      actionPlan(id: $id) {
        measures(asOf: $asOf, finding: $finding, first: 100, after: $after) {
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

export const planVersionsQuery = graphql(`
  query PlanVersions($id: ID!) {
    actionPlan(id: $id) {
      versions {
        id
        number
        label
        adoptedBy
        act
        adoptedOn
        knownFrom
        enteredAfterwards
        fileName
        measureCount
        changes {
          change
          fields
          before {
            id
            code
            wording
            measureId
          }
          after {
            id
            code
            wording
            measureId
          }
        }
      }
    }
  }
`);
