/** Attacks by what a document asks: more, deeper, or longer than anyone needs. */
import { refusedBy, type Attack } from '../attack.ts';
import { ask, send } from '../raw-request.ts';

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
const DOUBLING = `${IN_PLACE('...F0')} ${many(40, (n) => `fragment F${n} on Territory { x: parent { ...F${n + 1} } y: parent { ...F${n + 1} } }`)} fragment F40 on Territory { code }`;

export const documentAttacks: readonly Attack[] = [
  {
    name: 'alias overload',
    run: byDocument(IN_PLACE(many(200, (n) => `a${n}: name`))),
    complaint: refusedBy('TOO_COMPLEX', 'limit.aliases'),
    limiter: 'aliases',
  },
  {
    name: 'alias overload with __typename, which some counters leave out',
    run: byDocument(IN_PLACE(many(200, (n) => `a${n}: __typename`))),
    complaint: refusedBy('TOO_COMPLEX', 'limit.aliases'),
    limiter: 'aliases',
  },
  {
    name: 'many questions in one operation',
    run: byDocument(`{ ${many(50, (n) => `a${n}: today`)} }`),
    complaint: refusedBy('TOO_COMPLEX', 'limit.rootFields'),
    limiter: 'rootFields',
  },
  {
    name: 'many questions brought in by fragments',
    run: byDocument(
      `{ ${many(50, (n) => `...F${n}`)} } ${many(50, (n) => `fragment F${n} on Query { a${n}: today }`)}`,
    ),
    complaint: refusedBy('TOO_COMPLEX', 'limit.rootFields'),
    limiter: 'rootFields',
  },
  {
    name: 'deep nesting',
    run: byDocument(IN_PLACE(nested(100, 'parent', 'code'))),
    complaint: refusedBy('TOO_COMPLEX', 'limit.depth'),
    limiter: 'depth',
  },
  {
    name: 'deep nesting hidden in a chain of fragments',
    run: byDocument(
      `${IN_PLACE('...F0')} ${many(50, (n) => `fragment F${n} on Territory { parent { ...F${n + 1} } }`)} fragment F50 on Territory { code }`,
    ),
    complaint: refusedBy('TOO_COMPLEX', 'limit.depth'),
    limiter: 'depth',
  },
  {
    name: 'circular fragments',
    run: byDocument(
      `${IN_PLACE('...A')} fragment A on Territory { parent { ...B } } fragment B on Territory { parent { ...A } }`,
    ),
    complaint: refusedBy('BAD_INPUT', 'query'),
  },
  {
    name: 'a fragment within itself',
    run: byDocument(`${IN_PLACE('...A')} fragment A on Territory { ...A code }`),
    complaint: refusedBy('BAD_INPUT', 'query'),
  },
  {
    name: 'fragments that double 40 times',
    run: byDocument(DOUBLING),
    complaint: refusedBy('TOO_COMPLEX', 'limit.depth'),
  },
  {
    name: 'fragments that double 40 times, by GET, where kept answers are looked for first',
    run: async ({ address }) => [
      await send(address, {
        method: 'GET',
        path: `/graphql?query=${encodeURIComponent(`{ ...G0 } ${many(40, (n) => `fragment G${n} on Query { ...G${n + 1} ...G${n + 1} }`)} fragment G40 on Query { today }`)}`,
        headers: { 'apollo-require-preflight': '1' },
      }),
    ],
    complaint: refusedBy('TOO_COMPLEX', 'limit.rootFields'),
  },
  {
    name: 'fields flood',
    run: byDocument(IN_PLACE(many(1_500, () => 'name'))),
    complaint: refusedBy('TOO_COMPLEX', 'limit.fields'),
    limiter: 'fields',
  },
  {
    name: 'fields flood by one fragment used often',
    run: byDocument(`${IN_PLACE(many(60, () => '...A'))} fragment A on Territory { ${many(40, () => 'name')} }`),
    complaint: refusedBy('TOO_COMPLEX', 'limit.fields'),
    limiter: 'fields',
  },
  {
    name: 'directives flood',
    run: byDocument(IN_PLACE(`name ${many(200, () => '@include(if: true)')}`)),
    complaint: refusedBy('TOO_COMPLEX', 'limit.directives'),
    limiter: 'directives',
  },
  {
    name: 'unknown directives flood, on the operation and its variables',
    run: byDocument(`query ($a: Int ${many(200, (n) => `@x${n}`)}) ${many(200, (n) => `@y${n}`)} { today }`),
    complaint: refusedBy('TOO_COMPLEX', 'limit.directives'),
    limiter: 'directives',
  },
  {
    name: 'tokens flood',
    run: byDocument(IN_PLACE(many(10_000, () => 'name'))),
    complaint: refusedBy('TOO_COMPLEX', 'limit.tokens'),
    limiter: 'tokens',
  },
  {
    name: 'brackets flood, deeper than a stack',
    run: byDocument(`{ today(x: ${'['.repeat(100_000)}`),
    complaint: refusedBy('TOO_COMPLEX', 'limit.tokens'),
    limiter: 'tokens',
  },
  {
    name: 'pages within pages',
    run: byDocument(
      '{ territories(first: 100) { nodes { actionPlans { measures(first: 100) { nodes { observations(first: 100) { nodes { id } } } } } } } }',
    ),
    complaint: refusedBy('TOO_COMPLEX', 'limit.cost'),
    limiter: 'cost',
  },
  {
    name: 'pages within pages, their size hidden in variables',
    run: async ({ address }) => [
      await ask(
        address,
        'query ($a: Int!, $b: Int! = 100) { territories(first: $a) { nodes { actionPlans { measures(first: $b) { nodes { observations(first: $a) { nodes { id } } } } } } } }',
        { variables: { a: 100 } },
      ),
    ],
    complaint: refusedBy('TOO_COMPLEX', 'limit.cost'),
    limiter: 'cost',
  },
  {
    name: 'a page of a million',
    run: byDocument('{ territories(first: 1000000) { nodes { code } } }'),
    complaint: refusedBy('TOO_COMPLEX', 'limit.cost'),
    limiter: 'cost',
  },
  {
    name: 'a page of a hundred and one',
    run: byDocument('{ territories(first: 101) { nodes { code } } }'),
    complaint: refusedBy('BAD_INPUT', 'pageSize'),
  },
  {
    name: 'a giant literal',
    run: byDocument(`{ territories(search: "${'ж'.repeat(300_000)}") { totalCount } }`),
    complaint: refusedBy('TOO_LARGE', 'bodyTooLarge'),
    limiter: 'bodyBytes',
  },
  {
    name: 'a giant number',
    run: byDocument(`{ territories(first: ${'9'.repeat(100_000)}) { totalCount } }`),
    complaint: refusedBy('BAD_INPUT', 'query'),
  },
  {
    name: 'a comment in the place of a book',
    run: byDocument(`{ today } # ${'x'.repeat(300_000)}`),
    complaint: refusedBy('TOO_LARGE', 'bodyTooLarge'),
    limiter: 'bodyBytes',
  },
];
