import { graphql } from '../../lib/graphql.ts';

export const invitationList = graphql(`
  query Invitations($first: Int!, $after: String) {
    invitations(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        link
        language
        uses
        usesAllowed
        madeOn
        expiresOn
        state
        isOwn
        place {
          code
          name
          nameEn
          kind
          settlementKind
        }
      }
    }
  }
`);

export const createInvitation = graphql(`
  mutation CreateInvitation($input: CreateInvitationInput!) {
    createInvitation(input: $input) {
      id
    }
  }
`);

export const revokeInvitation = graphql(`
  mutation RevokeInvitation($id: ID!) {
    revokeInvitation(id: $id) {
      id
      state
    }
  }
`);
