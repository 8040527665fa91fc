/** What the page of a measure asks: the three tracks and why, and its observations page by page. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const measureQuery = graphql(`
  query MeasurePage($id: ID!, $asOf: LocalDate) {
    measure(id: $id) {
      id
      code
      wording
      dropped
      plan {
        id
        title
        isSample
        adoptedOn
        territory {
          code
          name
          nameEn
          kind
        }
      }
      objectivePath {
        id
        kind
        code
        wording
      }
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
      fundingLines {
        sourceText
        programme
        projectNumber
        state
        asWritten
        amount {
          amountCents
          currency
          eurCents
        }
      }
      indicators {
        id
        wording
        unit
        baseline
        target
        asWritten
        values {
          value
          on
          saidBy {
            name
            nameEn
          }
        }
      }
      targetGroups
      places
      source {
        fileName
        table
        row
      }
      asWritten {
        field
        text
      }
      versions {
        id
        code
        wording
        change
        version {
          id
          number
          label
          adoptedOn
          knownFrom
        }
        period {
          text
        }
        plannedTotal {
          amountCents
          currency
          eurCents
        }
      }
      predecessors {
        change
        measure {
          id
          code
          wording
        }
      }
      successors {
        change
        measure {
          id
          code
          wording
        }
      }
      assessment(asOf: $asOf) {
        asOf
        officialLevel
        communityLevel
        confidence
        contested
        stale
        bodiesDiffer
        scheduleState
        late
        gapKind
        gapValue
        unfunded
        incomplete
        groups
        agreeingGroups
        observationCount
        lookedCount
        settlementCount
        lastSeenMonth
        daysLeft
        explanation {
          voices {
            level
            organization {
              name
              nameEn
            }
          }
          freshFromMonth
          settlements {
            settlement {
              name
              nameEn
              settlementKind
            }
            level
            groups
          }
          confidenceStep
        }
      }
      pendingAssessment {
        communityLevel
        confidence
        waiting
        asOf
      }
      statements {
        id
        organization {
          id
          name
          nameEn
        }
        report {
          title
          periodLabel
        }
        level
        text
        spent {
          amountCents
          currency
          eurCents
        }
        wordsHiddenOn
        wordsHiddenBecause
        adoptedOn
        knownFrom
        correction
      }
      history {
        on
        month
        kind
        level
        text
        organization {
          name
          nameEn
        }
        enteredAfterwards
        subjectId
        wordsHiddenOn
      }
      campaigns {
        id
        title
        stage
        coalition {
          name
        }
      }
    }
  }
`);
export type MeasureFacts = NonNullable<ResultOf<typeof measureQuery>['measure']>;
export type AssessmentFacts = MeasureFacts['assessment'];

export const measureObservationsQuery = graphql(`
  query MeasureObservations($id: ID!, $after: String) {
    measure(id: $id) {
      observations(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          level
          dontKnow
          words
          seenMonth
          settlement {
            name
            nameEn
            settlementKind
          }
          method
          officialLevelThen
          withdrawn
          undone
          wordsHidden
          fromImplementer
        }
      }
    }
  }
`);
