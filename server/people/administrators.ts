/**
 * Who counts as an administrator: what nobody may be the last of, and what a second hand must be. Accounts of the demo
 * count only where they may act at all.
 */
import { Role } from '../../schema/vocabulary/role.ts';
import type { RequestContext } from '../platform/context.ts';
import { DemoAudience } from '../platform/house.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';

/** Of a membership `m`: holds today, and its person can act. */
export const isAdministration = ({ today, house }: Pick<RequestContext, 'today' | 'house'>): Sql =>
  sql`m.role = ${Role.ADMINISTRATOR} and m.valid_from <= ${today}::date and (m.valid_to is null or ${today}::date <= m.valid_to)
      and (${house.demo !== DemoAudience.NOBODY}::boolean or not exists (select from person d where d.id = m.person_id and d.is_demo))`;

export interface Administration {
  readonly id: string;
  readonly personId: string;
}

/** The roles of administrators of today, held until the transaction ends: two who go at once wait for each other. */
export const administrationsLocked = (tx: RequestContext): Promise<Administration[]> =>
  rows(tx, sql`select m.id, m.person_id from membership m where ${isAdministration(tx)} order by m.id for update of m`);

export const isAdministrator = async (context: RequestContext, personId: string): Promise<boolean> =>
  (
    await rows(
      context,
      sql`select 1 from membership m where m.person_id = ${personId}::uuid and ${isAdministration(context)} limit 1`,
    )
  ).length > 0;
