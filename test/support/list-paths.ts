/** Finds, for each type of the schema, a way from the root through lists to many things of that type. */
import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export interface ListPath {
  readonly typeName: string;
  /** The whole selection below the root, with what is selected on each thing put in. */
  readonly select: (selection: string) => string;
}

export interface ListPathOptions {
  /** Values for arguments, as `Type.field` → the text between the brackets; what needs arguments and has none is no way. */
  readonly arguments: Readonly<Record<string, string>>;
}

type Field = GraphQLField<unknown, unknown>;

/** What is selected of a field, or null when it cannot be asked without arguments that nobody gave. */
export function callOf(type: GraphQLObjectType, field: Field, given: ListPathOptions['arguments']): string | null {
  const text = given[`${type.name}.${field.name}`];
  if (text !== undefined) return `${field.name}(${text})`;
  if (field.args.some(isRequiredArgument)) return null;
  return field.args.some(({ name }) => name === 'first') ? `${field.name}(first: 50)` : field.name;
}

export function listPaths(schema: GraphQLSchema, { arguments: given }: ListPathOptions): ListPath[] {
  const found = new Map<string, ListPath>();
  const query = schema.getQueryType();
  if (!query) return [];
  // through lists first, and the shortest way: nearer the root there is more of everything
  let edge: {
    readonly type: GraphQLObjectType;
    readonly select: (selection: string) => string;
    readonly many: boolean;
  }[] = [{ type: query, select: (selection) => selection, many: false }];
  const passed = new Set<string>();
  while (edge.length > 0) {
    const next: typeof edge = [];
    for (const { type, select, many } of edge) {
      for (const field of Object.values(type.getFields())) {
        const below = getNamedType(field.type);
        const call = callOf(type, field, given);
        if (!isObjectType(below) || call === null) continue;
        const item = itemOf(below);
        const isMany = many || item !== below || isListType(getNullableType(field.type));
        const name = `${item.name} ${isMany}`;
        if (passed.has(name)) continue;
        passed.add(name);
        const way = {
          type: item,
          many: isMany,
          select: (selection: string) => select(`${call} { ${item === below ? selection : `nodes { ${selection} }`} }`),
        };
        next.push(way);
        if (isMany && !found.has(item.name)) found.set(item.name, { typeName: item.name, select: way.select });
      }
    }
    edge = next;
  }
  return [...found.values()];
}

/** What a connection holds; any other type is itself. */
export function itemOf(type: GraphQLObjectType): GraphQLObjectType {
  const nodes = type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
  const item = nodes && getNamedType(nodes.type);
  return isObjectType(item) ? item : type;
}
