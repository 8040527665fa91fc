/**
 * What an operation asks of the things that a field returns: the names of their fields, by type. A resolver that hands
 * rows straight on takes its context by `@Selected()`; the readings below it then fetch only the columns that count.
 */
import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { createParameterDecorator } from 'type-graphql';
import type { RequestContext, Selection } from './context.ts';

/** The context of a resolver whose rows go straight out. Not for rows that a policy or a rule looks into. */
export function Selected(): ParameterDecorator {
  return createParameterDecorator<RequestContext>(({ context, info }) =>
    selectedContext(context, info),
  ) as ParameterDecorator;
}

/** A field is asked on many rows: all of them share the context that its selection makes of the request's. */
const contexts = new WeakMap<RequestContext, Map<Selection, RequestContext>>();

function selectedContext(context: RequestContext, info: GraphQLResolveInfo): RequestContext {
  // one that the request came with stays: an empty one reads every column
  if (context.selection !== undefined) return context;
  const selection = selectionOf(info);
  let bySelection = contexts.get(context);
  if (bySelection === undefined) contexts.set(context, (bySelection = new Map()));
  let selected = bySelection.get(selection);
  if (selected === undefined) bySelection.set(selection, (selected = { ...context, selection }));
  return selected;
}

/** An operation is parsed once and asked often: what it asks is worked out once for each of its fields. */
const known = new WeakMap<FieldNode, Selection>();

export function selectionOf(info: GraphQLResolveInfo): Selection {
  const [only, ...others] = info.fieldNodes;
  if (only === undefined || others.length > 0) return collected(info);
  let selection = known.get(only);
  if (selection === undefined) known.set(only, (selection = collected(info)));
  return selection;
}

interface Document {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

function collected({ schema, fragments, fieldNodes, returnType }: GraphQLResolveInfo): Selection {
  const asked = new Map<string, Set<string>>();
  for (const { selectionSet } of fieldNodes)
    if (selectionSet) collect(asked, { schema, fragments }, { selectionSet, type: getNamedType(returnType) });
  return asked;
}

/** Conditions (`@skip`, `@include`) are not looked at: what may be asked is fetched, so that a selection depends on the text alone. */
function collect(
  asked: Map<string, Set<string>>,
  document: Document,
  { selectionSet, type }: { readonly selectionSet: SelectionSetNode; readonly type: GraphQLNamedType },
): void {
  for (const node of selectionSet.selections) {
    if (node.kind === Kind.FIELD) {
      for (const each of objectsOf(type, document.schema)) addField(asked, document, { node, type: each });
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : document.fragments[node.name.value];
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    const narrowed = condition === undefined ? type : (document.schema.getType(condition) ?? type);
    collect(asked, document, { selectionSet: fragment.selectionSet, type: narrowed });
  }
}

const objectsOf = (type: GraphQLNamedType, schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];

/** Where a connection holds its items. */
const ITEM_FIELDS: ReadonlySet<string> = new Set(['nodes', 'edges', 'node']);
const isWrapper = ({ name }: GraphQLObjectType): boolean => /(Connection|Edge)$/.test(name);

function addField(
  asked: Map<string, Set<string>>,
  document: Document,
  { node, type }: { readonly node: FieldNode; readonly type: GraphQLObjectType },
): void {
  const name = node.name.value;
  const fields = asked.get(type.name);
  if (fields === undefined) asked.set(type.name, new Set([name]));
  else fields.add(name);
  const field = type.getFields()[name];
  if (field === undefined || node.selectionSet === undefined || !isWrapper(type) || !ITEM_FIELDS.has(name)) return;
  collect(asked, document, { selectionSet: node.selectionSet, type: getNamedType(field.type) });
}
