/** GraphQL over HTTP as the draft has it: the audits of graphql-http, against the server with CSRF prevention on. */
import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { createTestApp } from '../support/test-app.ts';
import { createTestWeb } from '../support/test-web.ts';

let address = '';
const audits = serverAudits({
  url: () => `${address}/graphql`,
  // what a client says that is no form on a foreign page
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'apollo-require-preflight': 'true' },
    }),
});

describe('GraphQL over HTTP', async () => {
  const app = await createTestApp();
  ({ address } = await createTestWeb(app));

  it('has audits to pass', () => {
    expect(audits.length).toBeGreaterThan(50);
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${'reason' in result ? result.reason : ''}`).toBe('ok');
  });
});
