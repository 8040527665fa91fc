/**
 * Operations drawn from the schema: valid ones with aliases, fragments, conditions and arguments that name things which
 * are there, as often as things which are not.
 */
import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export interface Known {
  /** Ids of things of all kinds. */
  readonly ids: readonly string[];
  /** Codes of territories. */
  readonly codes: readonly string[];
}

export interface GeneratedOperation {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MOST_DEPTH = 6;
const MOST_FIELDS = 5;

/** Draws a query that is valid; its variables are conditions alone. */
export function queriesOf(schema: GraphQLSchema, known: Known): fc.Arbitrary<GeneratedOperation> {
  const query = schema.getQueryType();
  if (!query) throw new Error('The schema has no queries.');
  return fc.infiniteStream(fc.nat({ max: 2 ** 31 - 1 })).map((draws) => {
    const draw = (below: number): number => (draws.next().value as number) % below;
    const one = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
    const drawn = new SelectionDrawer({ schema, known, draw, one });
    return {
      source: `query ($yes: Boolean!, $no: Boolean!) ${drawn.selectionOf(query, 0)} ${drawn.fragments.join(' ')}`,
      variables: { yes: draw(4) > 0, no: draw(4) === 0 },
    };
  });
}

interface DrawerParts {
  readonly schema: GraphQLSchema;
  readonly known: Known;
  readonly draw: (below: number) => number;
  readonly one: <T>(from: readonly T[]) => T;
}

class SelectionDrawer {
  readonly fragments: string[] = [];
  readonly #parts: DrawerParts;
  #lastAlias = 0;

  constructor(parts: DrawerParts) {
    this.#parts = parts;
  }

  selectionOf(type: GraphQLNamedType, depth: number): string {
    const { schema, draw, one } = this.#parts;
    if (isAbstractType(type)) {
      const kinds = [one(schema.getPossibleTypes(type)), one(schema.getPossibleTypes(type))];
      return `{ __typename ${kinds.map((kind) => `... on ${kind.name} ${this.selectionOf(kind, depth + 1)}`).join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    const fields = Array.from({ length: 1 + draw(MOST_FIELDS) }, () => this.#fieldOf(type, depth)).join(' ');
    const selection = `{ __typename ${fields} }`;
    if (draw(8) > 0) return selection;
    const name = `Part${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return draw(2) === 0 ? `{ ...${name} }` : `{ ...${name} ... on ${type.name} @include(if: $yes) ${selection} }`;
  }

  /** Each under an alias of its own, so that no two clash. */
  #fieldOf(type: GraphQLObjectType, depth: number): string {
    const { draw, one } = this.#parts;
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < MOST_DEPTH || !isObjectType(getNamedType(field.type)),
    );
    const field = fields.length === 0 ? null : one(fields);
    if (field === null || (isAbstractType(getNamedType(field.type)) && depth >= MOST_DEPTH)) return '';
    const condition = ['', '', '', ' @skip(if: $no)', ' @include(if: $yes)'][draw(5)] ?? '';
    const below = this.selectionOf(getNamedType(field.type), depth + 1);
    return `a${(this.#lastAlias += 1)}: ${field.name}${this.#argumentsOf(field)}${condition} ${below}`;
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const { draw } = this.#parts;
    const given = field.args.filter(
      (arg) => isNonNullType(arg.type) || (arg.name === 'after' ? draw(40) : draw(2)) === 0,
    );
    const texts = given.map((arg) => `${arg.name}: ${this.#valueOf(arg)}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #valueOf({ name, type }: GraphQLArgument): string {
    const { known, draw, one } = this.#parts;
    const named = getNamedType(type);
    if (isListType(getNullableType(type))) return '[]';
    if (isEnumType(named)) return one(named.getValues()).name;
    if (!isScalarType(named)) return '{}';
    const values: Readonly<Record<string, () => string>> = {
      ID: () => JSON.stringify(draw(12) === 0 ? 'nothing' : one(known.ids)),
      Int: () => String(name === 'first' && draw(30) === 0 ? one([0, 101]) : one([1, 2, 5, 20])),
      Boolean: () => one(['true', 'false']),
      LocalDate: () => JSON.stringify(draw(30) === 0 ? '2999-01-01' : one(['2024-05-01', '2026-01-31', '2026-11-01'])),
      String: () => JSON.stringify(draw(30) === 0 ? one(['', 'деца', 'WyJhIl0']) : one(known.codes)),
    };
    return values[named.name]?.() ?? 'null';
  }
}
