/** Who is signed in, as the screen needs to know it. What anyone may do is decided by the server; this only chooses what to offer. */
import type { Client } from '@urql/core';
import { computed, inject, shallowRef, type InjectionKey, type Ref } from 'vue';
import { type Role } from '../../schema/vocabulary/role.ts';
import { failureOf, type Failure } from './failure.ts';
import { graphql, type ResultOf } from './graphql.ts';
import { forgetAnswers } from './kept-answers.ts';

const viewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      displayName
      sleepingRoles
      hasConsented
      memberships {
        role
        territory {
          code
          name
          kind
        }
        organization {
          id
          name
        }
      }
    }
  }
`);
const signInMutation = graphql(`
  mutation SignInDemo($account: ID!) {
    signInDemo(account: $account) {
      id
    }
  }
`);
const signOutMutation = graphql(`
  mutation SignOut {
    signOut
  }
`);

export type Viewer = NonNullable<ResultOf<typeof viewerQuery>['viewer']>;

export interface Session {
  /** Null when nobody is signed in, and until the server has said who is. */
  readonly viewer: Readonly<Ref<Viewer | null>>;
  /** True once the server has said who is signed in, or could not be asked. */
  readonly known: Readonly<Ref<boolean>>;
  /** Why the server could not say who is signed in; null when it did. */
  readonly failure: Readonly<Ref<Failure | null>>;
  hasRole(...roles: Role[]): boolean;
  /** Codes of the territories in which the viewer holds the role. */
  territoriesAs(role: Role): string[];
  load(): Promise<void>;
  /** Null when it went well. The caller then opens a page anew, so that nothing read before remains. */
  signIn(account: string): Promise<Failure | null>;
  signOut(): Promise<Failure | null>;
}

export const sessionKey: InjectionKey<Session> = Symbol('session');

export function createSession(client: Client): Session {
  const viewer = shallowRef<Viewer | null>(null);
  const known = shallowRef(false);
  const failure = shallowRef<Failure | null>(null);
  const memberships = computed(() => viewer.value?.memberships ?? []);
  return {
    viewer,
    known,
    failure,
    hasRole: (...roles) => memberships.value.some(({ role }) => roles.includes(role)),
    territoriesAs: (role) =>
      memberships.value.flatMap((held) => (held.role === role && held.territory ? [held.territory.code] : [])),
    async load() {
      const { data, error } = await client.query(viewerQuery, {}, { requestPolicy: 'network-only' }).toPromise();
      failure.value = error ? failureOf(error) : null;
      // Not heard is not signed out.
      if (!error) viewer.value = data?.viewer ?? null;
      known.value = true;
      // However they signed in: a link in a letter comes past `signIn`.
      if (viewer.value) await forgetAnswers();
    },
    async signIn(account) {
      const { error } = await client.mutation(signInMutation, { account }).toPromise();
      await forgetAnswers();
      return error ? failureOf(error) : null;
    },
    async signOut() {
      const { error } = await client.mutation(signOutMutation, {}).toPromise();
      await forgetAnswers();
      return error ? failureOf(error) : null;
    },
  };
}

export function useSession(): Session {
  const session = inject(sessionKey);
  if (!session) throw new Error('No session was provided.');
  return session;
}
