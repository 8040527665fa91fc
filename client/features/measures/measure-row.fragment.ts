/** A measure as a row of a list. The operation names the day as `$asOf`, null for today. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const measureRowFragment = graphql(`
  fragment MeasureRow on Measure @_unmask {
    id
    code
    wording
    objectiveId
    dropped
    responsibles {
      asWritten
      bodyKind
      leads
      organization {
        id
        name
        nameEn
      }
    }
    period {
      text
      startsOn
      endsOn
      recurring
    }
    plannedTotal {
      amountCents
      currency
      eurCents
    }
    assessment(asOf: $asOf) {
      officialLevel
      communityLevel
      confidence
      contested
      stale
      late
      gapKind
      gapValue
      unfunded
      groups
      daysLeft
    }
  }
`);
export type MeasureRowFacts = ResultOf<typeof measureRowFragment>;
