/** Attacks by what comes with a document or is told of the contract: variables, hashes, batches, introspection. */
import { refusedBy, type Attack } from '../attack.ts';
import { answerOf, ask, send } from '../raw-request.ts';

const many = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');
/** `{ a { a { … inner … } } }` */
const nested = (levels: number, field: string, inner: string): string =>
  `${`${field} { `.repeat(levels)}${inner}${' }'.repeat(levels)}`;
const byDocument =
  (text: string): Attack['run'] =>
  async ({ address }) => [await ask(address, text)];
const IN_PLACE = (inner: string): string => `{ territory(code: "ATK01") { ${inner} } }`;

/** Each fragment uses the next twice: 2^40 fields in a page of text. */

export const questionAttacks: readonly Attack[] = [
  {
    name: 'a fragment named __schema, which some counters take for introspection',
    run: byDocument(`${IN_PLACE('...__schema')} fragment __schema on Territory { ${nested(100, 'parent', 'code')} }`),
    complaint: refusedBy('TOO_COMPLEX', 'limit.depth'),
    limiter: 'depth',
  },
  {
    name: 'coercion flood: a list of wrong values',
    run: async ({ address }) => [
      await ask(address, 'mutation ($i: CreateCampaignInput!) { createCampaign(input: $i) { id } }', {
        variables: { i: { measureIds: Array(60_000).fill(1) } },
      }),
    ],
    complaint: refusedBy('TOO_COMPLEX', 'limit.variableValues'),
    limiter: 'variableValues',
  },
  {
    name: 'coercion flood within the limit: no more than a page of complaints comes back',
    run: async ({ address }) => [
      await ask(address, 'query ($a: Int!) { territories(first: $a) { totalCount } }', {
        variables: { a: Array.from({ length: 15_000 }, () => ({})) },
      }),
    ],
    complaint: (answers) =>
      refusedBy('BAD_INPUT', 'query')(answers) ??
      ((answers[0]?.body.length ?? 0) < 300_000 ? null : 'the answer is larger than what was sent'),
  },
  {
    name: 'values within values, deeper than a stack',
    run: async ({ address }) => [
      await send(address, {
        headers: { 'content-type': 'application/json' },
        body: `{"query":"{ today }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      }),
    ],
    complaint: refusedBy('TOO_COMPLEX', 'limit.variableValues'),
    limiter: 'variableValues',
  },
  {
    name: 'introspection within introspection',
    run: byDocument('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'),
    complaint: refusedBy('BAD_INPUT', 'query'),
  },
  {
    name: 'introspection, wide',
    run: byDocument(
      `{ ${many(8, (n) => `a${n}: __schema { types { fields { name args { name type { name fields { name description } } } } } }`)} }`,
    ),
    complaint: refusedBy('TOO_COMPLEX', 'limit.cost'),
    limiter: 'cost',
  },
  {
    name: 'persisted-query flood: texts left under their hashes',
    run: async ({ address }) => {
      const answers = [];
      for (let n = 0; n < 50; n += 1)
        answers.push(
          await send(address, {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              query: `{ a${n}: today }`,
              extensions: { persistedQuery: { version: 1, sha256Hash: n.toString(16).padStart(64, '0') } },
            }),
          }),
        );
      return answers;
    },
    complaint: (answers) => answers.map((answer) => refusedBy('BAD_INPUT', 'query')([answer])).find(Boolean) ?? null,
  },
  {
    name: 'hashes of trusted documents, guessed',
    run: async ({ address }) => [
      await send(address, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ documentId: `sha256:${'0'.repeat(64)}` }),
      }),
    ],
    complaint: refusedBy('PERSISTED_DOCUMENT_NOT_FOUND', 'documentUnknown'),
  },
  {
    name: 'flood of new texts, each to be read and validated',
    limits: { addressPoints: 660 },
    limiter: 'addressPoints',
    run: async ({ address }) => {
      const answers = [];
      for (let n = 0; n < 60; n += 1) answers.push(await ask(address, IN_PLACE(`n${n}: name ${' '.repeat(500)}`)));
      return answers;
    },
    complaint: refusedBy('TOO_MANY_REQUESTS', 'limit.rate'),
  },
  {
    name: 'batching',
    run: async ({ address }) => [
      await send(address, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ today }' }))),
      }),
    ],
    complaint: (answers) =>
      answers[0]?.status === 400 && !answers[0].hasData ? null : `answered ${answers[0]?.status}`,
  },
  {
    name: 'suggestions: they name nothing that introspection does not',
    run: async ({ address }) => {
      const told = await ask(
        address,
        '{ __schema { types { name fields(includeDeprecated: true) { name args { name } } inputFields { name } enumValues { name } } } }',
      );
      const answers = [];
      for (const query of [
        '{ territorys { totalCount } }',
        '{ territories(firs: 1) { totalCount } }',
        '{ territories(kind: MUNICIPALITI) { totalCount } }',
        '{ viewer { memberships { rol } } }',
        'query ($a: Territori) { today }',
        'mutation { submitObservatio { id } }',
      ])
        answers.push(await ask(address, query));
      const names = new Set(told.body.match(/"name":"\w+"/g)?.map((each) => each.slice(8, -1)));
      const suggested = answers.flatMap(({ body }) =>
        (/Did you mean ([^?]*)\?/.exec(body.replaceAll('\\"', '"'))?.[1]?.match(/"(\w+)"/g) ?? []).map((each) =>
          each.slice(1, -1),
        ),
      );
      const secret = suggested.filter((name) => !names.has(name));
      return [
        ...answers,
        answerOf(suggested.length > 0 ? 200 : 0, secret.length === 0 ? '{}' : `secret: ${secret.join()}`),
      ];
    },
    complaint: (answers) => {
      const last = answers.at(-1);
      if (last?.status !== 200) return 'nothing was suggested: the attack says nothing';
      return last.body === '{}' ? null : last.body;
    },
  },
];
