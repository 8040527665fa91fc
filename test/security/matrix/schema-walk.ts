/** What the built schema has, in the words of the rows: fields, the edges between types, arguments and inputs. */
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Types that are read, without the roots. */
export function readTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__') && !roots.has(type));
}

export const fieldsOf = (type: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] =>
  Object.values(type?.getFields() ?? {});

/** A page of things leads to the things. */
export function targetOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): string {
  const { name } = getNamedType(field.type);
  const page = schema.getType(name);
  if (!name.endsWith('Connection') || !isObjectType(page)) return name;
  const nodes = page.getFields()['nodes'];
  return nodes === undefined ? name : getNamedType(nodes.type).name;
}

/** `Type.field` of every field that leads to the type, pages told by the field that gives them. */
export function edgesTo(schema: GraphQLSchema, typeName: string): string[] {
  const wanted = schema.getType(typeName);
  const interfaces = isObjectType(wanted) ? wanted.getInterfaces().map(({ name }) => name) : [];
  return [...readTypes(schema), schema.getQueryType()]
    .filter((type) => type != null)
    .filter(({ name }) => !name.endsWith('Connection'))
    .flatMap((type) =>
      fieldsOf(type)
        .filter((field) => [typeName, ...interfaces].includes(targetOf(schema, field)))
        .map((field) => `${type.name}.${field.name}`),
    );
}

/** `Type.field(argument)` of all that is read. */
export const readArguments = (schema: GraphQLSchema): string[] =>
  [...readTypes(schema), schema.getQueryType()].flatMap((type) =>
    fieldsOf(type).flatMap((field) => field.args.map(({ name }) => `${type?.name}.${field.name}(${name})`)),
  );

/** `Mutation.field(argument)` and `Input.field` of all that changes take. */
export function changeInputs(schema: GraphQLSchema): string[] {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  return [
    ...fieldsOf(schema.getMutationType()).flatMap((field) =>
      field.args.map(({ name }) => `Mutation.${field.name}(${name})`),
    ),
    ...inputs.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)),
  ];
}

/** The inputs, in the same words, that these values of a change's arguments fill. */
export function filledInputs(
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
): string[] {
  return field.args.flatMap(({ name, type }) =>
    name in given ? [`Mutation.${field.name}(${name})`, ...filledIn(type, given[name])] : [],
  );
}

function filledIn(type: GraphQLInputType, value: unknown): string[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  if (Array.isArray(value)) return value.flatMap((item) => filledIn(named, item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = named.getFields()[name];
    return field === undefined ? [`${named.name}.${name}`] : [`${named.name}.${name}`, ...filledIn(field.type, inner)];
  });
}

/** Arguments that a field cannot be asked without, as text; from the rows of arguments. */
export type Needed = ReadonlyMap<string, string>;

/** Asks a type for these fields; what they lead to is only touched, to see that it is there. */
export function selectionOf(
  type: GraphQLObjectType,
  { fields, needed }: { readonly fields: readonly string[]; readonly needed: Needed },
): string {
  const asked = fields.map((name) => {
    const field = type.getFields()[name];
    return field === undefined ? name : askedField({ type, field, needed });
  });
  const id = type.getFields()['id'] === undefined || fields.includes('id') ? '' : 'id';
  return `{ mark: __typename ... on ${type.name} { ${id} ${asked.join(' ')} } }`;
}

export function callOf({
  type,
  field,
  needed,
}: {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly needed: Needed;
}): string {
  const given = needed.get(`${type.name}.${field.name}`);
  if (given !== undefined && field.args.some(isRequiredArgument)) return `${field.name}(${given})`;
  return field.name;
}

function askedField(parts: {
  readonly type: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly needed: Needed;
}): string {
  const below = getNamedType(parts.field.type);
  if (!isObjectType(below) && !isInterfaceType(below)) return parts.field.name;
  const isPage = isObjectType(below) && below.name.endsWith('Connection');
  return `${callOf(parts)} ${isPage ? '{ nodes { held: __typename } }' : '{ held: __typename }'}`;
}
