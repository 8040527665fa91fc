/**
 * Every query that can be asked, generated from the built schema: each root field with arguments that name what is there
 * (one's own and others'), and below it each field of each type through each parent, down to the depth asked for. What
 * would be too large for one operation is asked in several, so that none is refused for its size.
 *
 * Paths double with every level, so not every path is walked, but every edge at every depth: of two ways that lead to a
 * type in as many steps, the first is followed on, the second reads what the type holds itself. What a field answers may
 * depend on its parent and on how deep it stands; both are had. That it depends on the whole path is left to the fuzzer.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
  type GraphQLAbstractType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export interface Operation {
  /** The root field. */
  readonly at: string;
  readonly source: string;
}

export interface KnownThings {
  /** Ids of everything, private things too. */
  readonly ids: readonly string[];
  /** Ids of the rows behind a type, by its name. */
  readonly idsOfType: ReadonlyMap<string, readonly string[]>;
  readonly codes: readonly string[];
  readonly days: readonly string[];
}

export interface OperationsOptions {
  /** How many objects deep. */
  readonly depth: number;
  /** Most fields of one operation. */
  readonly mostFields: number;
  /** Root fields; all when left out. */
  readonly only?: readonly string[];
}

interface Node {
  /** With its arguments; `... on Type` for a type of an abstract one. */
  readonly call: string;
  readonly children: readonly Node[] | null;
}

type Field = GraphQLField<unknown, unknown>;

/** Below `node` stands nothing that the root field of the kind does not lead to. */
const DEPTH_BY_KIND = 3;

/** Calls of one operation. */
const ALIASES_AT_ONCE = 10;

export function* operationsOf(
  schema: GraphQLSchema,
  known: KnownThings,
  { depth, mostFields, only }: OperationsOptions,
): Generator<Operation> {
  const query = schema.getQueryType();
  if (!query) throw new Error('The schema has no queries.');
  const tree = new Tree(schema, known);
  for (const field of Object.values(query.getFields())) {
    if (only !== undefined && !only.includes(field.name)) continue;
    const type = getNamedType(field.type);
    const asked = isAbstractType(type)
      ? tree.callsByKind(field, type, depth)
      : rootCalls(field, known).map(({ call, isVariant }): Node => {
          // a connection is a step that leads to nothing by itself
          const whole = type.name.endsWith('Connection') ? depth + 1 : depth;
          const children = tree.childrenOf(type, { depth: isVariant ? Math.min(depth, 2) : whole, walked: new Set() });
          return { call, children };
        });
    const id = field.args.find((arg) => getNamedType(arg.type).name === 'ID' && isRequiredArgument(arg));
    const leaves = tree.childrenOf(type, { depth: 1, walked: new Set() });
    // whatever the id is of, private things too
    const misled =
      id === undefined
        ? []
        : known.ids.map((value): Node => ({ call: `${field.name}(${id.name}: "${value}")`, children: leaves }));
    for (const source of packed([...asked, ...misled], mostFields)) yield { at: field.name, source };
  }
}

/** Calls of one root field in as few operations as the size allows. */
function* packed(calls: readonly Node[], mostFields: number): Generator<string> {
  let taken: string[] = [];
  let fields = 0;
  for (const call of calls) {
    const isSmall = sizeOf(call) <= mostFields;
    for (const part of inParts(call, mostFields)) {
      const size = isSmall ? sizeOf(call) : mostFields;
      if (taken.length >= ALIASES_AT_ONCE || (taken.length > 0 && fields + size > mostFields)) {
        yield `{ ${taken.join(' ')} }`;
        [taken, fields] = [[], 0];
      }
      taken.push(`a${taken.length}: ${part}`);
      fields += size;
    }
  }
  if (taken.length > 0) yield `{ ${taken.join(' ')} }`;
}

interface RootCall {
  readonly call: string;
  /** One of many values of an argument that may be left out. */
  readonly isVariant: boolean;
}

/** A call with each value of each argument in turn; required ones always have one. */
function rootCalls(field: Field, known: KnownThings): RootCall[] {
  const required = field.args.filter(isRequiredArgument);
  const optional = field.args.filter((arg) => !isRequiredArgument(arg) && !['first', 'after'].includes(arg.name));
  const first = field.args.some(({ name }) => name === 'first') ? ['first: 50'] : [];
  const call = (args: readonly string[]) => `${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
  const argued = (arg: GraphQLArgument) => valuesOf(field, arg, known).map((value) => `${arg.name}: ${value}`);
  const bases = required.length === 0 ? [first] : required.flatMap(argued).map((text) => [text, ...first]);
  const [some = []] = bases;
  return [
    ...bases.map((args) => ({ call: call(args), isVariant: false })),
    ...optional.flatMap(argued).map((text) => ({ call: call([...some, text]), isVariant: true })),
  ];
}

function valuesOf(field: Field, arg: GraphQLArgument, known: KnownThings): readonly string[] {
  const type = getNamedType(arg.type);
  const returned = getNamedType(field.type);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (type.name === 'Boolean') return ['true'];
  if (type.name === 'LocalDate') return known.days.map((day) => `"${day}"`);
  if (arg.name === 'search') return ['"zq"', '"а"'];
  if (type.name === 'String' && ['territory', 'within', 'code'].includes(arg.name))
    return known.codes.map((code) => JSON.stringify(code));
  if (type.name !== 'ID') return [];
  const ids = known.idsOfType.get(isRequiredArgument(arg) ? returned.name : 'Measure') ?? [];
  return ids.map((id) => `"${id}"`);
}

interface Place {
  readonly depth: number;
  /** Edges followed below the same call, each with its depth. */
  readonly walked: Set<string>;
}

class Tree {
  readonly #schema: GraphQLSchema;
  readonly #known: KnownThings;

  constructor(schema: GraphQLSchema, known: KnownThings) {
    this.#schema = schema;
    this.#known = known;
  }

  /** A thing of each kind that `node` and its like can be; fields of two kinds may not stand side by side. */
  callsByKind({ name }: Field, type: GraphQLAbstractType, depth: number): Node[] {
    const nodeDepth = Math.min(depth, DEPTH_BY_KIND);
    return this.#schema.getPossibleTypes(type).flatMap((kind) =>
      (this.#known.idsOfType.get(kind.name) ?? []).slice(0, 3).map((id) => ({
        call: `${name}(id: "${id}")`,
        children: [
          { call: `... on ${kind.name}`, children: this.childrenOf(kind, { depth: nodeDepth, walked: new Set() }) },
        ],
      })),
    );
  }

  /** Null for what has no fields. */
  childrenOf(type: GraphQLNamedType, { depth, walked }: Place): readonly Node[] | null {
    if (isAbstractType(type)) return ['__typename', 'id'].map((call) => ({ call, children: null }));
    if (!isObjectType(type)) return null;
    return [
      { call: '__typename', children: null },
      ...Object.values(type.getFields()).flatMap((field) => this.#callsOf(field, type, { depth, walked })),
    ];
  }

  #callsOf(field: Field, type: GraphQLObjectType, { depth, walked }: Place): Node[] {
    const below = getNamedType(field.type);
    // nodes and edges of a connection hold the same
    if (below.name.endsWith('Edge')) return [{ call: 'edges', children: [{ call: 'cursor', children: null }] }];
    const calls = this.#argumentsOf(field).map((args, index) => ({
      call: `${args === '' ? '' : `${field.name}${index}: `}${field.name}${args}`,
      isFirst: index === 0,
    }));
    if (!isObjectType(below) && !isAbstractType(below)) return calls.map(({ call }) => ({ call, children: null }));
    const edge = `${type.name}.${field.name} ${depth}`;
    if (depth <= 1 || walked.has(edge)) return [];
    walked.add(edge);
    return calls.map(({ call, isFirst }) => ({
      call,
      children: this.childrenOf(below, { depth: isFirst ? depth - 1 : 1, walked }),
    }));
  }

  /** Each way to ask a field; the first leads deeper. */
  #argumentsOf({ args }: Field): string[] {
    const required = args.find(isRequiredArgument);
    const first = args.some(({ name }) => name === 'first') ? 'first: 20' : '';
    if (required !== undefined) {
      const type = getNamedType(required.type);
      if (!isEnumType(type)) return [];
      return type.getValues().map(({ name }) => `(${[`${required.name}: ${name}`, first].filter(Boolean).join(', ')})`);
    }
    const plain = first === '' ? '' : `(${first})`;
    const day = args.find(({ type }) => getNamedType(getNullableType(type)).name === 'LocalDate');
    const [past] = this.#known.days;
    return day === undefined || past === undefined
      ? [plain]
      : [plain, `(${[`${day.name}: "${past}"`, first].filter(Boolean).join(', ')})`];
  }
}

/** What is selected of a type, so deep. */
export function selectionOf(
  schema: GraphQLSchema,
  known: KnownThings,
  { type, depth }: { readonly type: GraphQLNamedType; readonly depth: number },
): string {
  return printed({ call: '', children: new Tree(schema, known).childrenOf(type, { depth, walked: new Set() }) });
}

const sizeOf = ({ children }: Node): number =>
  1 + (children ?? []).reduce((fields, child) => fields + sizeOf(child), 0);

function printed({ call, children }: Node): string {
  if (children === null) return call;
  return `${call} { ${children.map(printed).join(' ')} }`;
}

/** The whole when it is small enough; else its simple fields, and each of its branches by itself. */
function* inParts(node: Node, mostFields: number): Generator<string> {
  const { call, children } = node;
  if (children === null || sizeOf(node) <= mostFields) return yield printed(node);
  const isSmall = (child: Node): boolean => sizeOf(child) <= mostFields / 8;
  let taken: Node[] = [];
  let fields = 0;
  for (const child of children.filter(isSmall)) {
    if (fields + sizeOf(child) > mostFields) {
      yield printed({ call, children: taken });
      [taken, fields] = [[], 0];
    }
    taken.push(child);
    fields += sizeOf(child);
  }
  if (taken.length > 0) yield printed({ call, children: taken });
  for (const child of children.filter((one) => !isSmall(one)))
    for (const part of inParts(child, mostFields - 1)) yield `${call} { ${part} }`;
}
