/**
 * What the schema's builder puts around every resolver (a promise for each argument, a search for the resolver's object)
 * costs more than most resolvers do. Fields that use none of it are called directly; all others stay as they were built.
 */
import { isObjectType, type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from './context.ts';

type Resolve = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;
type Method = (...parameters: unknown[]) => unknown;
type ResolverMetadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];
type ParameterMetadata = NonNullable<ResolverMetadata['params']>[number];

interface Call {
  readonly root: unknown;
  readonly args: Record<string, unknown>;
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}
type Parameter = (call: Call) => unknown;

/** Changes the resolvers of the schema's object types in place. */
export function resolveDirectly(schema: GraphQLSchema): void {
  const { objectTypes, fieldResolvers } = getMetadataStorage();
  const resolvers = new Map<Function, Record<string, Method>>();
  const resolverOf = (target: Function): Record<string, Method> => {
    let resolver = resolvers.get(target);
    if (resolver === undefined) resolvers.set(target, (resolver = new (target as new () => Record<string, Method>)()));
    return resolver;
  };
  for (const { target, name: typeName, fields = [] } of objectTypes) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) continue;
    for (const { name, schemaName, middlewares = [], roles, simple } of fields) {
      const field = type.getFields()[schemaName];
      if (field === undefined || middlewares.length > 0 || roles !== undefined) continue;
      const resolver = fieldResolvers.find((each) => each.getObjectType?.() === target && each.methodName === name);
      if (resolver !== undefined) field.resolve = directly(resolver, resolverOf) ?? field.resolve;
      // the executors' own way: a property, read without a call
      else if (name === schemaName && simple !== false) field.resolve = undefined;
    }
  }
}

/** Null: something of the builder's is needed. */
function directly(
  { kind, target, methodName, middlewares = [], roles, params = [] }: ResolverMetadata,
  resolverOf: (target: Function) => Record<string, Method>,
): Resolve | null {
  if (kind !== 'external' || middlewares.length > 0 || roles !== undefined) return null;
  const parameters = params.toSorted((a, b) => a.index - b.index).map(parameterOf);
  if (parameters.some((parameter) => parameter === null)) return null;
  const [first, second, ...others] = parameters as Parameter[];
  const resolver = resolverOf(target);
  const method = resolver[methodName];
  if (method === undefined) return null;
  // oxlint-disable-next-line max-params -- the executors tell a resolver of its call by these four
  return (root, args, context, info) => {
    const call = { root, args, context, info };
    return method.call(resolver, first?.(call), second?.(call), ...others.map((parameter) => parameter(call)));
  };
}

/** Null where a value is made into an instance of a class, or validated. */
function parameterOf(parameter: ParameterMetadata): Parameter | null {
  switch (parameter.kind) {
    case 'context':
      return parameter.propertyName === undefined ? ({ context }) => context : null;
    case 'root':
      return parameter.propertyName === undefined && parameter.getType === undefined ? ({ root }) => root : null;
    case 'info':
      return ({ info }) => info;
    case 'arg': {
      const { name, validateFn, getType } = parameter;
      const isPlain = !getMetadataStorage().inputTypes.some(({ target }) => target === getType());
      return isPlain && validateFn === undefined ? ({ args }) => args[name] : null;
    }
    case 'custom':
      return parameter.options.arg === undefined ? (call) => parameter.resolver(call) : null;
    default:
      return null;
  }
}
