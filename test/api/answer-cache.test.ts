/** Public answers that are kept: given again without touching the data, never to or from who is signed in, in every form that HTTP has. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request, type IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { reachOf } from '../../server/platform/answer-cache/document-reach.ts';
import { collectDocuments } from '../../client/build/trusted-documents.plugin.ts';
import { REVIEW, restsOn } from '../../server/rests-on.ts';
import { countStatements, type StatementCount } from '../support/statement-count.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, sessionCookie, type TestWeb } from '../support/test-web.ts';
import { buildMeasure, buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';

const PREFLIGHT = { 'apollo-require-preflight': '1' };
const WIDE = '{ organizations(first: 50) { totalCount nodes { id name kind sector } } }';

let app: TestApp;
let web: TestWeb;
let counter: StatementCount;

beforeAll(async () => {
  app = await createTestApp();
  web = await createTestWeb(app);
  counter = countStatements(app);
  const { id } = await buildMunicipality(app);
  for (let count = 0; count < 20; count += 1) await buildOrganization(app, { territoryId: id });
});
afterEach(() => void vi.useRealTimers());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function ask(
  query: string,
  headers: Record<string, string> = {},
  { method = 'GET', at = web }: { readonly method?: string; readonly at?: TestWeb } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const address = `${at.address}/graphql?query=${encodeURIComponent(query)}`;
    request(address, { method, headers: { ...PREFLIGHT, ...headers }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
/** Statements that reached the data; those that read versions go another way. */
async function touched(work: () => Promise<Answer>): Promise<{ readonly answer: Answer; readonly statements: number }> {
  const { statements, result } = await counter.during(work);
  return { answer: result, statements: statements.length };
}
const change = () => buildOrganization(app);

describe('a public answer', () => {
  it('is given again without touching the data, and anew after a change', async () => {
    await change();
    const first = await touched(() => ask(WIDE));
    const again = await touched(() => ask(WIDE));
    await change();
    const anew = await touched(() => ask(WIDE));
    expect(first.statements).toBeGreaterThan(0);
    expect(again.statements).toBe(0);
    expect(again.answer.body).toEqual(first.answer.body);
    expect(anew.statements).toBeGreaterThan(0);
    expect(JSON.parse(String(anew.answer.body)).data.organizations.totalCount).toBe(
      JSON.parse(String(first.answer.body)).data.organizations.totalCount + 1,
    );
  });

  it('says the same of itself when it is made and when it is kept', async () => {
    await change();
    const names = [
      'cache-control',
      'content-type',
      'etag',
      'vary',
      'content-security-policy',
      'x-content-type-options',
    ];
    const [made, kept] = [await ask(WIDE), await ask(WIDE)];
    const told = ({ headers }: Answer) => names.map((name) => [name, headers[name]]);
    expect(told(kept)).toEqual(told(made));
    expect(kept.headers).toMatchObject({
      'cache-control': 'public, no-cache',
      vary: 'Accept, Accept-Encoding, Cookie',
    });
    expect(kept.headers['content-length']).toBe(String(kept.body.length));
  });

  it('is not sent to who has it, whether this server keeps it or never made it', async () => {
    await change();
    const { headers } = await ask(WIDE);
    const etag = String(headers.etag);
    const other = await createTestWeb(app);
    for (const at of [web, other]) {
      const { answer, statements } = await touched(() => ask(WIDE, { 'if-none-match': `"other", ${etag}` }, { at }));
      expect([answer.status, answer.body.length, statements]).toEqual([304, 0, 0]);
      expect(answer.headers).toMatchObject({ etag, 'cache-control': 'public, no-cache' });
    }
    expect((await ask(WIDE, { 'if-none-match': '*' })).status).toBe(304);
    await change();
    expect((await ask(WIDE, { 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ] as const)('to who takes %s goes as %s, with the same text', async (accepted, given, unpack) => {
    await change();
    const plain = await ask(WIDE);
    const packed = await ask(WIDE, { 'accept-encoding': accepted });
    const again = await ask(WIDE, { 'accept-encoding': accepted });
    expect(packed.headers['content-encoding']).toBe(given);
    expect(unpack(packed.body)).toEqual(plain.body);
    expect(again.body).toEqual(packed.body);
    expect(packed.headers.etag).toBe(plain.headers.etag);
  });

  it('is told about by HEAD as by GET, without its body', async () => {
    await change();
    const made = await ask(WIDE, {}, { method: 'HEAD' });
    const kept = await ask(WIDE, {}, { method: 'HEAD' });
    const got = await ask(WIDE);
    for (const head of [made, kept]) {
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect(head.headers.etag).toBe(got.headers.etag);
    }
    expect(kept.headers['content-length']).toBe(got.headers['content-length']);
  });

  it('that many ask for at once is made once', async () => {
    await change();
    const alone = await touched(() => ask(WIDE));
    await change();
    const { statements, result } = await counter.during(() => Promise.all(Array.from({ length: 20 }, () => ask(WIDE))));
    expect(new Set(result.map(({ body }) => String(body))).size).toBe(1);
    expect(statements.length).toBe(alone.statements);
  });

  it('differs by the form that was asked for', async () => {
    await change();
    const plain = await ask(WIDE, { accept: 'application/json' });
    const knowing = await ask(WIDE, { accept: 'application/graphql-response+json' });
    expect(plain.headers['content-type']).toContain('application/json');
    expect(knowing.headers['content-type']).toContain('application/graphql-response+json');
    expect(plain.headers.etag).not.toBe(knowing.headers.etag);
  });

  it('of yesterday is not given today', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T21:59:50Z') });
    const before = await ask('{ today }');
    vi.setSystemTime(new Date('2026-11-22T22:00:10Z'));
    const after = await ask('{ today }', { 'if-none-match': String(before.headers.etag) });
    expect(JSON.parse(String(before.body)).data.today).toBe('2026-11-22');
    expect(after.status).toBe(200);
    expect(JSON.parse(String(after.body)).data.today).toBe('2026-11-23');
  });
});

describe('what is nobody else’s', () => {
  it('is neither kept nor answered from what is kept', async () => {
    const cookie = await sessionCookie(app, await buildPerson(app, { role: 'MONITOR' }));
    await change();
    const own = await touched(() => ask(WIDE, { cookie }));
    const others = await touched(() => ask(WIDE));
    const ownAgain = await touched(() => ask(WIDE, { cookie }));
    expect(own.answer.headers['cache-control']).toBe('private, no-store');
    expect(others.statements).toBeGreaterThan(0);
    expect(ownAgain.statements).toBeGreaterThan(0);
    expect(ownAgain.answer.headers['cache-control']).toBe('private, no-store');
  });

  it.each([
    ['a cookie of a session that has ended', { cookie: 'sverka_session=gone' }],
    ['any other cookie', { cookie: 'theme=dark' }],
    ['a proof in another header', { authorization: 'Bearer any' }],
  ])('asked with %s is made anew each time', async (_with, headers) => {
    await change();
    await ask(WIDE, headers);
    const again = await touched(() => ask(WIDE, headers));
    expect(again.answer.status).toBe(200);
    expect(again.statements).toBeGreaterThan(0);
  });
});

describe('what is not kept:', () => {
  it('a question that failed, wholly or in part', async () => {
    const broken = '{ organizations { totalCount } councilDesk(territory: "x", asOf: "2999-01-01") { asOf } }';
    const [first, again] = [await ask(broken), await touched(() => ask(broken))];
    expect(JSON.parse(String(first.body)).errors).toHaveLength(1);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(again.statements).toBeGreaterThan(0);
    expect((await ask('{ nothing }')).headers['cache-control']).toBe('no-store');
  });

  it('a root field that nobody reviewed', async () => {
    await ask('{ viewer { id } organizations { totalCount } }');
    const again = await touched(() => ask('{ viewer { id } organizations { totalCount } }'));
    expect(again.statements).toBeGreaterThan(0);
  });

  it('an answer by POST', async () => {
    const answer = await fetch(`${web.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ today }' }),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('a text that a form of a foreign page could have sent, though it is kept for others', async () => {
    await ask(WIDE);
    expect((await ask(WIDE, { 'apollo-require-preflight': '' })).status).toBe(400);
  });
});

describe('what an answer rests on', () => {
  const reach = (text: string) => reachOf({ schema: app.schema, review: REVIEW }, { text, operationName: null });

  it('is its own plan alone: a change of another leaves it as it is', async () => {
    const [own, other] = [await buildMeasure(app), await buildMeasure(app)];
    const query = `{ actionPlan(id: "${own.planId}") { id title parent { id title } progress { measures } measures { nodes { wording statements { text } } } } }`;
    await ask(query);
    const reword = (id: string) =>
      rows(worldContext(app), sql`update measure_version set wording = wording || '!' where measure_id = ${id}`);
    await reword(other.id);
    expect((await touched(() => ask(query))).statements).toBe(0);
    await reword(own.id);
    const anew = await ask(query);
    expect(JSON.parse(String(anew.body)).data.actionPlan.measures.nodes[0].wording).toMatch(/!$/);
  });

  it('is the plans of its territory: one that comes is seen, and so is every change of it', async () => {
    const municipality = await buildMunicipality(app);
    const query = `{ councilDesk(territory: "${municipality.code}") { progress { measures } plans { title measureCount } } }`;
    const told = async () => JSON.parse(String((await ask(query)).body)).data.councilDesk;
    expect((await told()).plans).toEqual([]);
    const own = await buildMeasure(app, { plan: { territoryId: municipality.id } });
    expect((await told()).plans).toMatchObject([{ measureCount: 1 }]);
    await buildMeasure(app);
    const { planId } = own;
    await rows(worldContext(app), sql`update action_plan set title = 'Нов' where id = ${planId}`);
    expect((await told()).plans).toMatchObject([{ title: 'Нов' }]);
    expect((await touched(() => ask(query))).statements).toBeLessThanOrEqual(0);
  });

  it.each([
    [
      '{ actionPlan(id: "x") { annualPlans { title } strategy { implements { title } } territory { path { name } } } }',
      true,
    ],
    ['{ actionPlan(id: "x") { annualPlans { progress { measures } } } }', false],
    ['{ actionPlan(id: "x") { strategy { progress { measures } } } }', false],
    ['{ actionPlan(id: "x") { territory { actionPlans { title } } } }', false],
    [
      '{ actionPlan(id: "x") { measures { nodes { responsibles { organization { progress { measures } } } } } } }',
      false,
    ],
    ['{ actionPlan(id: "x") { ...P } } fragment P on ActionPlan { obligations { previous { id } } }', false],
    ['{ actionPlan(id: "x") { ... on ActionPlan { parent { ... { measureCount } } } } }', false],
    ['{ measure(id: "x") { plan { title } campaigns { title coalition { name } } } }', true],
    ['{ measure(id: "x") { campaigns { measures { measure { wording } } } } }', false],
    ['{ territory(code: "x") { progress { measures } children { nodes { progress { measures } } } } }', true],
    ['{ territory(code: "x") { parent { progress { measures } } } }', false],
    ['{ councilDesk(territory: "x") { territory { progress { measures } } } }', false],
    ['{ organizations { totalCount } }', false],
  ])('%s stays within what it names: %s', (text, stays) => {
    expect(reach(text)?.staysWithin).toBe(stays);
  });

  it.each([
    ['{ viewer { id } }'],
    ['mutation { signOut }'],
    ['{ nonsense'],
    ['query A { today } query B { today }'],
    ['{ ...F } fragment F on Query { ...F }'],
  ])('%s is not to be kept', (text) => {
    expect(reach(text)).toBeNull();
  });

  it('names only what the contract has', () => {
    const missing = Object.entries(REVIEW.staysWithin).flatMap(([name, fields]) => {
      const type = app.schema.getType(name.replace(' outside', ''));
      const known = type !== undefined && 'getFields' in type ? Object.keys(type.getFields()) : [];
      return fields.filter((field) => !known.includes(field)).map((field) => `${name}.${field}`);
    });
    expect(missing).toEqual([]);
  });

  it('is told apart for the pages that people read most', async () => {
    const { textOf, idOf } = collectDocuments(`${import.meta.dirname}/../../client`);
    const measure = await buildMeasure(app);
    const topicsOf = restsOn(app);
    const pages = {
      PlanPage: measure.planId,
      PlanMeasures: measure.planId,
      MeasurePage: measure.id,
      MeasureObservations: measure.id,
    };
    for (const [name, id] of Object.entries(pages)) {
      const topics = await topicsOf({
        text: textOf.get(idOf.get(name) ?? '') ?? '',
        operationName: null,
        variables: { id },
      });
      expect([name, topics]).toEqual([name, ['campaigns', 'documents', 'register', 'site', `plan:${measure.planId}`]]);
    }
  });
});
