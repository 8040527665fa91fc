/**
 * A variable that may be null is let into a place where none may be when one of the two has a default. Given as null
 * there, it is refused as the operation runs: by the executor of the reference everywhere, by the compiled one not within
 * inputs and at conditions.
 */
import {
  TypeInfo,
  isNonNullType,
  visit,
  visitWithTypeInfo,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** Names of such variables, of all operations of the document. */
export function nullableWhereNoneMayBe(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const nullable = new Set<string>();
  const needed = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition({ variable, type }) {
        if (type.kind !== Kind.NON_NULL_TYPE) nullable.add(variable.name.value);
        // its own name is no use of it
        return false;
      },
      Variable({ name }) {
        if (isNonNullType(types.getInputType())) needed.add(name.value);
      },
    }),
  );
  return [...needed].filter((name) => nullable.has(name));
}
