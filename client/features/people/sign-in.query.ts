import { graphql } from '../../lib/graphql.ts';

/** Accounts of the demo data; none where there is no demo data. */
export const demoAccountsQuery = graphql(`
  query DemoAccounts {
    demoAccounts {
      id
      displayName
      role
    }
  }
`);
