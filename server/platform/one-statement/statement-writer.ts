/**
 * Writes the one statement that tells a whole answer as JSON: each object a `row_to_json` beside the row that it is of, each
 * list an aggregate of them, each thing that a row points to a lateral join. Rules and conditions are those of the readers.
 */
import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  Kind,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { pageOf } from '../connection.ts';
import { orderBy } from '../sort-key.ts';
import { every, nothing, sql, type Sql } from '../sql.ts';
import { fieldsAsked, type AskedDocument } from './fields-asked.ts';
import { ANY_CONTEXT, Later, type Asking } from './later.ts';
import { NotTold, NotToldNow } from './not-told.ts';
import { PageWriter } from './page-writer.ts';
import { listed, plain, Row, WholeStatement, type ListOfRow } from './row.ts';
import type { Asked, NullableParts, Parts, Telling, Told, ToldMany, ToldOne, ToldPage, ToldParts } from './telling.ts';

export interface Tellings {
  /** By type and field; null: it tells itself another way, which no statement knows. Undefined: a plain column. */
  of(type: string, field: string): Telling | null | undefined;
}

export interface WriterParts extends AskedDocument {
  readonly tellings: Tellings;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Stands where nothing may be missing and yet is. Text in an answer has its quotes escaped, so that none can be taken for it. */
export const MISSING = '{"":0}';

/** Scalars that JSON of the database and of the program spell alike. */
const SPELLED_ALIKE: ReadonlySet<string> = new Set(['ID', 'String', 'Boolean', 'Int', 'Float', 'LocalDate', 'SafeInt']);

interface Place {
  readonly type: GraphQLObjectType;
  readonly row: Row;
}

export class StatementWriter {
  readonly #parts: WriterParts;
  readonly #statement = new WholeStatement();
  readonly #laters = new Map<unknown, Map<string, Later>>();
  /** Variables whose values decided what was written. */
  readonly decisive = new Set<string>();

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** @throws NotTold, and whatever a field refuses its arguments with. */
  statement(query: GraphQLObjectType, asked: SelectionSetNode): Sql {
    const row = new Row({
      statement: this.#statement,
      columns: {},
      facts: {},
      more: null,
      list: null,
      found: null,
    });
    const told = this.#object({ type: query, row }, [asked]);
    return sql`${this.#statement.first}select ${told}::text as answer from (select) ${plain(row.alias)}${row.joinedSql}`;
  }

  #object({ type, row }: Place, sets: readonly SelectionSetNode[]): Sql {
    const asked = fieldsAsked(this.#parts, type, sets);
    return objectBeside(
      row,
      [...asked].map(([name, nodes]) => named(this.#field({ type, row }, nodes), name)),
    );
  }

  #field({ type, row }: Place, nodes: readonly FieldNode[]): Sql {
    const [node] = nodes;
    const name = node?.name.value ?? '';
    if (name === '__typename') return sql`${type.name}::text`;
    const field = type.getFields()[name];
    if (node === undefined || field === undefined) throw new NotTold(name);
    const telling = this.#parts.tellings.of(type.name, name);
    if (telling === null) throw new NotTold(`${type.name}.${name}`);
    if (telling === undefined) return this.#leaf(field.type, row.value(name));
    const told = telling({ row, context: ANY_CONTEXT, ...this.#argumentsOf(field, node) });
    if (told === null) throw new NotToldNow(`${type.name}.${name}`);
    return this.#told(told, { row, type: field.type, sets: setsOf(nodes) });
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Pick<Asked, 'args' | 'later'> {
    const { variables } = this.#parts;
    const given = field.args.length === 0 ? {} : getArgumentValues(field, node, variables);
    const variableOf = (argument: string): string | null => {
      const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
      if (value?.kind === Kind.LIST || value?.kind === Kind.OBJECT) throw new NotTold(argument);
      return value?.kind === Kind.VARIABLE ? value.name.value : null;
    };
    const args = new Proxy(given, {
      get: (values, argument) => {
        const variable = variableOf(String(argument));
        if (variable !== null) this.decisive.add(variable);
        return values[String(argument)];
      },
    });
    return {
      args,
      later: (argument, read) => {
        const variable = variableOf(argument);
        const standing =
          variable === null ? given[argument] : field.args.find(({ name }) => name === argument)?.defaultValue;
        const valueIn = ({ variables: asked, context }: Asking) =>
          read(variable !== null && Object.hasOwn(asked, variable) ? asked[variable] : standing, context);
        return this.#later({
          read,
          name: variable === null ? JSON.stringify(standing ?? null) : `$${variable}`,
          valueIn,
        }) as never;
      },
    };
  }

  /** What is read of the same value in the same way is one. */
  #later({
    read,
    name,
    valueIn,
  }: {
    readonly read: unknown;
    readonly name: string;
    readonly valueIn: (asking: Asking) => unknown;
  }): Later {
    let byName = this.#laters.get(read);
    if (byName === undefined) this.#laters.set(read, (byName = new Map()));
    let later = byName.get(name);
    if (later === undefined) byName.set(name, (later = new Later(name, valueIn)));
    return later;
  }

  #told(told: Told, place: Wanted): Sql {
    switch (told.kind) {
      case 'one':
        return this.#one(told, place);
      case 'many':
        return this.#many(told, place);
      case 'page':
        return this.#page(told, place);
      case 'value':
        return this.#leaf(place.type, told.value);
      case 'part':
        return this.#part({ type: objectType(place.type), row: place.row }, told.parts, place.sets);
      case 'parts':
        return this.#partsOf(told, place);
      case 'same':
        return this.#object({ type: objectType(place.type), row: place.row }, place.sets);
    }
  }

  #one(told: ToldOne, { row: above, type, sets }: Wanted): Sql {
    const { source } = told;
    const row = this.#rowOf(told, null);
    const object = this.#object({ type: objectType(type), row }, sets);
    const first = source.order.length > 0 ? sql` order by ${orderBy(source.order)} limit 1` : nothing;
    above.joins.push(
      sql` left join lateral (select ${row.selected([sql`true as present`])} from ${source.of.from} where ${this.#which(told)}${first}) ${plain(row.alias)} on true`,
      ...row.joins,
    );
    return sql`case when ${plain(row.alias)}.present then ${object}${isNonNullType(type) ? sql` else ${plain(`'${MISSING}'::json`)}` : nothing} end`;
  }

  #many(told: ToldMany, { row: parent, type, sets }: Wanted): Sql {
    const { source } = told;
    const row = this.#rowOf(told, listOf(told, parent));
    const object = this.#object({ type: itemType(type), row }, sets);
    const order = source.order.map(({ descending }, place): Sql =>
      plain(`${row.alias}.o${place}${descending ? ' desc' : ''}`),
    );
    return sql`coalesce((${row.first}select json_agg(${object} order by ${listed(order)}) from (
      select ${row.selected(source.order.map(({ by }, place): Sql => sql`${by} as ${plain(`o${place}`)}`))} from ${source.of.from} where ${this.#which(told)}
    ) ${plain(row.alias)}${row.joinedSql}), '[]'::json)`;
  }

  #page(told: ToldPage, { row: parent, type, sets }: Wanted): Sql {
    const connection = objectType(type);
    const { source } = told;
    const page = pageOf(told.page, source.order.length);
    // what comes after a cursor is asked once
    if (page.after !== null) throw new NotToldNow('a further page');
    const row = this.#rowOf(told, listOf(told, parent));
    const alias = plain(this.#statement.next());
    const writer = new PageWriter({ alias, shown: page.limit - 1, order: source.order.length, row });
    const asked = fieldsAsked(this.#parts, connection, sets);
    const fields = [...asked].map(([name, nodes]) => named(this.#ofPage({ connection, row, writer }, nodes), name));
    const wanted = this.#which(told);
    const total = writer.wantsTotal ? [sql`count(*) over () as total`] : [];
    const place = sql`row_number() over (order by ${orderBy(source.order)}) as place`;
    const keys = writer.wantsCursor
      ? source.order.map(({ by }, nth): Sql => sql`(${by})::text as ${plain(`key${nth}`)}`)
      : [];
    return sql`(select ${jsonObject(fields)} from (
      ${row.first}select ${listed(writer.columns)} from (
        select ${row.selected([place, ...total, ...keys])} from ${source.of.from} where ${wanted} order by ${orderBy(source.order)} limit ${page.limit}
      ) ${plain(row.alias)}${row.joinedSql}
    ) ${alias})`;
  }

  #ofPage(
    {
      connection,
      row,
      writer,
    }: { readonly connection: GraphQLObjectType; readonly row: Row; readonly writer: PageWriter },
    nodes: readonly FieldNode[],
  ): Sql {
    const name = nodes[0]?.name.value ?? '';
    const field = connection.getFields()[name];
    const sets = setsOf(nodes);
    if (name === '__typename') return sql`${connection.name}::text`;
    if (field === undefined) throw new NotTold(name);
    switch (name) {
      case 'nodes':
        return writer.items(this.#object({ type: itemType(field.type), row }, sets));
      case 'edges':
        return writer.items(this.#edge({ type: itemType(field.type), row, writer }, sets));
      case 'pageInfo':
        return this.#part({ type: objectType(field.type), row: null }, writer.pageInfo(), sets);
      case 'totalCount':
        return writer.total();
      default:
        throw new NotTold(name);
    }
  }

  #edge(
    { type, row, writer }: { readonly type: GraphQLObjectType; readonly row: Row; readonly writer: PageWriter },
    sets: readonly SelectionSetNode[],
  ): Sql {
    const fields = [...fieldsAsked(this.#parts, type, sets)].map(([name, nodes]): Sql => {
      const asked = nodes[0]?.name.value ?? '';
      const field = type.getFields()[asked];
      if (asked === 'cursor') return named(writer.cursor(), name);
      if (field === undefined) throw new NotTold(asked);
      return named(this.#object({ type: objectType(field.type), row }, setsOf(nodes)), name);
    });
    return objectBeside(row, fields);
  }

  #part(place: PlaceOfPart, parts: Parts, sets: readonly SelectionSetNode[]): Sql {
    const asked = fieldsAsked(this.#parts, place.type, sets);
    const fields = [...asked].map(([name, nodes]) => named(this.#ofPart(place, parts, nodes), name));
    return place.row === null ? jsonObject(fields) : objectBeside(place.row, fields);
  }

  #ofPart({ type, row }: PlaceOfPart, parts: Parts, nodes: readonly FieldNode[]): Sql {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return sql`${type.name}::text`;
    const field = type.getFields()[name];
    const told = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (field === undefined || told === undefined) throw new NotTold(name);
    if (!isNullableParts(told)) return this.#leaf(field.type, told);
    return sql`case when ${told.presentIf} then ${this.#part({ type: objectType(field.type), row }, told.parts, setsOf(nodes))} end`;
  }

  #partsOf({ from, parts, order }: ToldParts, { type, sets }: Wanted): Sql {
    const object = this.#part({ type: itemType(type), row: null }, parts, sets);
    return sql`coalesce((select json_agg(${object} order by ${order}) from ${from}), '[]'::json)`;
  }

  #leaf(type: GraphQLOutputType, told: Sql): Sql {
    if (!isSpelledAlike(getNamedType(type))) throw new NotTold(String(type));
    return told;
  }

  #rowOf(told: ToldOne | ToldMany | ToldPage, list: ListOfRow | null): Row {
    const { source, args, key, facts, more } = told;
    // whose reading is recorded must be told of one by one
    if (source.of.recorded !== undefined) throw new NotTold('recorded');
    const columns = source.columns(args);
    const isFound = told.kind === 'one' && key instanceof Later && source.order.length === 0 && 'id' in columns;
    const found = isFound ? sql`select ${columns['id']} from ${source.of.from} where ${this.#which(told)}` : null;
    return new Row({ statement: this.#statement, columns, facts, more, list, found });
  }

  /** Which rows: those of the key, as the reader's rule and condition allow. */
  #which({ source, key, args }: ToldOne | ToldMany | ToldPage): Sql {
    const allowed = source.condition(ANY_CONTEXT, args);
    return source.key === null || key === null
      ? allowed
      : every([sql`${source.key} = ${keySql(source.keyAs, key)}`, allowed]);
  }
}

interface PlaceOfPart {
  readonly type: GraphQLObjectType;
  /** Null: it is made of many rows, or of others than the statement knows. */
  readonly row: Row | null;
}

/** Where something is asked: on which row, and of what type it is. */
interface Wanted {
  readonly row: Row;
  readonly type: GraphQLOutputType;
  readonly sets: readonly SelectionSetNode[];
}

const isNullableParts = (told: Sql | NullableParts): told is NullableParts => 'parts' in told;

/**
 * Put together beside the row instead of in a sub-select where it is wanted: the planner then makes it a mere expression,
 * where a sub-select would be begun anew for each row.
 */
function objectBeside(row: Row, fields: readonly Sql[]): Sql {
  const alias = plain(row.statement.next());
  row.joins.push(sql` cross join lateral (select ${listed(fields)}) ${alias}`);
  return sql`row_to_json(${alias})`;
}
const jsonObject = (fields: readonly Sql[]): Sql => sql`(select row_to_json(j) from (select ${listed(fields)}) j)`;
/** Names of fields hold letters, digits and underscores alone. */
const named = (told: Sql, name: string): Sql => sql`${told} as ${plain(`"${name}"`)}`;

const keySql = (keyAs: 'uuid' | 'text', key: Sql | Later): Sql =>
  key instanceof Later ? sql`${key}::${plain(keyAs)}` : key;

const listOf = ({ source, key, args }: ToldMany | ToldPage, parent: Row): ListOfRow | null =>
  key === null ? null : { source, parent, key: keySql(source.keyAs, key), args };

const setsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

function objectType(type: GraphQLOutputType): GraphQLObjectType {
  const nullable = getNullableType(type);
  if (!isObjectType(nullable)) throw new NotTold(String(type));
  return nullable;
}

function itemType(type: GraphQLOutputType): GraphQLObjectType {
  const list = getNullableType(type);
  if (!isListType(list)) throw new NotTold(String(type));
  return objectType(list.ofType);
}

function isSpelledAlike(type: GraphQLNamedType): boolean {
  return isEnumType(type) ? type.getValues().every(({ name, value }) => name === value) : SPELLED_ALIKE.has(type.name);
}
