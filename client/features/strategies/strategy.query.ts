/** Strategies by level, one strategy with what stands under it, and the territories without a known plan. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { progressFragment } from '../progress/progress.fragment.ts';

export const strategiesQuery = graphql(`
  query Strategies($after: String) {
    strategies(first: 100, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        level
        title
        periodFrom
        periodTo
        inForce
        territory {
          code
          name
          nameEn
        }
        implements {
          id
        }
      }
    }
  }
`);
export type StrategyItem = ResultOf<typeof strategiesQuery>['strategies']['nodes'][number];

export const strategyQuery = graphql(
  `
    query StrategyPage($id: ID!, $asOf: LocalDate) {
      strategy(id: $id) {
        id
        level
        title
        territory {
          code
          name
          nameEn
          kind
        }
        periodText
        periodFrom
        periodTo
        adoptedBy
        act
        adoptedOn
        source
        inForce(on: $asOf)
        implements {
          id
          title
          level
          implements {
            id
            title
            level
          }
        }
        implementedBy {
          id
          title
          level
          periodFrom
          periodTo
          inForce(on: $asOf)
          territory {
            name
            nameEn
          }
        }
        actionPlans {
          id
          title
          level
          periodFrom
          periodTo
          inForce(on: $asOf)
          measureCount
          territory {
            code
            name
            nameEn
          }
        }
        reports {
          id
          title
          wordsHiddenOn
          wordsHiddenBecause
          periodLabel
          adoptedOn
          adoptedBy
          act
        }
        coverage(on: $asOf) {
          on
          districts {
            total
            withPlan
            withoutKnownPlan
            periodUnknown
          }
          municipalities {
            total
            withPlan
            withoutKnownPlan
            periodUnknown
          }
        }
        progress(asOf: $asOf) {
          ...ProgressFigures
        }
      }
    }
  `,
  [progressFragment],
);
export type StrategyFacts = NonNullable<ResultOf<typeof strategyQuery>['strategy']>;

export const uncoveredQuery = graphql(`
  query UncoveredTerritories($id: ID!, $on: LocalDate, $kind: TerritoryKind!, $within: String, $after: String) {
    strategy(id: $id) {
      coverage(on: $on) {
        territoriesWithout(kind: $kind, within: $within, first: 60, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            code
            name
            nameEn
            parent {
              name
              nameEn
            }
          }
        }
      }
    }
  }
`);

export const districtsQuery = graphql(`
  query Districts {
    territories(kind: DISTRICT, first: 100) {
      nodes {
        code
        name
        nameEn
      }
    }
  }
`);
