/** Organisations as a list and one with the progress of its measures. */
import { graphql } from '../../lib/graphql.ts';
import { progressFragment } from '../progress/progress.fragment.ts';

export const organizationsQuery = graphql(`
  query Organizations($search: String, $kind: OrganizationKind, $territory: String, $after: String) {
    organizations(search: $search, kind: $kind, territory: $territory, first: 40, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        nameEn
        kind
        sector
        territory {
          code
          name
          nameEn
        }
      }
    }
  }
`);

export const organizationQuery = graphql(
  `
    query OrganizationPage($id: ID!, $asOf: LocalDate) {
      organization(id: $id) {
        id
        name
        nameEn
        kind
        sector
        territory {
          code
          name
          nameEn
          kind
        }
        progress(asOf: $asOf) {
          ...ProgressFigures
        }
      }
    }
  `,
  [progressFragment],
);
