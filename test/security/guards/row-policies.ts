/** Policies of row-level security as guards: each is opened to all rows, and put back as it was. */
import { rows, sql, type Reader } from '../../../server/platform/sql.ts';

export interface RowPolicy {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  /** Conditions as PostgreSQL keeps them; null: the policy has none of the kind. */
  readonly using: string | null;
  readonly check: string | null;
}

/** All of the database but those that let everybody through as they are. */
export async function rowPoliciesOf(owner: Reader): Promise<readonly RowPolicy[]> {
  const found = await rows<Omit<RowPolicy, 'id'>>(
    owner,
    sql`select tablename as "table", policyname as name, qual as "using", with_check as "check" from pg_policies
        where schemaname = 'public' order by 1, 2`,
  );
  return found
    .filter(({ using, check }) => (using ?? 'true') !== 'true' || (check ?? 'true') !== 'true')
    .map((policy) => ({ ...policy, id: `row security of ${policy.table} ${policy.name}` }));
}

export const openPolicy = (owner: Reader, policy: RowPolicy): Promise<void> =>
  alter(owner, {
    ...policy,
    using: policy.using === null ? null : 'true',
    check: policy.check === null ? null : 'true',
  });

export const closePolicy = (owner: Reader, policy: RowPolicy): Promise<void> => alter(owner, policy);

async function alter(owner: Reader, { table, name, using, check }: RowPolicy): Promise<void> {
  const sides = [using === null ? '' : `using (${using})`, check === null ? '' : `with check (${check})`];
  await rows(owner, { text: [`alter policy ${name} on ${table} ${sides.join(' ')}`], values: [] });
}
