/**
 * Reads that list go by SQL to plain rows. The template keeps every value a parameter; fragments may be nested.
 * Columns arrive in snake_case and leave in camelCase, so that a row has the names of the GraphQL type.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput } from './problem.ts';
import { readable } from './readable-text.ts';
import { camelName, type StatementSender } from './statements.ts';

export interface Sql {
  readonly text: readonly string[];
  readonly values: readonly unknown[];
}

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'text' in value && 'values' in value;

/** A statement, or a part of one. Interpolated values become parameters; interpolated `sql` parts become text. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const text: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  parts.forEach((part, index) => {
    const following = strings[index + 1] ?? '';
    if (!isSql(part)) {
      values.push(part);
      text.push(following);
      return;
    }
    text[text.length - 1] += part.text[0] ?? '';
    values.push(...part.values);
    text.push(...part.text.slice(1));
    text[text.length - 1] += following;
  });
  return { text, values };
}

/** No condition, no clause. */
export const nothing: Sql = sql``;

/** Joins conditions with `and`; of none, `true`. */
export function every(conditions: readonly (Sql | null)[]): Sql {
  const present = conditions.filter((condition) => condition !== null);
  if (present.length === 0) return sql`true`;
  return present.slice(1).reduce((joined, condition) => sql`${joined} and ${condition}`, present[0] ?? nothing);
}

/** Through the given statements, or in the caller's transaction where there is one. */
export interface Reader {
  readonly em: EntityManager;
  readonly statements?: StatementSender | null;
}

/** The rows of a statement. */
export async function rows<Row>({ em, statements = null }: Reader, statement: Sql): Promise<Row[]> {
  const values = statement.values.map(asParameter);
  if (statements !== null) return statements.rows<Row>(numbered(statement.text), values).catch(translateComplaint);
  // the driver reads `?` as a parameter; no operator of PostgreSQL's that is spelled with it is used here
  const found = await em.execute<Record<string, unknown>[]>(statement.text.join('?'), values).catch(translateComplaint);
  return found.map((row) => {
    const named: Record<string, unknown> = {};
    for (const column of Object.keys(row)) named[camelName(column)] = row[column];
    return named as Row;
  });
}

/** The rows of a statement whose text is written already. */
export const preparedRows = <Row>(
  statements: StatementSender,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
): Promise<Row[]> => statements.rows<Row>(text, values.map(asParameter)).catch(translateComplaint);

/** `… $1 … $2 …` */
function numbered([first = '', ...others]: readonly string[]): string {
  let text = first;
  for (const [place, part] of others.entries()) text += `$${place + 1}${part}`;
  return text;
}

/** SQLSTATEs of a value that is none of its type: a uuid, number or day that cannot be read, or lies out of range. */
const UNREADABLE_VALUE: ReadonlySet<unknown> = new Set(['22P02', '22003', '22007', '22008', '22021']);

/** Such values come from whoever asks: ids and cursors that nobody gave out. */
function translateComplaint(error: unknown): never {
  const isUnreadable = error instanceof Error && 'code' in error && UNREADABLE_VALUE.has(error.code);
  throw isUnreadable ? badInput('valueUnreadable') : error;
}

/** The only row, or null. */
export async function oneRow<Row>(reader: Reader, statement: Sql): Promise<Row | null> {
  const found = await rows<Row>(reader, statement);
  return found[0] ?? null;
}

/**
 * What a request says is looked at where it comes in; addresses of pages and of files come past that.
 * Arrays travel as PostgreSQL array literals, so that `= any(…)` takes them whole. Write `any(${ids}::uuid[])`.
 */
function asParameter(value: unknown): unknown {
  if (!Array.isArray(value)) return readable(value);
  const items = value.map((item) =>
    item === null || item === undefined ? 'NULL' : `"${String(readable(item)).replace(/[\\"]/g, '\\$&')}"`,
  );
  return `{${items.join(',')}}`;
}
