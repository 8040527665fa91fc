/** What the campaign's screens ask of the API. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const campaignPage = graphql(`
  query CampaignPage($id: ID!, $language: String!) {
    today
    campaign(id: $id) {
      id
      title
      goal
      stage
      startsOn
      isPublic
      wordsHiddenOn
      wordsHiddenBecause
      coalition {
        id
        name
        territory {
          code
          name
        }
        members {
          leads
          organization {
            id
            name
          }
        }
      }
      measures {
        linkedOn
        officialLevelThen
        communityLevelThen
        gapKindThen
        gapValueThen
        measure {
          id
          code
          wording
          plan {
            id
            title
          }
          assessment {
            officialLevel
            communityLevel
            gapKind
            gapValue
            contested
            stale
          }
        }
      }
      asks {
        id
        demand
        state
        wordsHiddenOn
        wordsHiddenBecause
        sentOn
        registeredOn
        incomingNumber
        dueOn
        lastDayToContest
        daysLate
        clockState
        answer
        signedBy {
          id
          name
        }
        decisionMaker {
          id
          name
        }
        legalWay(language: $language) {
          code
          name
          termText
          silenceMeans
          cite
          verified
        }
        extensions {
          id
          untilOn
          reason
          wordsHiddenOn
          wordsHiddenBecause
        }
        answers {
          id
          level
          text
          answeredOn
          promisedBy
          wordsHiddenOn
          wordsHiddenBecause
        }
        escalates {
          id
          demand
          sentOn
          decisionMaker {
            id
            name
          }
        }
        measure {
          id
          code
          wording
        }
        gapThen {
          linkedOn
          officialLevelThen
          communityLevelThen
          gapKindThen
          gapValueThen
          measure {
            id
          }
        }
      }
      activities {
        id
        title
        dueOn
        wordsHiddenOn
        wordsHiddenBecause
        state
        doneOn
        owner {
          id
          name
        }
      }
      notes {
        id
        text
        writtenAt
      }
    }
    viewer {
      id
      memberships {
        role
        coalition {
          id
        }
      }
    }
  }
`);

export const campaignList = graphql(`
  query Campaigns($territory: String, $measure: ID, $first: Int!, $after: String) {
    campaigns(territory: $territory, measure: $measure, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        title
        goal
        stage
        isPublic
        wordsHiddenOn
        wordsHiddenBecause
        coalition {
          id
          name
          territory {
            name
          }
        }
        asks {
          id
        }
      }
    }
  }
`);

export const campaignStart = graphql(`
  query CampaignStart($measure: ID!, $withMeasure: Boolean!) {
    today
    measure(id: $measure) @include(if: $withMeasure) {
      id
      code
      wording
      plan {
        id
        title
        territory {
          code
          name
        }
      }
      assessment {
        officialLevel
        communityLevel
        gapKind
        gapValue
      }
    }
    viewer {
      id
      memberships {
        role
        coalition {
          id
          name
          territory {
            code
            name
          }
        }
      }
    }
  }
`);

export const measureToAdd = graphql(`
  query MeasureToAdd($search: String!, $territory: String!) {
    measures(search: $search, territory: $territory, first: 12) {
      nodes {
        id
        code
        wording
        plan {
          id
          title
        }
      }
    }
  }
`);

export const legalWaysQuery = graphql(`
  query LegalWays($language: String!) {
    legalWays(language: $language) {
      code
      name
      termText
      silenceMeans
      cite
      verified
      termDays
      termMonths
    }
  }
`);

type Page = ResultOf<typeof campaignPage>;
export type CampaignFace = NonNullable<Page['campaign']>;
export type AskFace = CampaignFace['asks'][number];
export type CampaignMeasureFace = CampaignFace['measures'][number];
export type LegalWayFace = ResultOf<typeof legalWaysQuery>['legalWays'][number];
