/** Selects everything that a type of the schema leads to, so that a test sees what any query could see. */
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

export interface WholeSelectionOptions {
  readonly typeName: string;
  /** How many types deep. */
  readonly depth: number;
}

/** A selection set with every field that needs no argument; a type does not recur below itself. */
export function wholeSelection(schema: GraphQLSchema, { typeName, depth }: WholeSelectionOptions): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  return selectionOf(type, { depth, above: [] }) ?? '{ __typename }';
}

/** Null where the depth is used up. */
function selectionOf(
  type: GraphQLNamedType,
  { depth, above }: { readonly depth: number; readonly above: readonly string[] },
): string | null {
  if (isInterfaceType(type) || isUnionType(type)) return '{ __typename }';
  if (!isObjectType(type)) return '';
  // edges and nodes of a connection hold the same
  if (depth === 0 || above.includes(type.name) || type.name.endsWith('Edge')) return null;
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const below = selectionOf(getNamedType(field.type), { depth: depth - 1, above: [...above, type.name] });
    return below === null ? [] : [`${field.name} ${below}`];
  });
  return fields.length === 0 ? null : `{ __typename ${fields.join(' ')} }`;
}
