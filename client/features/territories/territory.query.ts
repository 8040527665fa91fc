/** All that the page of a municipality shows. */
import { graphql } from '../../lib/graphql.ts';
import { planCardFragment } from '../plans/plan-card.fragment.ts';
import { progressFragment } from '../progress/progress.fragment.ts';

export const territoryQuery = graphql(
  `
    query TerritoryPage($code: String!) {
      territory(code: $code) {
        id
        code
        kind
        name
        nameEn
        path {
          code
          kind
          name
          nameEn
        }
        progress {
          ...ProgressFigures
        }
        actionPlans {
          ...PlanCard
        }
        strategies {
          id
          title
          level
          periodFrom
          periodTo
          inForce
        }
        campaigns {
          id
          title
          stage
          startsOn
          coalition {
            name
          }
        }
        coalitions {
          id
          name
        }
        children(kind: MUNICIPALITY, first: 100) {
          nodes {
            code
            name
            nameEn
          }
        }
        settlements {
          code
          name
          nameEn
          settlementKind
        }
        organizations(first: 50) {
          totalCount
          nodes {
            id
            name
            nameEn
            kind
          }
        }
      }
    }
  `,
  [progressFragment, planCardFragment],
);
