/**
 * Measures a document in one pass over its definitions, before it is validated: validation itself can be made to take
 * long. Fragments are measured once and counted as often as they are used, so that no document takes longer to measure
 * than to read.
 */
import {
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { COST, LIST_SIZE, type CostGroup, type CostPart, type PageSize } from './cost.ts';

export interface OperationMeasures {
  /** Null where it has none. */
  readonly name: string | null;
  readonly depth: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: CostGroup;
  /** Numbers that variables have where the request gives none. */
  readonly defaults: Readonly<Record<string, number>>;
}

interface Counts extends Omit<OperationMeasures, 'name' | 'rootFields' | 'defaults'> {
  /** Fields that stand in the set itself or in its fragments. */
  readonly own: number;
}

const NOTHING: Counts = { depth: 0, own: 0, fields: 0, aliases: 0, directives: 0, cost: [] };

/** Of each operation of the document, in its order. */
export function measureDocument(schema: GraphQLSchema, document: DocumentNode): readonly OperationMeasures[] {
  const measurer = new Measurer(schema, document);
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const root = schema.getRootType(definition.operation) ?? null;
    const { own, directives, ...counts } = measurer.measure(definition.selectionSet, root);
    const variables = definition.variableDefinitions ?? [];
    const onVariables = variables.flatMap((variable) => variable.directives ?? []);
    return {
      ...counts,
      name: definition.name?.value ?? null,
      rootFields: own,
      directives: directives + (definition.directives?.length ?? 0) + onVariables.length,
      defaults: Object.fromEntries(
        variables.flatMap(({ variable, defaultValue }) =>
          defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
        ),
      ),
    };
  });
}

class Measurer {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** One that stands in itself counts as nothing there: validation refuses it. */
  readonly #measured = new Map<string, Counts>();
  readonly #introspectionSizes: ReadonlyMap<string, number>;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
    this.#introspectionSizes = new Map([['__Schema.types', Object.keys(schema.getTypeMap()).length]]);
  }

  measure({ selections }: SelectionSetNode, type: GraphQLNamedType | null): Counts {
    const cost: (CostPart | CostGroup)[] = [];
    let { depth, own, fields, aliases, directives } = NOTHING;
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const found = isField
        ? this.#field(selection, type)
        : selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#fragment(selection.name.value)
          : this.measure(selection.selectionSet, this.#named(selection.typeCondition?.name.value) ?? type);
      depth = Math.max(depth, found.depth);
      own += isField ? 1 : found.own;
      fields += found.fields;
      aliases += found.aliases;
      directives += found.directives + countOf(selection.directives);
      cost.push(found.cost);
    }
    return { depth, own, fields, aliases, directives, cost };
  }

  #fragment(name: string): Counts {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return NOTHING;
    this.#measured.set(name, NOTHING);
    const found = this.measure(fragment.selectionSet, this.#named(fragment.typeCondition.name.value));
    const counts = { ...found, directives: found.directives + countOf(fragment.directives) };
    this.#measured.set(name, counts);
    return counts;
  }

  #field(node: FieldNode, type: GraphQLNamedType | null): Counts {
    const field = type === null ? null : this.#definition(type, node.name.value);
    const answered = field === null ? null : getNamedType(field.type);
    const inner = node.selectionSet === undefined ? NOTHING : this.measure(node.selectionSet, answered);
    return {
      depth: inner.depth + 1,
      own: 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (node.alias === undefined ? 0 : 1),
      directives: inner.directives,
      cost: [this.#cost({ node, type, field, inner: inner.cost })],
    };
  }

  #cost({
    node,
    type,
    field,
    inner,
  }: {
    readonly node: FieldNode;
    readonly type: GraphQLNamedType | null;
    readonly field: GraphQLField<unknown, unknown> | null;
    readonly inner: CostGroup;
  }): CostPart {
    if (type === null || field === null) return { points: COST.value, listSize: null, page: null, parts: [inner] };
    const isIntrospection = type.name.startsWith('__') || field.name.startsWith('__');
    const isList = isListType(getNullableType(field.type));
    const listSize = isList ? (this.#introspectionSizes.get(`${type.name}.${field.name}`) ?? LIST_SIZE) : null;
    const points = (isCompositeType(getNamedType(field.type)) ? COST.thing : COST.value) + this.#beginning(type);
    return {
      points: points * (isIntrospection ? COST.introspectionShare : 1) + ownCost(field),
      listSize,
      page: pageOf(node, field),
      parts: inner.length === 0 ? [] : [inner],
    };
  }

  #beginning(type: GraphQLNamedType): number {
    if (type === this.#schema.getMutationType()) return COST.change;
    return type === this.#schema.getQueryType() ? COST.question : 0;
  }

  #definition(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | null {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (type === this.#schema.getQueryType() && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (type === this.#schema.getQueryType() && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? null) : null;
  }

  #named(name: string | undefined): GraphQLNamedType | null {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return type !== undefined && (isObjectType(type) || isInterfaceType(type)) ? type : null;
  }
}

const countOf = (directives: readonly DirectiveNode[] | undefined): number => directives?.length ?? 0;

/** What a field says that it costs beyond its answer: `@Field({ complexity })`, in points. */
function ownCost({ extensions }: GraphQLField<unknown, unknown>): number {
  const { complexity } = extensions as { complexity?: unknown };
  return typeof complexity === 'number' ? complexity : 0;
}

function pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): PageSize | null {
  const first = field.args.find(({ name }) => name === 'first');
  if (first === undefined) return null;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value ?? null;
  return { fallback: typeof first.defaultValue === 'number' ? first.defaultValue : LIST_SIZE, given };
}
