/** The scalars of the API, each named for what a reader of the schema expects. */
import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLSafeInt } from 'graphql-scalars';
import { isLocalDate } from '../../schema/rules/days.ts';
import { badInput } from './problem.ts';

function parseDay(value: unknown): string {
  if (typeof value !== 'string' || !isLocalDate(value))
    throw badInput('notADay', { given: String(value).slice(0, 40) });
  return value;
}

/** A day of the calendar, without time or zone. */
export const LocalDateScalar = new GraphQLScalarType<string, string>({
  name: 'LocalDate',
  description: 'A day as YYYY-MM-DD, in Europe/Sofia.',
  serialize: (value) => String(value),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant, in UTC. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant in UTC, as ISO 8601.',
});

/** Whole numbers past 2^31: amounts in cents. */
export const SafeIntScalar = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  name: 'SafeInt',
  description: 'A whole number up to 2^53, such as an amount in cents.',
});
