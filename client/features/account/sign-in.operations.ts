import { graphql } from '../../lib/graphql.ts';

export const signInStateQuery = graphql(`
  query SignInState {
    signInState {
      mailLeaves
      outbox
      waitsForSecondFactor
    }
    demoAccounts {
      id
      displayName
      role
    }
  }
`);

export const requestSignIn = graphql(`
  mutation RequestSignIn($email: String!, $language: ScreenLanguage!) {
    requestSignIn(email: $email, language: $language)
  }
`);

export const signInWithCode = graphql(`
  mutation SignInWithCode($email: String!, $code: String!) {
    signInWithCode(email: $email, code: $code) {
      waitsForSecondFactor
    }
  }
`);

export const signInWithLink = graphql(`
  mutation SignInWithLink($token: String!) {
    signInWithLink(token: $token) {
      waitsForSecondFactor
    }
  }
`);

export const signInWithPassword = graphql(`
  mutation SignInWithPassword($email: String!, $password: String!) {
    signInWithPassword(email: $email, password: $password) {
      waitsForSecondFactor
    }
  }
`);

export const showSecondFactor = graphql(`
  mutation ShowSecondFactor($code: String!) {
    showSecondFactor(code: $code) {
      waitsForSecondFactor
    }
  }
`);

export const recoverByCode = graphql(`
  mutation RecoverByCode($code: String!, $endOtherSessions: Boolean!) {
    recoverByCode(code: $code, endOtherSessions: $endOtherSessions)
  }
`);

export const lookAtInvitation = graphql(`
  mutation LookAtInvitation($token: String!) {
    lookAtInvitation(token: $token) {
      language
      expiresOn
      place {
        code
        kind
        name
        nameEn
        settlementKind
      }
    }
  }
`);

export const joinByInvitation = graphql(`
  mutation JoinByInvitation($token: String!, $consentVersion: Int!) {
    joinByInvitation(token: $token, consentVersion: $consentVersion) {
      recoveryCode
    }
  }
`);

export const becomeAdministrator = graphql(`
  mutation BecomeAdministrator($token: String!, $email: String!, $displayName: String!, $language: ScreenLanguage!) {
    becomeAdministrator(token: $token, email: $email, displayName: $displayName, language: $language)
  }
`);
