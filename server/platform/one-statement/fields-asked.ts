/** The fields that a selection asks of an object, by the name that each has in the answer (GraphQL, 6.3.2 Field Collection). */
import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { NotTold } from './not-told.ts';

export interface AskedDocument {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

export type FieldsAsked = ReadonlyMap<string, readonly FieldNode[]>;

/** PostgreSQL cuts longer names. */
const LONGEST_NAME = 63;

/** Of one field that is asked once it is worked out once: documents are parsed once and asked often. */
const known = new WeakMap<SelectionSetNode, Map<GraphQLObjectType, FieldsAsked>>();

/** @throws NotTold where a directive decides, or a name is too long for a column. */
export function fieldsAsked(
  document: AskedDocument,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): FieldsAsked {
  const [only] = sets;
  if (only === undefined || sets.length > 1) return collected(document, type, sets);
  let byType = known.get(only);
  if (byType === undefined) known.set(only, (byType = new Map()));
  let fields = byType.get(type);
  if (fields === undefined) byType.set(type, (fields = collected(document, type, sets)));
  return fields;
}

function collected(document: AskedDocument, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): FieldsAsked {
  const fields = new Map<string, FieldNode[]>();
  for (const set of sets) collect(fields, { document, type, set });
  return fields;
}

function collect(
  fields: Map<string, FieldNode[]>,
  {
    document,
    type,
    set,
  }: { readonly document: AskedDocument; readonly type: GraphQLObjectType; readonly set: SelectionSetNode },
): void {
  for (const node of set.selections) {
    if (node.directives !== undefined && node.directives.length > 0) throw new NotTold('directive');
    if (node.kind === Kind.FIELD) {
      const name = node.alias?.value ?? node.name.value;
      if (name.length > LONGEST_NAME) throw new NotTold('name');
      const same = fields.get(name);
      if (same === undefined) fields.set(name, [node]);
      else same.push(node);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : document.fragments[node.name.value];
    if (fragment === undefined) throw new NotTold('fragment');
    if (isOf(document.schema, type, fragment.typeCondition?.name.value))
      collect(fields, { document, type, set: fragment.selectionSet });
  }
}

function isOf(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}
