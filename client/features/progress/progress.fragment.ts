/** What every picture of progress is drawn from. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const progressFragment = graphql(`
  fragment ProgressFigures on Progress @_unmask {
    asOf
    measures
    official {
      notStarted
      limited
      substantial
      complete
      none
      completionIndex {
        lower
        upper
      }
    }
    community {
      notStarted
      limited
      substantial
      complete
      none
      completionIndex {
        lower
        upper
      }
    }
    gaps {
      aligned
      overstated
      understated
      unreported
      unmonitored
      dark
    }
    late
    contested
    stale
    unfunded
    incomplete
  }
`);
export type ProgressFigures = ResultOf<typeof progressFragment>;
