/** Finding a territory or an organisation by its name, for the fields that offer what was found. */
import type { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { useFieldQuestion } from './field-question.ts';
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

/** @throws Unanswered */
export function useNameSearch() {
  const ask = useFieldQuestion();
  return {
    async territories(search: string, kind: TerritoryKind | null = null): Promise<readonly FoundTerritory[]> {
      return (await ask(territorySearch, { search, kind })).territories.nodes;
    },
    async organizations(search: string): Promise<readonly FoundOrganization[]> {
      return (await ask(organizationSearch, { search })).organizations.nodes;
    },
  };
}
