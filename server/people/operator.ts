/**
 * Who acts when a command runs: whoever holds the database. The operator has an account, so that what they enter has a
 * name in the audit, and no way to sign in with it.
 */
import { Role } from '../../schema/vocabulary/role.ts';
import type { Actor } from '../platform/access.ts';
import { rows, sql } from '../platform/sql.ts';
import type { EntityManager } from '@mikro-orm/postgresql';

const OPERATOR_ID = '7f0c0a52-6d0e-4b3f-9a53-0f2c5f6a1d11';

export async function operatorActor(reader: { readonly em: EntityManager }): Promise<Actor> {
  await rows(
    reader,
    sql`insert into person (id, display_name) values (${OPERATOR_ID}, 'Оператор') on conflict (id) do nothing`,
  );
  return {
    personId: OPERATOR_ID,
    memberships: [{ role: Role.ADMINISTRATOR, territoryId: null, organizationId: null, coalitionId: null }],
  };
}
