import { graphql } from '../../lib/graphql.ts';

export const ownAccountQuery = graphql(`
  query OwnAccount {
    viewer {
      displayName
      sleepingRoles
      memberships {
        role
        validTo
        territory {
          name
        }
        organization {
          name
        }
      }
    }
    ownAccount {
      email
      hasPassword
      hasSecondFactor
      paperCodesLeft
      hasRecoveryCode
      sessions {
        id
        device
        browser
        startedOn
        lastUsedOn
        isThis
      }
    }
  }
`);

export const setPassword = graphql(`
  mutation SetPassword($password: String!) {
    setPassword(password: $password) {
      hasPassword
    }
  }
`);

export const beginSecondFactor = graphql(`
  mutation BeginSecondFactor {
    beginSecondFactor {
      secret
      address
    }
  }
`);

export const confirmSecondFactor = graphql(`
  mutation ConfirmSecondFactor($code: String!) {
    confirmSecondFactor(code: $code)
  }
`);

export const renewPaperCodes = graphql(`
  mutation RenewPaperCodes($code: String!) {
    renewPaperCodes(code: $code)
  }
`);

export const removeSecondFactor = graphql(`
  mutation RemoveSecondFactor($code: String!) {
    removeSecondFactor(code: $code)
  }
`);

export const renewRecoveryCode = graphql(`
  mutation RenewRecoveryCode {
    renewRecoveryCode
  }
`);

export const endSession = graphql(`
  mutation EndSession($id: ID!) {
    endSession(id: $id)
  }
`);

export const endOtherSessions = graphql(`
  mutation EndOtherSessions {
    endOtherSessions
  }
`);

export const outboxQuery = graphql(`
  query Outbox {
    outbox {
      to
      subject
      text
      postedAt
    }
  }
`);

export const eraseOwnData = graphql(`
  mutation EraseOwnData($code: String) {
    eraseOwnData(code: $code)
  }
`);
