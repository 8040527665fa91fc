/** Attacks by how a request is sent: methods, bodies, heads, connections, and how often. */
import { connect } from 'node:net';
import { gzipSync, deflateSync } from 'node:zlib';
import { refusedBy, refusedWith, type Attack } from '../attack.ts';
import { answerOf, ask, firstOf, sayAndWait, send, type Answer } from '../raw-request.ts';

const JSON_BODY = { 'content-type': 'application/json' };
const QUESTION = JSON.stringify({ query: '{ today }' });
const PREFLIGHT = { 'apollo-require-preflight': '1' };

const byBody =
  (contentType: string, body: string | Uint8Array, headers: Record<string, string> = {}): Attack['run'] =>
  async ({ address }) => [await send(address, { headers: { 'content-type': contentType, ...headers }, body })];

/** The same question so many times, one after the other; each with heads of its own. */
const often =
  (times: number, headersOf: (n: number) => Record<string, string>): Attack['run'] =>
  async ({ address }) => {
    const answers: Answer[] = [];
    for (let n = 0; n < times; n += 1) answers.push(await ask(address, '{ today }', { headers: headersOf(n) }));
    return answers;
  };

const isPolluted = (): boolean =>
  'polluted' in {} || (Object.prototype as Record<string, unknown>)['isAdmin'] !== undefined;

export const requestAttacks: readonly Attack[] = [
  {
    name: 'a change by GET',
    run: async ({ address }) => [
      await send(address, { method: 'GET', path: '/graphql?query=mutation%7BsignOut%7D', headers: PREFLIGHT }),
    ],
    complaint: refusedWith(405),
  },
  {
    name: 'a question by GET from a foreign page',
    run: async ({ address }) => [
      await send(address, {
        method: 'GET',
        path: '/graphql?query=%7Btoday%7D',
        headers: { origin: 'https://evil.example' },
      }),
    ],
    complaint: refusedWith(400),
  },
  {
    name: 'a form',
    run: byBody('application/x-www-form-urlencoded', 'query=mutation%7BsignOut%7D'),
    complaint: refusedWith(400, 415),
  },
  { name: 'a body of text/plain', run: byBody('text/plain', QUESTION), complaint: refusedWith(400, 415) },
  {
    name: 'multipart',
    run: byBody(
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ today }"}\r\n--x--',
    ),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'several types in one head',
    run: byBody('text/plain; application/json', QUESTION),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'an exotic charset',
    run: byBody('application/json; charset=utf-7', '+AHsAIg-query+ACI:+ACIAew- today +AH0AIgB9-'),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'a charset that does not exist',
    run: byBody('application/json; charset=x-none', QUESTION),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'a packed bomb',
    run: byBody('application/json', gzipSync(Buffer.alloc(40_000_000, ' ')), { 'content-encoding': 'gzip' }),
    complaint: refusedBy('TOO_LARGE', 'bodyTooLarge'),
  },
  {
    name: 'a packed bomb of another packing',
    run: byBody('application/json', deflateSync(Buffer.alloc(40_000_000, ' ')), { 'content-encoding': 'deflate' }),
    complaint: refusedBy('TOO_LARGE', 'bodyTooLarge'),
  },
  {
    name: 'a packing that nobody knows',
    run: byBody('application/json', QUESTION, { 'content-encoding': 'zzz' }),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'a foreign origin: its page may read nothing',
    run: async ({ address }) => [
      await send(address, { headers: { ...JSON_BODY, origin: 'https://evil.example' }, body: QUESTION }),
      await send(address, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      }),
    ],
    complaint: (answers) =>
      answers.every(({ headers }) => Object.keys(headers).every((name) => !name.startsWith('access-control-')))
        ? null
        : 'a foreign page is let in',
  },
  {
    name: 'two lengths of one request',
    run: async ({ address }) => [
      await sayAndWait(address, {
        text: `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n`,
        waitMs: 5_000,
      }),
    ],
    complaint: refusedWith(400),
  },
  {
    name: 'a line break in a head',
    run: async ({ address }) => [
      await sayAndWait(address, {
        text: 'GET /livez HTTP/1.1\r\nHost: x\r\nX-A: b\rSet-Cookie: c=d\r\nConnection: close\r\n\r\n',
        waitMs: 5_000,
      }),
    ],
    complaint: refusedWith(400),
  },
  {
    name: 'a head as long as a book',
    run: async ({ address }) => [
      await send(address, { headers: { ...JSON_BODY, 'x-long': 'x'.repeat(100_000) }, body: QUESTION }),
    ],
    complaint: refusedWith(431),
  },
  {
    name: 'a slow head',
    limits: { headSeconds: 1 },
    limiter: 'headSeconds',
    run: async ({ address, patienceMs }) => [
      await sayAndWait(address, { text: 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ', waitMs: patienceMs }),
    ],
    complaint: refusedWith(408, 0),
  },
  {
    name: 'a slow body',
    limits: { requestSeconds: 1 },
    limiter: 'requestSeconds',
    run: async ({ address, patienceMs }) => [
      await sayAndWait(address, {
        text: 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query":',
        waitMs: patienceMs,
      }),
    ],
    complaint: refusedWith(408, 0),
  },
  {
    name: 'connections that say nothing',
    isDirect: true,
    limits: { addressConnections: 20 },
    limiter: 'addressConnections',
    run: async ({ address, patienceMs }) => {
      const { hostname, port } = new URL(address);
      const sockets = Array.from({ length: 60 }, () => connect({ host: hostname, port: Number(port) }));
      const closed = sockets.map(
        (socket) =>
          new Promise<boolean>((resolve) => {
            socket.on('error', () => resolve(true)).on('close', () => resolve(true));
          }),
      );
      const refused = await firstOf(closed, { enough: 40, withinMs: patienceMs });
      for (const socket of sockets) socket.destroy();
      return [answerOf(refused.length === 40 ? 0 : -1)];
    },
    complaint: refusedWith(0),
  },
  {
    name: 'requests without end from one address',
    limits: { addressPoints: 1_000 },
    limiter: 'addressPoints',
    run: often(40, () => ({})),
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'requests without end, their origin forged in X-Forwarded-For',
    limits: { addressPoints: 1_000 },
    limiter: 'addressPoints',
    run: often(40, (n) => ({ 'x-forwarded-for': `10.0.0.${n}, 203.0.113.67` })),
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'requests without end, with sessions that are made up',
    limits: { addressPoints: 1_000 },
    limiter: 'addressPoints',
    run: often(40, (n) => ({ cookie: `sverka_session=made-up-${n}` })),
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'requests without end of one session, from many addresses',
    limits: { sessionPoints: 1_000 },
    limiter: 'sessionPoints',
    run: async (ground, arena) => {
      const cookie = await arena.cookieOf('monitor');
      return often(40, (n) => ({ cookie, 'x-forwarded-for': `192.0.2.${n}` }))(ground, arena);
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'the rate of requests passed by by aliases: many questions in each',
    limits: { addressPoints: 3_000 },
    limiter: 'addressPoints',
    run: async ({ address }) => {
      const answers = [];
      const questions = Array.from(
        { length: 10 },
        (_, n) => `a${n}: territories(first: 100) { nodes { code name } }`,
      ).join(' ');
      for (let n = 0; n < 4; n += 1) answers.push(await ask(address, `{ ${questions} }`));
      return answers;
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'guessing passed by by aliases: many codes in one request',
    run: async ({ address }) => {
      const tries = Array.from(
        { length: 10 },
        (_, n) => `a${n}: requestSignIn(email: "aliases@example.org", language: EN)`,
      );
      const answer = await ask(address, `mutation { ${tries.join(' ')} }`);
      return [answer];
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'tooManyAttempts'),
  },
  {
    name: 'prototype pollution',
    run: async ({ address }) => [
      await send(address, {
        headers: JSON_BODY,
        body: '{"query":"query ($p: String) { territories(search: $p) { totalCount } }","__proto__":{"polluted":1,"isAdmin":true},"constructor":{"prototype":{"polluted":1}},"variables":{"p":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"isAdmin":true}}}}',
      }),
      await send(address, {
        method: 'GET',
        path: '/graphql?query=%7Btoday%7D&__proto__[polluted]=1&constructor[prototype][polluted]=1',
        headers: PREFLIGHT,
      }),
      await send(address, { headers: JSON_BODY, body: '{"documentId":"__proto__"}' }),
      await ask(address, '{ __proto__: today constructor: today }'),
    ],
    complaint: () => (isPolluted() ? 'the prototype of every object was changed' : null),
  },
  {
    name: 'operations of names that every object has',
    run: async ({ address }) => [
      await send(address, { headers: JSON_BODY, body: '{"query":"query a { today }","operationName":"__proto__"}' }),
      await send(address, { headers: JSON_BODY, body: '{"query":"query a { today }","operationName":"constructor"}' }),
    ],
    complaint: (answers) =>
      answers.map((answer) => refusedBy('BAD_INPUT', 'query')([answer])).find((each) => each !== null) ?? null,
  },
  {
    name: 'lines forged in the log',
    run: async (ground) => {
      const forged = '\n{"level":60,"msg":"FORGED"}\n\u001b[2J';
      const answers = [
        await send(ground.address, {
          headers: JSON_BODY,
          body: JSON.stringify({ query: `query a { today }`, operationName: forged }),
        }),
        await send(ground.address, { method: 'GET', path: `/${encodeURIComponent(forged)}` }),
        await ask(ground.address, `{ territories(search: ${JSON.stringify(forged)}) { totalCount } }`),
        await send(ground.address, { headers: { ...JSON_BODY, 'user-agent': '%0a{"level":60}' }, body: '{"query": ' }),
      ];
      const lines = ground.logged.join('').split('\n').filter(Boolean);
      const wrong = lines.filter((line) => {
        try {
          return (JSON.parse(line) as { msg?: string }).msg === 'FORGED';
        } catch {
          return true;
        }
      });
      return [...answers, answerOf(200, wrong.length === 0 ? '{}' : `forged: ${wrong.join(' | ')}`)];
    },
    complaint: (answers) => (answers.at(-1)?.body === '{}' ? null : (answers.at(-1)?.body ?? '')),
  },
  {
    name: 'stack traces asked for by everything that can be wrong',
    run: async ({ address }) => {
      const bodies = [
        '{',
        '[]',
        '1',
        'null',
        '""',
        '{"query":1}',
        '{"query":null}',
        '{"query":{}}',
        '{"query":""}',
        '{"query":"{"}',
        '{"query":"{ today }","variables":1}',
        '{"query":"{ today }","variables":"{"}',
        '{"query":"{ today }","operationName":1}',
        '{"query":"{ today }","extensions":1}',
        '{"query":"subscription { x }"}',
        '{"query":"{ nothing }"}',
        '{"query":"query ($a: Nothing) { today }"}',
        '{"query":"{ territory(code: 1) { id } }"}',
        '{"documentId":{}}',
      ];
      const answers = await Promise.all(bodies.map((body) => send(address, { headers: JSON_BODY, body })));
      const paths = [
        '/graphql?query=%',
        '/graphql?variables=%7B',
        '/%',
        '/%00',
        '/..%2f..%2fetc/passwd',
        '/assets/..%2f..%2fpackage.json',
        '/imports/plans',
        '/imports/reports/template.xlsx?plan[]=1',
        '/graphiql/..',
      ];
      return [
        ...answers,
        ...(await Promise.all(paths.map((path) => send(address, { method: 'GET', path, headers: PREFLIGHT })))),
      ];
    },
    complaint: (answers) => {
      const served = answers.filter(({ hasData }) => hasData);
      return served.length === 0 ? null : `something was answered: ${served.map(({ body }) => body).join(' ')}`;
    },
  },
  {
    name: 'SQL in words that are looked for',
    run: async ({ address }) => {
      const words = [
        "'; drop table measure; --",
        "' or '1'='1",
        '%',
        '_',
        '\\',
        "\\'; select pg_sleep(30); --",
        '$1',
        '$$;',
        'a\u0000b',
        '\uD800',
        '{"a":1}',
        "E'\\x27'",
      ];
      return Promise.all(
        words.flatMap((search) =>
          ['territories', 'organizations', 'measures'].map((list) =>
            ask(address, `query ($search: String) { ${list}(search: $search) { totalCount } }`, {
              variables: { search },
            }),
          ),
        ),
      );
    },
    complaint: async (answers, { app, measureId }) => {
      const { measure } = await app.ask('query ($id: ID!) { measure(id: $id) { id } }', {
        variables: { id: measureId },
      });
      if (measure === null) return 'the measure is gone';
      const odd = answers.find(({ hasData, problem }) => !hasData && problem?.code !== 'BAD_INPUT');
      return odd === undefined ? null : `answered ${odd.status} ${odd.body.slice(0, 200)}`;
    },
  },
  {
    name: 'SQL in cursors, codes and ids',
    run: async ({ address }) => {
      const keys = [
        ["'; drop table measure; --"],
        ['a', 'b', 'c'],
        ['', "' or true --"],
        [1],
        [null],
        [{}],
        ['0', 'x', 'not-a-uuid'],
      ];
      const cursors = [
        ...keys.map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
        'x',
        "' or 1=1 --",
      ];
      return Promise.all([
        ...cursors.flatMap((after) =>
          ['territories', 'organizations', 'measures', 'campaigns', 'strategies', 'actionPlans', 'coalitions'].map(
            (list) =>
              ask(address, `query ($after: String) { ${list}(after: $after) { nodes { id } } }`, {
                variables: { after },
              }),
          ),
        ),
        ...["' or 1=1 --", 'not-a-uuid', '00000000-0000-0000-0000-000000000000', '\u0000'].map((id) =>
          ask(
            address,
            'query ($id: ID!) { measure(id: $id) { id } node(id: $id) { id } observation(id: $id) { id } }',
            { variables: { id } },
          ),
        ),
        ask(address, `{ territory(code: "' or 1=1 --") { id } }`),
        ask(address, `{ territories(within: "' or 1=1 --") { nodes { id } } }`),
      ]);
    },
    complaint: async (answers, { app, measureId }) => {
      const { measure } = await app.ask('query ($id: ID!) { measure(id: $id) { id } }', {
        variables: { id: measureId },
      });
      if (measure === null) return 'the measure is gone';
      const odd = answers.find(({ hasData, problem }) => !hasData && problem?.code !== 'BAD_INPUT');
      return odd === undefined ? null : `answered ${odd.status} ${odd.body.slice(0, 200)}`;
    },
  },
];
