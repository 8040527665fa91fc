/**
 * Requests drawn from the schema by a seed: valid ones and nearly valid ones. Wrong types, unknown fields, missing
 * variables, odd characters, huge numbers, deep nesting, fragments in a ring, directives and aliases with names that
 * mean something to JavaScript, documents with a character lost, bodies that are no request at all.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export interface FuzzedRequest {
  readonly method: 'GET' | 'POST';
  /** Below the address of the server. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The document, where there is one and the body is otherwise right. */
  readonly document: { readonly source: string; readonly variables: Readonly<Record<string, unknown>> } | null;
}

export interface Material {
  readonly ids: readonly string[];
  readonly codes: readonly string[];
}

const ODD_TEXTS = [
  '',
  ' ',
  '\0',
  'а\0б',
  '\uD800',
  '\uDFFFx',
  '\u202Eтекст',
  '👩‍👩‍👧‍👦',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  "'; drop table person; --",
  '%00%0d%0aSet-Cookie: a=b',
  '<script>alert(1)</script>',
  '{"$gt":""}',
  '__proto__',
  '../../../etc/passwd',
  '=1+1',
  '\r\n\r\n',
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30',
  '9999-12-31',
  '-0001-01-01',
  'x'.repeat(5_000),
  'я'.repeat(70_000),
];
/** Which no text of the database holds, or nobody can read. */
const UNREADABLE = ['\0', '\0', '\uD800', '\uDC00', '\u0007', '\u200B'];
const ODD_NUMBERS = [
  '0',
  '-1',
  '101',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '1e400',
  '-0.5',
  '1e-320',
];
const ODD_VALUES = ['null', '[]', '{}', '[[]]', 'true', 'NOTHING', '"text"', '$missing', '{a: {b: {c: 1}}}', '3.5'];
const ODD_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__schema', '_', 'a'.repeat(300)];
const DAYS = ['2020-01-01', '2025-06-30', '2025-12-01'];

/** Numbers that follow from a seed alone (mulberry32). */
export function drawsOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function fuzzedRequest(schema: GraphQLSchema, material: Material, seed: number): FuzzedRequest {
  return new Drawer(schema, material, drawsOf(seed)).request();
}

class Drawer {
  readonly #schema: GraphQLSchema;
  readonly #material: Material;
  readonly #draw: (below: number) => number;
  /** Off in half of the requests, so that the rest of the program is reached. */
  readonly #isOdd: boolean;
  /** One value is yet to get a character that no text may hold, in a request that is right otherwise. */
  #spoilsOne: boolean;
  #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #fragments: string[] = [];
  #fieldsLeft = 60;

  constructor(schema: GraphQLSchema, material: Material, draw: (below: number) => number) {
    this.#schema = schema;
    this.#material = material;
    this.#draw = draw;
    this.#isOdd = draw(2) === 0;
    this.#spoilsOne = !this.#isOdd && draw(4) === 0;
  }

  request(): FuzzedRequest {
    const isMutation = this.#draw(3) === 0;
    const root = (isMutation ? this.#schema.getMutationType() : this.#schema.getQueryType()) as GraphQLObjectType;
    const selection = this.#rootSelection(root);
    const declared = this.#declared.length === 0 ? '' : ` (${this.#declared.join(', ')})`;
    const text = `${isMutation ? 'mutation' : 'query'}${declared}${this.#directive()} ${selection} ${this.#fragments.join(' ')}`;
    const source = this.#oddly(12) ? this.#damaged(text) : text;
    const json = { 'content-type': 'application/json' };
    if (this.#oddly(20))
      return { method: 'POST', path: '/graphql', headers: json, body: this.#noRequest(), document: null };
    if (!isMutation && this.#draw(10) === 0) {
      const asked = new URLSearchParams({ query: source.toWellFormed(), variables: JSON.stringify(this.#variables) });
      return {
        method: 'GET',
        path: `/graphql?${asked}`.slice(0, 12_000),
        headers: { 'apollo-require-preflight': '1' },
        body: null,
        document: null,
      };
    }
    const variables = this.#variables;
    return {
      method: 'POST',
      path: '/graphql',
      headers: json,
      body: JSON.stringify({ query: source, variables }),
      document: { source, variables },
    };
  }

  #one<T>(from: readonly T[]): T {
    return from[this.#draw(from.length)] as T;
  }

  /** One time in so many, where the request is an odd one. */
  #oddly(times: number): boolean {
    return this.#isOdd && this.#draw(times) === 0;
  }

  #rootSelection(root: GraphQLObjectType): string {
    const count = this.#oddly(30) ? 12 : 1 + this.#draw(2);
    return `{ ${Array.from({ length: count }, () => this.#field(root, 0)).join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const kinds = this.#schema.getPossibleTypes(type);
      return `{ __typename ... on ${this.#one(kinds).name} ${this.#selection(this.#one(kinds), depth)} }`;
    }
    if (!isObjectType(type)) return '';
    const selection = `{ __typename ${Array.from({ length: 1 + this.#draw(5) }, () => this.#field(type, depth)).join(' ')} }`;
    if (!this.#oddly(8)) return selection;
    const name = this.#oddly(3) ? this.#one(ODD_NAMES) : `F${this.#fragments.length}`;
    const inner = this.#oddly(4) ? `{ ...${name} }` : selection;
    this.#fragments.push(`fragment ${name} on ${this.#oddly(6) ? 'Query' : type.name} ${inner}`);
    return `{ ...${name}${this.#directive()} }`;
  }

  #field(type: GraphQLObjectType, depth: number): string {
    this.#fieldsLeft -= 1;
    const mostDepth = this.#oddly(40) ? 30 : 5;
    const fields = Object.values(type.getFields()).filter(
      (field) =>
        (depth < mostDepth && this.#fieldsLeft > 0) ||
        !(isObjectType(getNamedType(field.type)) || isAbstractType(getNamedType(field.type))),
    );
    if (fields.length === 0) return '__typename';
    if (this.#oddly(40))
      return this.#one(['nothing', '__schema { types { name } }', '__type(name: "Person") { name }', 'id id']);
    const field = this.#one(fields);
    const alias = this.#oddly(10) ? `${this.#one(ODD_NAMES)}: ` : `a${this.#draw(10_000)}: `;
    const below = this.#oddly(60) ? '' : this.#selection(getNamedType(field.type), depth + 1);
    return `${alias}${field.name}${this.#arguments(field)}${this.#directive()} ${below}`;
  }

  #directive(): string {
    if (!this.#oddly(12)) return '';
    return this.#one([
      ' @skip(if: false)',
      ' @include(if: true)',
      ' @skip',
      ' @nothing',
      ' @include(if: "yes")',
      ' @skip(if: true) @skip(if: true)',
      ' @deprecated',
    ]);
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter((arg) => (isNonNullType(arg.type) ? !this.#oddly(30) : this.#draw(3) === 0));
    const texts = given.map((arg) => `${this.#oddly(40) ? 'nothing' : arg.name}: ${this.#argument(arg)}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #argument(arg: GraphQLArgument): string {
    if (this.#draw(2) === 0) return this.#literal(arg, arg.type, 0);
    const name = `v${this.#declared.length}`;
    this.#declared.push(
      `$${name}: ${this.#oddly(20) ? this.#one(['Int', 'String!', '[ID]', 'Nothing']) : arg.type.toString()}`,
    );
    if (!this.#oddly(15)) this.#variables = { ...this.#variables, [name]: this.#value(arg, arg.type, 0) };
    return `$${name}`;
  }

  #literal(of: GraphQLArgument | GraphQLInputField, type: GraphQLInputType, depth: number): string {
    if (this.#oddly(10)) return this.#one([...ODD_VALUES, ...ODD_NUMBERS]);
    return literalOf(this.#value(of, type, depth), isEnumType(getNamedType(type)));
  }

  /** As JSON has it. */
  #value(of: { readonly name: string }, type: GraphQLInputType, depth: number): unknown {
    if (this.#oddly(10))
      return this.#one([null, [], {}, 0, true, '', Number.MAX_SAFE_INTEGER, -1, 1e300, ...ODD_TEXTS]);
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return Array.from({ length: this.#oddly(20) ? 300 : this.#draw(3) }, () =>
        this.#value(of, nullable.ofType, depth),
      );
    if (isEnumType(nullable)) return this.#one(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter((field) =>
        isNonNullType(field.type) ? !this.#oddly(30) : this.#draw(2) === 0,
      );
      const entries = fields.map((field): [string, unknown] => [field.name, this.#value(field, field.type, depth + 1)]);
      if (this.#oddly(30)) entries.push([this.#one(['nothing', 'constructor', 'id']), 1]);
      return Object.fromEntries(entries);
    }
    return this.#scalar(of.name, getNamedType(nullable).name, depth > 0);
  }

  #scalar(name: string, typeName: string, isNew: boolean): unknown {
    const value = this.#soundScalar(name, typeName, isNew);
    if (!this.#spoilsOne || typeof value !== 'string' || this.#draw(3) === 0) return value;
    this.#spoilsOne = false;
    const at = this.#draw(value.length + 1);
    return value.slice(0, at) + this.#one(UNREADABLE) + value.slice(at);
  }

  #soundScalar(name: string, typeName: string, isNew: boolean): unknown {
    const { ids, codes } = this.#material;
    // the sender makes it, and it is public once it stands for something public
    if (typeName === 'ID' && name === 'id' && isNew) return uuidOf(this.#draw);
    if (typeName === 'ID') return this.#oddly(6) ? this.#one(ODD_TEXTS) : this.#one(ids);
    if (typeName === 'Int' || typeName === 'SafeInt')
      return this.#oddly(4) ? Number(this.#one(ODD_NUMBERS)) : 1 + this.#draw(50);
    if (typeName === 'Float') return this.#oddly(4) ? Number(this.#one(ODD_NUMBERS)) : this.#draw(500) / 10;
    if (typeName === 'Boolean') return this.#draw(2) === 0;
    if (typeName === 'LocalDate') return this.#oddly(5) ? this.#one(ODD_TEXTS) : this.#one(DAYS);
    if (this.#oddly(3)) return this.#one(ODD_TEXTS);
    if (['territory', 'code', 'within', 'settlement'].includes(name)) return this.#one(codes);
    if (name === 'email') return 'a@example.org';
    if (name === 'after') return Buffer.from(JSON.stringify([this.#one(ids), this.#draw(99)])).toString('base64url');
    return this.#one(['Текст', 'a@example.org', '123456', 'bg', 'PROPOSAL', '=1+1']);
  }

  #damaged(text: string): string {
    const at = this.#draw(text.length);
    return this.#one([
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at) + this.#one(['{', '}', '"', '\0', '#', '$', '\uFEFF', '...', '"""']) + text.slice(at),
      text.slice(0, at),
      text + text,
    ]);
  }

  #noRequest(): string {
    return this.#one([
      '',
      'null',
      '[]',
      '[{"query":"{ today }"},{"query":"{ today }"}]',
      '{"query":',
      '{"query":{"a":1}}',
      '{"query":null,"variables":5}',
      '{"query":"{ today }","variables":[1]}',
      '{"query":"{ today }","variables":"{"}',
      '{"query":"{ today }","operationName":"Other"}',
      '{"query":"query A { today } query B { today }"}',
      '{"query":"{ today }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
      '{"documentId":"sha256:x"}',
      '{"__proto__":{"query":"{ today }"}}',
      `{"query":"${'{a'.repeat(3_000)}"}`,
      '\uFEFF{"query":"{ today }"}',
      `{"query":"{ today }","variables":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    ]);
  }
}

const uuidOf = (draw: (below: number) => number): string =>
  '00000000-0000-4000-8000-000000000000'.replaceAll('0', () => draw(16).toString(16));

/** As a document has it. */
function literalOf(value: unknown, isEnum: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => literalOf(item, isEnum)).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}: ${literalOf(item, typeof item === 'string' && /^[A-Z_]{3,}$/.test(item))}`)
      .join(', ')}}`;
  if (typeof value === 'string' && isEnum) return value === '' ? 'NOTHING' : value;
  return JSON.stringify(value) ?? 'null';
}
