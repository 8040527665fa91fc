/** The order of a list, from which follow its `order by`, the cursor of each row and the condition for going on after one. */
import { every, sql, type Sql } from './sql.ts';

export interface SortKey {
  readonly by: Sql;
  /** The type of the expression in PostgreSQL; it travels as text. Text when left out. */
  readonly as?: 'text' | 'uuid' | 'date' | 'int' | 'bigint' | 'timestamptz';
  readonly descending?: boolean;
}

const listed = (parts: readonly Sql[]): Sql =>
  parts.slice(1).reduce((all, part) => sql`${all}, ${part}`, parts[0] ?? sql``);

export const orderBy = (order: readonly SortKey[]): Sql =>
  listed(order.map(({ by, descending }) => (descending ? sql`${by} desc` : by)));

/** `key0`, `key1`, …: what a cursor is made of. */
export const keyColumns = (order: readonly SortKey[]): Sql =>
  listed(order.map(({ by }, place): Sql => sql`(${by})::text as ${{ text: [`key${place}`], values: [] }}`));

/** Rows after the one with this key; all when there is none. Keys must not be null. */
export function afterKey(order: readonly SortKey[], after: readonly string[] | null): Sql {
  if (after === null) return sql`true`;
  const value = (place: number): Sql => sql`${after[place]}::${typeName(order[place])}`;
  if (order.every(({ descending }) => !descending))
    return sql`(${listed(order.map(({ by }) => by))}) > (${listed(order.map((_, place) => value(place)))})`;
  // directions differ: equal in the first n, past it in the next
  const steps = order.map((key, place) => {
    const past = key.descending ? sql`${key.by} < ${value(place)}` : sql`${key.by} > ${value(place)}`;
    return every([...order.slice(0, place).map(({ by }, n) => sql`${by} = ${value(n)}`), past]);
  });
  return sql`(${steps.slice(1).reduce((all, step) => sql`${all} or ${step}`, steps[0] ?? sql`true`)})`;
}

const typeName = (key: SortKey | undefined): Sql => ({ text: [key?.as ?? 'text'], values: [] });
