/**
 * Taking a person out of the house. Their row stays, empty, because the record refers to its id: who decided, who entered,
 * who did what when. Nothing else that says who they are does. What later features hold of them they take away themselves,
 * told by `person.erased`, in the same transaction.
 */
import { PublishedFate, type DomainEvents } from '../../platform/events.ts';
import { audit } from '../../platform/audit.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { isUuid } from '../../platform/node.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { forgetIssued } from '../accounts/credentials.ts';

/** Stands where the name of an erased person would: in lists of who gave which role, under notes. */
export const ERASED_NAME = '(заличено лице)';

/**
 * Erases one person by id: account, ways in, roles, name, the unpublished words of what they observed, and the way from an observation
 * to them. What they published is withdrawn one by one in the days that follow; levels as of earlier days stay (R6). Erasing again changes
 * nothing, so that erasures can be replayed on data put back from a copy.
 * @returns whether there is such a person.
 */
export function erasePerson(context: RequestContext, personId: string): Promise<boolean> {
  return inTransaction(forPurpose(context, Purpose.ERASURE), (tx) =>
    eraseWithin(tx, { personId, published: PublishedFate.WITHDRAWN }),
  );
}

/** Of somebody who has long been away: all of it, but what they published stays, as nobody's. In the caller's transaction. */
export const forgetWithin = (tx: RequestContext, personId: string): Promise<boolean> =>
  eraseWithin(tx, { personId, published: PublishedFate.KEPT });

/** In the caller's transaction. */
export async function eraseWithin(
  tx: RequestContext,
  { personId, published }: DomainEvents['person.erased'],
): Promise<boolean> {
  if (!isUuid(personId)) return false;
  const found = await oneRow<{ erasedOn: string | null }>(
    tx,
    sql`select erased_on from person where id = ${personId}::uuid for update`,
  );
  if (found === null) return false;
  await removeWaysIn(tx, personId);
  await removeStanding(tx, personId);
  await rows(
    tx,
    sql`update person set display_name = ${ERASED_NAME}, is_demo = false, invited_by_person_id = null, invited_by_organization_id = null,
          invited_for_territory_id = null, last_seen_on = null, consent_version = null, consented_on = null,
          erased_on = coalesce(erased_on, ${tx.today}::date)
        where id = ${personId}::uuid`,
  );
  await tx.events.emit(tx, 'person.erased', { personId, published });
  if (found.erasedOn === null)
    await audit(tx, {
      action: published === PublishedFate.KEPT ? 'person.forget' : 'person.erase',
      subjectKind: 'Person',
      subjectId: personId,
    });
  return true;
}

/** Whatever lets them in, and their address. */
async function removeWaysIn(tx: RequestContext, personId: string): Promise<void> {
  await rows(tx, sql`delete from session where person_id = ${personId}::uuid`);
  await rows(tx, sql`delete from recovery_code where person_id = ${personId}::uuid`);
  await rows(tx, sql`delete from second_factor_recovery where person_id = ${personId}::uuid`);
  await rows(tx, sql`delete from second_factor where person_id = ${personId}::uuid`);
  await forgetIssued(tx, personId);
  await rows(tx, sql`delete from account_credential where user_id = ${personId}::uuid`);
  await rows(tx, sql`delete from account where id = ${personId}::uuid`);
}

/** Roles, and where they belong. What these did to the weight of an observation was frozen with it. */
async function removeStanding(tx: RequestContext, personId: string): Promise<void> {
  await rows(tx, sql`delete from membership_request where person_id = ${personId}::uuid`);
  await rows(tx, sql`delete from membership where person_id = ${personId}::uuid`);
  await rows(tx, sql`delete from affiliation where person_id = ${personId}::uuid`);
  await rows(tx, sql`delete from certificate where person_id = ${personId}::uuid`);
}
