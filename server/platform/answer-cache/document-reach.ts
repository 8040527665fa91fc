/**
 * Looks how far an operation reaches: whether every field that it selects was reviewed as staying within what its root
 * fields name. A field that nobody reviewed reaches everywhere.
 */
import {
  Kind,
  OperationTypeNode,
  getNamedType,
  isObjectType,
  parse,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Fields by type. `Type` for things within what the root names, `Type outside` for those beyond it. */
export type ReviewedFields = Readonly<Record<string, readonly string[]>>;

export interface Review {
  /** Root fields whose answers may be kept at all. */
  readonly keptRoots: ReadonlySet<string>;
  readonly staysWithin: ReviewedFields;
  /** `Type.field`: what they lead to lies outside, as far as it has a face `Type outside`. */
  readonly leadsOut: ReadonlySet<string>;
}

export interface RootField {
  readonly name: string;
  /** Only those given as a literal or a variable of text. */
  readonly textArguments: (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, string | null>>;
}

export interface Reach {
  readonly roots: readonly RootField[];
  /** Whether all that is selected below the roots stays within what they name. */
  readonly staysWithin: boolean;
}

/** Null: no single query by that name, or one whose answer is not to be kept. */
export function reachOf(
  { schema, review }: { readonly schema: GraphQLSchema; readonly review: Review },
  { text, operationName }: { readonly text: string; readonly operationName: string | null },
): Reach | null {
  const document = parsed(text);
  const operation = document && operationOf(document, operationName);
  const query = schema.getQueryType();
  if (document === null || !operation || operation.operation !== OperationTypeNode.QUERY || !query) return null;
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const roots = fieldsOf({ selectionSet: operation.selectionSet, type: query }, { fragments, schema });
  if (roots === null || roots.some(({ field }) => !review.keptRoots.has(field.name.value))) return null;
  const walk = new Walk({ schema, review, fragments });
  return {
    roots: roots.map(({ field }) => ({ name: field.name.value, textArguments: textArgumentsOf(field, operation) })),
    staysWithin: walk.stays({ selectionSet: operation.selectionSet, type: query }, 'within'),
  };
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: 10_000, noLocation: true });
  } catch {
    return null;
  }
}

function operationOf(document: DocumentNode, name: string | null): OperationDefinitionNode | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name !== null) return operations.find((operation) => operation.name?.value === name) ?? null;
  return operations.length === 1 ? (operations[0] ?? null) : null;
}

interface Place {
  readonly selectionSet: SelectionSetNode;
  readonly type: GraphQLNamedType;
}
interface Known {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}
interface PlacedField {
  readonly field: FieldNode;
  readonly type: GraphQLNamedType;
}

/** With those of fragments; null where a fragment is unknown, stands in itself, or the type of one. */
function fieldsOf({ selectionSet, type }: Place, known: Known, above: readonly string[] = []): PlacedField[] | null {
  const found: PlacedField[] = [];
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      found.push({ field: selection, type });
      continue;
    }
    const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : null;
    const fragment = name === null ? selection : known.fragments.get(name);
    if (fragment === undefined || !('selectionSet' in fragment) || (name !== null && above.includes(name))) return null;
    const onType = fragment.typeCondition ? known.schema.getType(fragment.typeCondition.name.value) : type;
    const inner =
      onType === undefined
        ? null
        : fieldsOf(
            { selectionSet: fragment.selectionSet, type: onType },
            known,
            name === null ? above : [...above, name],
          );
    if (inner === null) return null;
    found.push(...inner);
  }
  return found;
}

type Standing = 'within' | 'outside';

class Walk {
  readonly #known: Known;
  readonly #review: Review;

  constructor({ review, ...known }: Known & { readonly review: Review }) {
    this.#known = known;
    this.#review = review;
  }

  stays(place: Place, standing: Standing): boolean {
    const fields = fieldsOf(place, this.#known);
    return fields !== null && fields.every(({ field, type }) => this.#fieldStays(field, { type, standing }));
  }

  #fieldStays(
    { name: { value: name }, selectionSet }: FieldNode,
    { type, standing }: { readonly type: GraphQLNamedType; readonly standing: Standing },
  ): boolean {
    if (name === '__typename') return true;
    const { staysWithin, leadsOut } = this.#review;
    const reviewed =
      (standing === 'outside' ? staysWithin[`${type.name} outside`] : undefined) ?? staysWithin[type.name];
    if (!isObjectType(type) || !reviewed?.includes(name)) return false;
    const below = type.getFields()[name]?.type;
    if (below === undefined) return false;
    if (selectionSet === undefined) return true;
    const next = leadsOut.has(`${type.name}.${name}`) ? 'outside' : standing;
    return this.stays({ selectionSet, type: getNamedType(below) }, next);
  }
}

/** What is kept of it holds nothing of the document's tree, which is many times as heavy. */
function textArgumentsOf(field: FieldNode, operation: OperationDefinitionNode): RootField['textArguments'] {
  const withDefault = new Set(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [variable.name.value],
    ),
  );
  const given = (field.arguments ?? []).map(({ name, value }) => {
    const literal = value.kind === Kind.STRING || value.kind === Kind.INT ? value.value : null;
    const variable = value.kind === Kind.VARIABLE && !withDefault.has(value.name.value) ? value.name.value : null;
    return { name: name.value, literal, variable };
  });
  return (variables) =>
    Object.fromEntries(
      given.map(({ name, literal, variable }) => {
        const named = variable === null ? undefined : variables[variable];
        return [name, literal ?? (typeof named === 'string' ? named : null)];
      }),
    );
}
