/** Whether mails lie here for an administrator to read: on a local installation without a mail server, and nowhere else. */
import { graphql } from './graphql.ts';

export const outboxStateQuery = graphql(`
  query OutboxState {
    signInState {
      outbox
    }
  }
`);
