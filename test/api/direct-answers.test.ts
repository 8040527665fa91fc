/**
 * What comes again and again is answered ahead of Express and Apollo, and says the same. Every request here is sent plain
 * and in chunks, which only the usual way takes; status, headers and text are compared.
 */
import { createHash, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  OperationTypeNode,
  parse,
  typeFromAST,
  type GraphQLInputType,
} from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectDocuments } from '../../client/build/trusted-documents.plugin.ts';
import { createApp } from '../../server/app.ts';
import { DEFAULT_LIMITS } from '../../server/platform/http/limits/limits.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { countUsualWay, JSON_HEADERS, sendBothWays, sendBy, Way, type SentBody } from '../support/both-ways.ts';
import { createTestDatabase } from '../support/database.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, serveSchema, sessionCookie } from '../support/test-web.ts';
import { buildDemoWithInsider, buildPerson, worldContext } from '../support/world.ts';

const { textOf } = collectDocuments(resolve(import.meta.dirname, '../../client'));
const PLACES = 'query Places($first: Int = 3) { territories(first: $first) { totalCount nodes { name } } }';
/** The compiled form asks for a variable that the reference takes from the document. */
const LEFT_OUT = 'query LeftOut($first: Int! = 3) { territories(first: $first) { totalCount } }';
const LEAVE = 'mutation Leave { signOut }';
const ME = 'query Me { viewer { id } }';
/** Reading it leaves an entry in the audit log. */
const RECORDED = 'query Recorded { verificationQueue(first: 5) { nodes { id } } }';
const TWO = 'query One { today } query Two { __typename }';

let app: TestApp;
let insider: string;
let address: string;
let usual: { count: number };
let ids: readonly string[];
/** Of the insider's session, which was used before on this day. */
let cookie: string;

beforeAll(async () => {
  app = await createTestApp();
  insider = await buildDemoWithInsider(app);
  const web = await createTestWeb(app, {
    trustedDocuments: textOf,
    limits: { ...DEFAULT_LIMITS, sessionPoints: null, addressPoints: null },
  });
  address = web.address;
  usual = countUsualWay(web.express);
  ids = await Promise.all(['action_plan', 'measure'].map(anyOf));
  cookie = await sessionCookie(app, insider);
  await makeKnown({ body: asked({ query: LEFT_OUT, variables: { first: 3 } }) });
  for (const query of [PLACES, LEAVE, ME, TWO, RECORDED])
    await makeKnown({ body: asked({ query }), headers: { ...JSON_HEADERS, cookie: query === LEAVE ? '' : cookie } });
}, 120_000);

beforeEach(() => void (usual.count = 0));

async function anyOf(table: string): Promise<string> {
  const found = await rows<{ id: string }>(worldContext(app), {
    text: [`select id from ${table} order by id limit 1`],
    values: [],
  });
  return found[0]?.id ?? '';
}

const asked = (members: object): string => JSON.stringify(members);

/** What is answered a second time is known from then on. */
async function makeKnown(sent: SentBody, at: string = address): Promise<void> {
  for (let time = 0; time < 2; time += 1) await sendBy(Way.USUAL, at, sent);
}

/** Values that can be read, of things that are there; what a mutation is given is there too, and not for the public. */
function variablesFor(text: string, id: string): Record<string, unknown> {
  const valueOf = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return valueOf(type.ofType);
    if (isListType(type)) return [valueOf(type.ofType)];
    if (isEnumType(type)) return type.getValues()[0]?.name;
    if (!isInputObjectType(type))
      return (
        { ID: id, UUID: randomUUID(), Int: 2, Boolean: false, LocalDate: '2026-11-01', Float: 0.5 }[type.name] ??
        'nobody@example.org'
      );
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type)]));
  };
  const definitions = getOperationAST(parse(text))?.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions.map(({ variable, type }) => [
      variable.name.value,
      valueOf(typeFromAST(app.schema, type as never) as unknown as GraphQLInputType),
    ]),
  );
}

const documents = [...textOf].map(([documentId, text]) => {
  const operation = getOperationAST(parse(text));
  return { documentId, text, name: operation?.name?.value ?? '', kind: operation?.operation };
});

it.each(documents.map((document) => [document.name, document] as const))(
  'the document %s is answered directly, to the public and to somebody signed in, as it is the usual way',
  async (_name, { documentId, text, kind }) => {
    for (const id of ids) {
      const body = asked({ documentId, variables: variablesFor(text, id) });
      await makeKnown({ body });
      for (const headers of kind === OperationTypeNode.QUERY
        ? [JSON_HEADERS, { ...JSON_HEADERS, cookie }]
        : [JSON_HEADERS]) {
        usual.count = 0;
        const both = await sendBothWays(address, { body, headers });
        expect(both.direct).toEqual(both.usual);
        expect(usual.count).toBe(1);
      }
    }
  },
);

describe('a plain request of what is known', () => {
  const plain: readonly (readonly [string, SentBody])[] = [
    ['by its text', { body: asked({ query: PLACES }) }],
    ['by its name too', { body: asked({ query: PLACES, operationName: 'Places' }) }],
    ['without a name, by null', { body: asked({ query: PLACES, operationName: null, variables: null }) }],
    ['with variables that nobody asked for', { body: asked({ query: PLACES, variables: { other: [{ a: 1 }] } }) }],
    [
      'with a variable that is called like a prototype',
      { body: '{"query":"query Me { viewer { id } }","variables":{"__proto__":{"first":1},"constructor":1}}' },
    ],
    [
      'in a known charset',
      { body: asked({ query: PLACES }), headers: { 'content-type': 'application/json; charset=utf-8' } },
    ],
    ['for whom any type will do', { body: asked({ query: PLACES }), headers: { ...JSON_HEADERS, accept: '*/*' } }],
    [
      'for whom GraphQL’s own type will do',
      { body: asked({ query: PLACES }), headers: { ...JSON_HEADERS, accept: 'application/graphql-response+json' } },
    ],
    [
      'for who takes it packed by gzip',
      {
        body: asked({ query: PLACES, variables: { first: 100 } }),
        headers: { ...JSON_HEADERS, 'accept-encoding': 'gzip' },
      },
    ],
    [
      'for who takes it packed by brotli',
      {
        body: asked({ query: PLACES, variables: { first: 100 } }),
        headers: { ...JSON_HEADERS, 'accept-encoding': 'gzip, deflate, br' },
      },
    ],
    [
      'that is short, for who takes it packed',
      { body: asked({ query: ME }), headers: { ...JSON_HEADERS, 'accept-encoding': 'gzip' } },
    ],
    [
      'with a session that is none',
      { body: asked({ query: ME }), headers: { ...JSON_HEADERS, cookie: 'sverka_session=made-up' } },
    ],
    [
      'with a cookie of TLS where there is none',
      { body: asked({ query: ME }), headers: { ...JSON_HEADERS, cookie: '__Host-sverka_session=made-up' } },
    ],
    ['whose field refuses', { body: asked({ query: PLACES, variables: { first: 1000 } }) }],
    ['that changes something', { body: asked({ query: LEAVE }) }],
    [
      'said to come from a foreign page, which JSON cannot without being asked',
      { body: asked({ query: PLACES }), headers: { ...JSON_HEADERS, origin: 'https://elsewhere.example' } },
    ],
  ];

  it.each(plain)('%s is answered directly, and as the usual way', async (_what, sent) => {
    const both = await sendBothWays(address, sent);
    expect(both.direct).toEqual(both.usual);
    expect(both.direct.text).toMatch(/^\{"(data|errors)"/);
    expect(usual.count).toBe(1);
  });

  it('of somebody signed in is theirs alone, and goes as it is', async () => {
    const body = asked({ query: PLACES, variables: { first: 100 } });
    const both = await sendBothWays(address, { body, headers: { ...JSON_HEADERS, cookie, 'accept-encoding': 'gzip' } });
    expect(both.direct).toEqual(both.usual);
    expect(both.direct.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(both.direct.headers).not.toHaveProperty('content-encoding');
    expect(usual.count).toBe(1);
  });

  it('renews a session that was not used on this day', async () => {
    const person = await buildPerson(app, { role: 'MONITOR' });
    const cookies = await Promise.all(
      Object.values(Way).map(async (way) => {
        const answer = await sendBy(way, address, {
          body: asked({ query: ME }),
          headers: { ...JSON_HEADERS, cookie: await sessionCookie(app, person) },
        });
        return String(answer.headers['set-cookie']).replace(/=[\w-]{43};/, '=…;');
      }),
    );
    expect(cookies[0]).toBe('sverka_session=…; Max-Age=2592000; Path=/; Expires=…; HttpOnly; SameSite=Lax');
    expect(cookies[1]).toBe(cookies[0]);
  });

  it('ends a session, and takes its cookie away', async () => {
    const person = await buildPerson(app, { role: 'MONITOR' });
    const own = { ...JSON_HEADERS, cookie: await sessionCookie(app, person) };
    await sendBy(Way.DIRECT, address, { body: asked({ query: ME }), headers: own });
    const left = await sendBy(Way.DIRECT, address, { body: asked({ query: LEAVE }), headers: own });
    expect(left).toMatchObject({ status: 200, text: '{"data":{"signOut":true}}\n' });
    expect(String(left.headers['set-cookie'])).toContain('sverka_session=; Max-Age=0;');
    const after = await sendBy(Way.DIRECT, address, { body: asked({ query: ME }), headers: own });
    expect(after.text).toBe('{"data":{"viewer":null}}\n');
    expect(usual.count).toBe(0);
  });

  it('is recorded where what it reads is', async () => {
    const entries = async () =>
      Number((await rows<{ n: string }>(worldContext(app), sql`select count(*) as n from audit_entry`))[0]?.n);
    const counts: number[] = [];
    for (const way of Object.values(Way)) {
      const before = await entries();
      await sendBy(way, address, { body: asked({ query: RECORDED }), headers: { ...JSON_HEADERS, cookie } });
      counts.push((await entries()) - before);
    }
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(counts[0]);
    expect(usual.count).toBe(1);
  });

  it('tells that it changed something, and not that it read', async () => {
    let told = 0;
    const { address: here } = await serveSchema(app, {
      onChanged: () => void (told += 1),
      contextOf: async () => app.contextFor({ actor: null }),
    });
    for (const query of [PLACES, LEAVE]) await makeKnown({ body: asked({ query }) }, here);
    told = 0;
    await sendBy(Way.DIRECT, here, { body: asked({ query: PLACES }) });
    expect(told).toBe(0);
    await sendBy(Way.DIRECT, here, { body: asked({ query: LEAVE }) });
    expect(told).toBe(1);
  });
});

describe('a request that is not plain, not known or not right', () => {
  const hash = `sha256:${createHash('sha256').update('unknown').digest('hex')}`;
  const [known] = documents;
  const places = asked({ query: PLACES });
  const refused: readonly (readonly [string, SentBody])[] = [
    ['with a hash that nobody knows', { body: asked({ documentId: hash }) }],
    ['with a hash that is a member of every object', { body: '{"documentId":"__proto__"}' }],
    ['with a hash that is a number', { body: asked({ documentId: 17 }) }],
    ['with a hash and a text', { body: asked({ documentId: known?.documentId, query: PLACES }) }],
    [
      'with a persisted query',
      { body: asked({ query: PLACES, extensions: { persistedQuery: { version: 1, sha256Hash: hash.slice(7) } } }) },
    ],
    ['with extensions that are a text', { body: asked({ query: PLACES, extensions: '{}' }) }],
    ['with a name that the document has not', { body: asked({ query: PLACES, operationName: 'Other' }) }],
    ['with an empty name', { body: asked({ query: PLACES, operationName: '' }) }],
    ['with a name that is a number', { body: asked({ query: PLACES, operationName: 1 }) }],
    ['with two operations and no name', { body: asked({ query: TWO }) }],
    ['with two operations, one named', { body: asked({ query: TWO, operationName: 'One' }) }],
    ['with variables in a text', { body: asked({ query: PLACES, variables: '{"first":1}' }) }],
    ['with variables in a list', { body: asked({ query: PLACES, variables: [1] }) }],
    ['with a variable of another type', { body: asked({ query: PLACES, variables: { first: 'many' } }) }],
    ['with a variable that is null where none may be', { body: asked({ query: PLACES, variables: { first: null } }) }],
    [
      'with a member that is called like a prototype',
      { body: `{"query":${JSON.stringify(PLACES)},"__proto__":{"variables":{"first":1}}}` },
    ],
    ['with a text that is none', { body: asked({ query: '{ nothing' }) }],
    ['with a text that is a number', { body: asked({ query: 1 }) }],
    ['with a field that is not there', { body: asked({ query: '{ nothing }' }) }],
    ['without a text', { body: asked({ variables: {} }) }],
    ['with a variable left out that the compiled form asks for', { body: asked({ query: LEFT_OUT }) }],
    ['that is empty', { body: '' }],
    ['that is no JSON', { body: '{"query":' }],
    ['that is a list', { body: asked([{ query: PLACES }]) }],
    ['that is a word', { body: '"query"' }],
    ['that is null', { body: 'null' }],
    ['that begins with a mark of its order of bytes', { body: `\uFEFF${places}` }],
    ['that is packed', { body: gzipSync(places), headers: { ...JSON_HEADERS, 'content-encoding': 'gzip' } }],
    ['that is too large', { body: asked({ query: `${PLACES} # ${'x'.repeat(300_000)}` }) }],
    [
      'of plain text, as a form of a foreign page sends it',
      { body: places, headers: { 'content-type': 'text/plain', origin: 'https://elsewhere.example' } },
    ],
    ['of a form', { body: 'query=%7Btoday%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['of no type', { body: places, headers: {} }],
    [
      'in another charset',
      { body: Buffer.from(places, 'utf16le'), headers: { 'content-type': 'application/json; charset=utf-16le' } },
    ],
    ['for who takes nothing that there is', { body: places, headers: { ...JSON_HEADERS, accept: 'text/html' } }],
    [
      'for who would rather have something else',
      {
        body: places,
        headers: { ...JSON_HEADERS, accept: 'application/json;q=0.1, application/graphql-response+json' },
      },
    ],
    ['at an address with a question in it', { body: places, path: '/graphql?query=%7Btoday%7D' }],
    ['at an address with a hash in it', { body: places, path: `/graphql?documentId=${hash}` }],
    ['at an address that ends in a slash', { body: places, path: '/graphql/' }],
    ['by another method', { body: places, method: 'PUT' }],
  ];

  it.each(refused)('%s is handed on whole', async (_what, sent) => {
    const both = await sendBothWays(address, sent);
    expect(both.direct).toEqual(both.usual);
    expect(usual.count).toBe(2);
  });

  it('and holds bytes that are no text says the same', async () => {
    const body = Buffer.concat([
      Buffer.from(`{"query":${JSON.stringify(PLACES)},"variables":{"x":"`),
      Buffer.from([0xff, 0xc3, 0x28]),
      Buffer.from('"}}'),
    ]);
    const both = await sendBothWays(address, { body });
    expect(both.direct).toEqual(both.usual);
  });

  it('is handed on although its body comes bit by bit', async () => {
    const body = asked({ query: '{ anything }' });
    const heard = await say([head(body), body.slice(0, 5), body.slice(5)]);
    expect(heard).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(usual.count).toBe(1);
  });
});

const head = (body: string, more = ''): string =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${more}\r\n`;

/** Says one part after another on a bare connection. @returns all that is answered until the server closes it. */
function say(parts: readonly string[], at: string = address): Promise<string> {
  const { hostname, port } = new URL(at);
  return new Promise((done, failed) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let heard = '';
    socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
    socket.once('error', failed).once('close', () => done(heard));
    void (async () => {
      for (const part of parts) {
        socket.write(part);
        await new Promise((next) => setTimeout(next, 20));
      }
    })();
  });
}

describe('a connection', () => {
  const places = asked({ query: PLACES });
  const last = (body: string): string => head(body, 'connection: close\r\n') + body;

  it('whose body comes bit by bit is answered directly', async () => {
    const heard = await say([head(places, 'connection: close\r\n'), places.slice(0, 7), places.slice(7)]);
    expect(heard).toContain('"totalCount"');
    expect(usual.count).toBe(0);
  });

  it('that asks three things at once is answered in their order, whichever way each goes', async () => {
    const other = asked({ query: '{ unknownField }' });
    const me = asked({ query: ME });
    const heard = await say([head(other) + other + head(places) + places + last(me)]);
    const order = ['GRAPHQL_VALIDATION_FAILED', '"totalCount"', '"viewer":null'].map((word) => heard.indexOf(word));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(heard.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(usual.count).toBe(1);
  });

  it('that is left in the middle of a body harms nobody', async () => {
    const { hostname, port } = new URL(address);
    await Promise.all(
      Array.from(
        { length: 20 },
        () =>
          new Promise<void>((gone) => {
            const socket = connect({ host: hostname, port: Number(port) }, () => {
              socket.write(head(places) + places.slice(0, 9), () => socket.destroy());
            });
            socket.once('close', () => gone());
          }),
      ),
    );
    expect(await say([last(places)])).toContain('"totalCount"');
    expect(usual.count).toBe(0);
  });

  it('that never sends its body is closed in its time', async () => {
    const { address: strict } = await createTestWeb(app, {
      limits: { ...DEFAULT_LIMITS, headSeconds: 1, requestSeconds: 1 },
    });
    await makeKnown({ body: places }, strict);
    expect(await say([head(places), places.slice(0, 9)], strict)).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('the limits', () => {
  const tight = { ...DEFAULT_LIMITS, addressPoints: 700, sessionPoints: null };

  it.each([
    ['what is answered', { body: asked({ query: PLACES }) }],
    ['what cannot be read', { body: '{"query":' }],
    ['what is not known', { body: asked({ query: '{ unknownField }' }) }],
    ['what is known and cannot be run directly', { body: asked({ query: LEFT_OUT }) }],
  ])('count the points of %s the same on both ways, until they are spent', async (_what, sent) => {
    const statuses = await Promise.all(
      Object.values(Way).map(async (way) => {
        const { address: strict } = await createTestWeb(app, { limits: tight });
        for (const query of [PLACES, LEFT_OUT])
          await makeKnown({ body: asked({ query, variables: { first: 3 } }) }, strict);
        const found: number[] = [];
        for (let turn = 0; turn < 14; turn += 1) found.push((await sendBy(way, strict, sent)).status);
        return found.join();
      }),
    );
    expect(statuses[0]).toMatch(/^[24]00,.*429$/);
    expect(statuses[1]).toBe(statuses[0]);
  });

  it('hold for what its variables make of a known text', async () => {
    const { address: strict, express } = await createTestWeb(app, { limits: { ...DEFAULT_LIMITS, cost: 60 } });
    await makeKnown({ body: asked({ query: PLACES }) }, strict);
    const through = countUsualWay(express);
    const both = await sendBothWays(strict, { body: asked({ query: PLACES, variables: { first: 90 } }) });
    expect(both.direct).toEqual(both.usual);
    expect(both.direct.text).toContain('limit.cost');
    expect(through.count).toBe(2);
    const many = asked({ query: PLACES, variables: { other: Array.from({ length: 30_000 }, () => 1) } });
    const flood = await sendBothWays(strict, { body: many });
    expect(flood.direct).toEqual(flood.usual);
    expect(flood.direct.text).toContain('limit.variableValues');
  });
});

describe('a failure', () => {
  it('of the database is told under an id, and logged', async () => {
    const database = await createTestDatabase();
    const orphan = await createApp({ databaseUrl: database.url, poolSize: 2 });
    const { address: lost, logged } = await createTestWeb(orphan);
    await makeKnown({ body: asked({ query: PLACES }) }, lost);
    await database.drop();
    const both = await sendBothWays(lost, { body: asked({ query: PLACES }) });
    expect(both.direct).toEqual(both.usual);
    expect(both.direct.text).toContain('"INTERNAL"');
    const signedIn = await sendBothWays(lost, {
      body: asked({ query: PLACES }),
      headers: { ...JSON_HEADERS, cookie: 'sverka_session=any' },
    });
    expect(signedIn.direct).toEqual(signedIn.usual);
    expect(signedIn.direct.status).toBe(500);
    expect(logged.filter((line) => line.includes('incidentId'))).toHaveLength(4);
    await orphan.close();
  });
});
