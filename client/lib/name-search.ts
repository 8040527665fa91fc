/** Finding a territory or an organisation by its name, for the fields that offer what was found. */
import { useClientHandle } from '@urql/vue';
import type { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { Unanswered, failureOf } from './failure.ts';
import { graphql, type ResultOf } from './graphql.ts';

const territorySearch = graphql(`
  query SearchTerritories($search: String!, $kind: TerritoryKind) {
    territories(search: $search, kind: $kind, first: 12) {
      nodes {
        id
        code
        kind
        name
        settlementKind
        parent {
          code
          name
          kind
        }
      }
    }
  }
`);
const organizationSearch = graphql(`
  query SearchOrganizations($search: String!) {
    organizations(search: $search, first: 12) {
      nodes {
        id
        name
        kind
        territory {
          name
        }
      }
    }
  }
`);

export type FoundTerritory = ResultOf<typeof territorySearch>['territories']['nodes'][number];
export type FoundOrganization = ResultOf<typeof organizationSearch>['organizations']['nodes'][number];

/** @throws Unanswered: nothing found and nothing heard are two things. */
export function useNameSearch() {
  const { client } = useClientHandle();
  return {
    async territories(search: string, kind: TerritoryKind | null = null): Promise<readonly FoundTerritory[]> {
      const { data, error } = await client
        .query(territorySearch, { search, kind }, { requestPolicy: 'cache-first' })
        .toPromise();
      if (error) throw new Unanswered(failureOf(error));
      return data?.territories.nodes ?? [];
    },
    async organizations(search: string): Promise<readonly FoundOrganization[]> {
      const { data, error } = await client
        .query(organizationSearch, { search }, { requestPolicy: 'cache-first' })
        .toPromise();
      if (error) throw new Unanswered(failureOf(error));
      return data?.organizations.nodes ?? [];
    },
  };
}
