/** What leaves of a failure: expected ones with code, key and path, all others with the id of a log entry and no more. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, serveSchema, type TestWeb } from '../support/test-web.ts';

let app: TestApp;
let web: TestWeb;

beforeAll(async () => {
  app = await createTestApp();
  web = await createTestWeb(app);
});

interface Failure {
  readonly message: string;
  readonly path?: (string | number)[];
  readonly extensions: Record<string, any>;
}

async function failuresOf(
  address: string,
  query: string,
  variables?: object,
): Promise<{ status: number; text: string; errors: Failure[] }> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await answer.text();
  return { status: answer.status, text, errors: (JSON.parse(text) as { errors?: Failure[] }).errors ?? [] };
}

describe('an expected failure', () => {
  it('names its code, a key to translate, the path and what it is about', async () => {
    const { errors } = await failuresOf(
      web.address,
      '{ far: councilDesk(territory: "RAZ16", asOf: "2999-01-01") { asOf } }',
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      path: ['far'],
      extensions: { code: 'FUTURE_DAY', key: 'rule.FUTURE_DAY', details: { day: '2999-01-01' } },
    });
  });

  it.each([
    ['UNAUTHENTICATED', 'signInFirst', ['myObservations'], '{ myObservations { totalCount } }'],
    ['BAD_INPUT', 'pageSize', ['territories'], '{ territories(first: 0) { totalCount } }'],
    ['BAD_INPUT', 'cursorUnknown', ['organizations'], '{ organizations(after: "?") { totalCount } }'],
  ])('%s %s', async (code, key, path, query) => {
    const { errors } = await failuresOf(web.address, query);
    expect(errors[0]).toMatchObject({ path, extensions: { code, key } });
  });

  it('of a value that is no day is the same written out and as a variable', async () => {
    const written = await failuresOf(web.address, '{ legalWays(on: "30.02.2026") { code } }');
    const given = await failuresOf(web.address, 'query ($on: LocalDate) { legalWays(on: $on) { code } }', {
      on: '30.02.2026',
    });
    for (const { errors, text } of [written, given]) {
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', key: 'notADay' });
      expect(text).not.toContain('incidentId');
    }
  });

  const invite = 'mutation ($i: CreateInvitationInput!) { createInvitation(input: $i) { id } }';
  const ask = 'mutation ($e: String!) { requestSignIn(email: $e, language: BG) }';
  it.each([
    ['in an address', ask, { e: 'a\0@evil.example' }, 'e'],
    [
      'in a code',
      'mutation ($e: String!, $c: String!) { signInWithCode(email: $e, code: $c) { waitsForSecondFactor } }',
      { e: 'a@b.example', c: '12\0' },
      'c',
    ],
    [
      'within an input',
      invite,
      { i: { language: 'BG', expiresOn: '2027-01-01', usesAllowed: 1, territory: '\0' } },
      'territory',
    ],
    ['in an id', 'query ($id: ID!) { node(id: $id) { id } }', { id: 'a\0' }, 'id'],
    ['that is half a character', ask, { e: '\uD800@evil.example' }, 'e'],
    [
      'in a list',
      'mutation ($i: CreateCampaignInput!) { createCampaign(input: $i) { id } }',
      { i: { coalitionId: 'a', title: 'Път', goal: 'Път', measureIds: ['b', '\0'] } },
      'measureIds[1]',
    ],
    ['written out', 'mutation { requestSignIn(email: "a\\u0000@evil.example", language: BG) }', {}, undefined],
  ])('of a character that no text may hold %s names the field, compiled or not', async (_where, query, vars, field) => {
    for (const time of ['first', 'second', 'third']) {
      const { errors, text } = await failuresOf(web.address, query, vars);
      const details = field === undefined ? {} : { field };
      expect(errors[0]?.extensions, `${time} ${text}`).toEqual({ code: 'BAD_INPUT', key: 'valueUnreadable', details });
    }
  });

  it.each(['a\u0007@evil.example', 'a\u200Bb@example.org', 'жана@пример.бг', 'a..b@example.org', "a'@b'.example"])(
    'of an address that no mail reaches is told, not stumbled over: %j',
    async (email) => {
      for (const mutation of [
        'mutation ($e: String!) { requestSignIn(email: $e, language: BG) }',
        'mutation ($e: String!) { signInWithCode(email: $e, code: "123456") { waitsForSecondFactor } }',
        'mutation ($e: String!) { signInWithPassword(email: $e, password: "0123456789") { waitsForSecondFactor } }',
      ]) {
        const { errors } = await failuresOf(web.address, mutation, { e: email });
        expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', key: 'signIn.emailUnreadable' });
      }
    },
  );

  it.each([
    ['in the place of a default', 'query ($first: Int) { territories(first: $first) { totalCount } }', { first: null }],
    ['within an input', 'mutation ($id: ID = "x") { updateCampaign(input: { campaignId: $id }) { id } }', { id: null }],
    ['for a condition', 'query ($if: Boolean = true) { territories { totalCount @skip(if: $if) } }', { if: null }],
  ])('of a variable that is null %s is the asker’s, compiled or not', async (_where, query, variables) => {
    for (const time of ['first', 'second', 'third']) {
      const { errors, text } = await failuresOf(web.address, query, variables);
      expect(errors[0]?.extensions, `${time} ${text}`).toMatchObject({ code: 'BAD_INPUT', key: 'query' });
    }
  });

  it.each([
    '{ nothingOfThisName }',
    '{ today ',
    'query ($first: Int!) { territories(first: $first) { totalCount } }',
    '',
  ])('of the query itself keeps its words and carries a code: %s', async (query) => {
    const { errors, status } = await failuresOf(web.address, query);
    expect(status).toBe(400);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', key: 'query' });
    expect(errors[0]?.message).not.toBe('');
  });
});

describe('an unexpected failure', () => {
  const SECRET = 'relation "person" at 10.1.2.3';
  const failing = (): never => {
    throw new Error(SECRET);
  };
  /** A server whose requests get a database that fails, or fail before they have one. */
  const brokenWeb = (when: 'asking' | 'starting') =>
    serveSchema(app, {
      routes: [(router) => void router.get('/broken', failing)],
      isReady: async () => failing(),
      contextOf: async () =>
        when === 'starting'
          ? failing()
          : { ...app.contextFor({ actor: null }), statements: null, em: { execute: failing } as never },
    });

  it.each(['asking', 'starting'] as const)('while %s leaves as an id, and stands in the log under it', async (when) => {
    const { address, logged } = await brokenWeb(when);
    const { errors, text } = await failuresOf(address, '{ territories { totalCount } }');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      message: 'INTERNAL: internal',
      extensions: { code: 'INTERNAL', key: 'internal' },
    });
    expect(Object.keys(errors[0]?.extensions ?? {}).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'code',
      'details',
      'key',
    ]);
    expect(text).not.toMatch(/stack|person|10\.1|\.ts/);
    const entry = logged.find((line) => line.includes(errors[0]?.extensions['details'].incidentId));
    expect(entry).toContain('10.1.2.3');
  });

  it('beside the API leaves as a problem document with the id', async () => {
    const { address, logged } = await brokenWeb('starting');
    const answer = await fetch(`${address}/broken`);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await answer.json()) as Record<string, any>;
    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL', key: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('10.1.2.3');
    expect(logged.some((line) => line.includes(problem['details'].incidentId) && line.includes('10.1.2.3'))).toBe(true);
  });

  it('of the readiness itself is no readiness', async () => {
    const { address } = await brokenWeb('starting');
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
  });
});
