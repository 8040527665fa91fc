/** What the reporting screen asks of the API and tells it. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const plansToReport = graphql(`
  query PlansToReport($territory: String) {
    actionPlans(territory: $territory, first: 50) {
      nodes {
        id
        title
        measureCount
        territory {
          code
          name
        }
      }
    }
  }
`);

export const planToReport = graphql(`
  query PlanToReport($id: ID!) {
    today
    viewer {
      id
      memberships {
        role
        organization {
          id
          name
          kind
          territory {
            code
          }
        }
      }
    }
    actionPlan(id: $id) {
      id
      title
      territory {
        code
        name
        kind
      }
      objectives {
        id
        parentId
        kind
        code
        wording
      }
      obligations {
        id
        periodLabel
        periodFrom
        periodTo
        dueOn
        source
        receivedOn
        adoptedOn
        forwardedOn
        daysLate
        debtor {
          id
          name
        }
        creditor {
          id
          name
        }
      }
    }
  }
`);

export const measuresToReport = graphql(`
  query MeasuresToReport($id: ID!, $after: String) {
    actionPlan(id: $id) {
      id
      measures(first: 100, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          code
          wording
          objectiveId
          period {
            text
          }
          responsibles {
            leads
            asWritten
            organization {
              id
              name
              kind
              territory {
                code
              }
            }
          }
          indicators {
            id
            wording
            unit
            target
          }
          statements {
            id
            level
            text
            correction
            spent {
              amountCents
              currency
              eurCents
            }
            organization {
              id
              name
            }
            report {
              id
              title
              periodLabel
            }
          }
        }
      }
    }
  }
`);

export const submitReport = graphql(`
  mutation SubmitReport($input: SubmitReportInput!) {
    submitReport(input: $input) {
      id
      periodLabel
      statements {
        id
      }
    }
  }
`);

export const correctStatement = graphql(`
  mutation CorrectStatement($input: CorrectStatementInput!) {
    correctStatement(input: $input) {
      id
      level
      correction
    }
  }
`);

type Plan = NonNullable<ResultOf<typeof planToReport>['actionPlan']>;
export type Obligation = Plan['obligations'][number];
export type ReportedObjective = Plan['objectives'][number];
export type ReportedMeasure = NonNullable<ResultOf<typeof measuresToReport>['actionPlan']>['measures']['nodes'][number];
export type EarlierStatement = ReportedMeasure['statements'][number];
