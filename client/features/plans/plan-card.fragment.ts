/** A plan as it stands in a list of plans. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { progressFragment } from '../progress/progress.fragment.ts';

export const planCardFragment = graphql(
  `
    fragment PlanCard on ActionPlan @_unmask {
      id
      level
      title
      periodText
      periodFrom
      periodTo
      adoptedBy
      act
      adoptedOn
      isSample
      inForce
      measureCount
      plannedTotal {
        amountCents
        currency
        eurCents
      }
      progress {
        ...ProgressFigures
      }
    }
  `,
  [progressFragment],
);
export type PlanCardFacts = ResultOf<typeof planCardFragment>;
