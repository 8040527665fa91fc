import { graphql } from '../../lib/graphql.ts';

export const membershipList = graphql(`
  query Memberships($first: Int!, $after: String, $role: Role, $search: String, $withEnded: Boolean) {
    memberships(first: $first, after: $after, role: $role, search: $search, withEnded: $withEnded) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        displayName
        role
        validFrom
        validTo
        holds
        isOwn
        grantedBy
        askedBy
        erasureAskedBy
        erasureAskedOn
        territory {
          name
        }
        organization {
          name
        }
      }
    }
  }
`);

export const membershipRequests = graphql(`
  query MembershipRequests {
    administratorCount
    membershipRequests {
      id
      displayName
      role
      askedBy
      askedOn
      mayConfirm
    }
  }
`);

export const grantMembership = graphql(`
  mutation GrantMembership($input: GrantMembershipInput!) {
    grantMembership(input: $input) {
      membership {
        id
      }
      request {
        id
      }
    }
  }
`);

export const endMembership = graphql(`
  mutation EndMembership($id: ID!) {
    endMembership(id: $id) {
      id
    }
  }
`);

export const confirmMembership = graphql(`
  mutation ConfirmMembership($id: ID!) {
    confirmMembership(id: $id) {
      id
    }
  }
`);

export const refuseMembership = graphql(`
  mutation RefuseMembership($id: ID!) {
    refuseMembership(id: $id)
  }
`);

export const erasePersonOnRequest = graphql(`
  mutation ErasePersonOnRequest($membership: ID!) {
    erasePersonOnRequest(membership: $membership)
  }
`);

export const refuseErasure = graphql(`
  mutation RefuseErasure($membership: ID!) {
    refuseErasure(membership: $membership)
  }
`);

export const coalitionChoice = graphql(`
  query CoalitionChoice {
    coalitions(first: 100) {
      nodes {
        id
        name
        territory {
          name
        }
      }
    }
  }
`);
