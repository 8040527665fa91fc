/**
 * Text that no database can keep is refused where it comes in: U+0000, which no text of PostgreSQL holds and which breaks
 * its messages off in the middle, and halves of a character, which nobody can read. Every String and ID passes here,
 * whether it stands in a document, a variable or deep in a list, before anything of a feature sees it.
 */
import { GraphQLID, GraphQLString, type GraphQLScalarType, type ValueNode } from 'graphql';
import { Problem, badInput } from './problem.ts';

export const isReadableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** @throws BAD_INPUT for a text that no database can keep; anything else passes. */
export function readable<T>(value: T): T {
  if (typeof value === 'string' && !isReadableText(value)) throw badInput('valueUnreadable');
  return value;
}

/** Whether all texts of the variables can be read; the compiled executor coerces them without the scalars. */
export function areReadable(value: unknown): boolean {
  if (typeof value === 'string') return isReadableText(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const name in value) if (!areReadable((value as Record<string, unknown>)[name])) return false;
  return true;
}

const readsItself = new WeakSet<GraphQLScalarType>();

/** The two scalars are the library's own and one for all schemas, and no other may bear their names. */
export function refuseUnreadableTexts(): void {
  for (const scalar of [GraphQLString, GraphQLID] as GraphQLScalarType[]) {
    if (readsItself.has(scalar)) continue;
    readsItself.add(scalar);
    const { parseValue, parseLiteral } = scalar;
    scalar.parseValue = (value) => readable(parseValue(value));
    scalar.parseLiteral = (node: ValueNode, variables) => readable(parseLiteral(node, variables));
  }
}

/** What graphql says before and after a complaint of a scalar about a variable: `Variable "$a" got … at "a.b"; …`. */
const PLACE = /^Variable "\$(\w+)" got invalid value (?:.* at "\w+\.?([^"\s]+)"; $)?/s;

/** A refusal of a value says at which field it stood, as features do: `email`, of an input too; `measureIds[1]`. */
export function withField(problem: Problem, complaint: string): Problem {
  const before = complaint.endsWith(problem.message) ? complaint.slice(0, -problem.message.length) : '';
  const [, variable, path] = PLACE.exec(before) ?? [];
  const field = path ?? variable;
  if (field === undefined || 'field' in problem.details) return problem;
  return new Problem(problem.code, problem.key, { ...problem.details, field });
}
