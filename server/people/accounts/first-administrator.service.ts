/** The one-time link of an administrator, printed on the console: whoever holds the machine makes the first, and any further one. */
import { createHash, randomBytes } from 'node:crypto';
import { Role } from '../../../schema/vocabulary/role.ts';
import { audit } from '../../platform/audit.ts';
import { countAttempt, networkOf } from '../../platform/attempts.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { DemoAudience } from '../../platform/house.ts';
import { badInput } from '../../platform/problem.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { accountWithEmail, type NewAccount } from './new-account.ts';

export const LINK_HOURS = 24;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export async function hasAdministrator(context: RequestContext): Promise<boolean> {
  const found = await rows(
    context,
    sql`select 1 from membership m join person p on p.id = m.person_id
        where m.role = ${Role.ADMINISTRATOR} and (m.valid_to is null or ${context.today}::date <= m.valid_to)
          and (${context.house.demo !== DemoAudience.NOBODY}::boolean or not p.is_demo) limit 1`,
  );
  return found.length > 0;
}

/** Makes a link; one made before and not used is worth nothing from now on. @returns the token, never stored. */
export async function issueAdministratorLink(context: RequestContext): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await inTransaction(context, async (tx) => {
    await rows(tx, sql`delete from administrator_link where used_at is null`);
    await rows(
      tx,
      sql`insert into administrator_link (token_hash, expires_at) values (${hashOf(token)}, ${tx.now.toISOString()}::timestamptz + make_interval(hours => ${LINK_HOURS}))`,
    );
  });
  return token;
}

/** Signs in as an administrator whom the link makes. The role sleeps until a second factor is set up. @throws BAD_INPUT */
export async function becomeAdministrator(
  context: RequestContext,
  { token, account }: { readonly token: string; readonly account: NewAccount },
): Promise<void> {
  await countAttempt(context, [
    { kind: 'administrator-link', subject: networkOf(context.caller.address), most: 20, windowSeconds: 900 },
  ]);
  await inTransaction(forPurpose(context, Purpose.SIGN_IN), async (tx) => {
    const used = await oneRow(
      tx,
      sql`update administrator_link set used_at = ${tx.now.toISOString()}::timestamptz
          where token_hash = ${hashOf(token)} and used_at is null and expires_at > ${tx.now.toISOString()}::timestamptz returning token_hash`,
    );
    if (used === null) throw badInput('administratorLink.wrong');
    const { personId } = await accountWithEmail(tx, account);
    const held = await oneRow<{ id: string }>(
      tx,
      sql`insert into membership (person_id, role, valid_from) values (${personId}, ${Role.ADMINISTRATOR}, ${tx.today}) returning id`,
    );
    const asNew = { ...tx, actor: { personId, memberships: [] } };
    await audit(asNew, { action: 'membership.by-console', subjectKind: 'Membership', subjectId: held?.id ?? personId });
    await tx.session.start(tx, { personId });
  });
}
