/** What the coalition's screens ask of the API and tell it. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';

export const coalitionPage = graphql(`
  query CoalitionPage($id: ID!) {
    coalition(id: $id) {
      id
      name
      purpose
      foundedOn
      wordsHiddenOn
      wordsHiddenBecause
      territory {
        code
        name
        kind
      }
      members {
        leads
        joinedOn
        organization {
          id
          name
          nameEn
          kind
        }
      }
      campaigns {
        id
        title
        goal
        stage
        startsOn
        isPublic
        wordsHiddenOn
        wordsHiddenBecause
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

export const coalitionList = graphql(`
  query Coalitions($first: Int!, $after: String) {
    coalitions(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        purpose
        wordsHiddenOn
        wordsHiddenBecause
        territory {
          code
          name
        }
        members {
          leads
        }
      }
    }
  }
`);

export const territoryOfCoalition = graphql(`
  query TerritoryOfCoalition($code: String!) {
    territory(code: $code) {
      id
      code
      name
      kind
    }
  }
`);

export const createCoalition = graphql(`
  mutation CreateCoalition($input: CreateCoalitionInput!) {
    createCoalition(input: $input) {
      id
    }
  }
`);

export const createOrganization = graphql(`
  mutation CreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      id
      name
    }
  }
`);

export type CoalitionFace = NonNullable<ResultOf<typeof coalitionPage>['coalition']>;
