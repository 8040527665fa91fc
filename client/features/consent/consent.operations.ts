import { graphql } from '../../lib/graphql.ts';

export const giveConsent = graphql(`
  mutation GiveConsent($version: Int!) {
    giveConsent(version: $version)
  }
`);

export const dataController = graphql(`
  query DataController {
    dataController {
      name
      contact
    }
  }
`);
