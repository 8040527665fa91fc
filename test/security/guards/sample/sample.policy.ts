/** A policy in each form that is known. */
import { sql, type Sql } from '../../../../server/platform/sql.ts';

export function mayAsStatement(answer: 'yes' | 'no'): boolean {
  return answer === 'yes';
}

export const mayAsArrow = (answer: 'yes' | 'no'): boolean => answer === 'yes';

export const conditionOf = (column: string): Sql => sql`${column} = 'mine'`;

export const constantCondition: Sql = sql`is_mine`;

/** Nested as constants are nested. */
export const nestedCondition: Sql = sql`${constantCondition} and is_sent`;

export const conditionOrNone = (column: string): Sql | null => sql`${column} = 'mine'`;
