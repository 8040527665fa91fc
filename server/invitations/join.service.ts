/**
 * Joining by a card: no name, no address, no number. The place of the card makes the membership; who made the card is
 * kept with the person, because ten people from one hand are one voice (R2). Which card it was is kept nowhere.
 */
import { randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { audit } from '../platform/audit.ts';
import { countAttempt, networkOf } from '../platform/attempts.ts';
import { forPurpose, type RequestContext } from '../platform/context.ts';
import { Problem, required } from '../platform/problem.ts';
import { Purpose } from '../platform/purpose.ts';
import { oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { drawRecoveryCode } from '../people/accounts/recovery.service.ts';
import { assertConsentVersion } from '../people/consent/consent.service.ts';
import { DEVICE_SESSION_DAYS } from '../people/identity.ts';
import { tokenHash } from './invitation-token.ts';
import type { InvitationFace } from './invitation.type.ts';

/** A workshop joins over one network. */
const limitTries = (context: RequestContext): Promise<void> =>
  countAttempt(context, [
    { kind: 'invitation', subject: networkOf(context.caller.address), most: 150, windowSeconds: 900 },
  ]);

/** A card holds while whoever made it may invite. */
const works = ({ today }: RequestContext): Sql =>
  sql`i.revoked_at is null and i.expires_on >= ${today}::date and i.uses < i.uses_allowed
      and exists (select from membership m where m.person_id = i.made_by_id and m.role in (${Role.VERIFIER}, ${Role.ADMINISTRATOR})
        and m.valid_from <= ${today}::date and (m.valid_to is null or ${today}::date <= m.valid_to))`;

/** A card and the text that was read with it. */
export interface Joining {
  readonly token: string;
  /** Version of the text of who sees what; null: it is asked for before the first observation is sent. */
  readonly consentVersion: number | null;
}

/** What the card is for. @throws NOT_FOUND alike for none, revoked, expired and used up; TOO_MANY_REQUESTS. */
export async function invitationFace(context: RequestContext, token: string): Promise<InvitationFace> {
  await limitTries(context);
  return required(
    await oneRow<InvitationFace>(
      forPurpose(context, Purpose.JOIN),
      sql`select i.territory_id, i.language, i.expires_on from invitation i where i.token_hash = ${tokenHash(token)} and ${works(context)}`,
    ),
  );
}

/**
 * Makes the person, their membership and a session of this phone, and gives the code that brings them back. How many may
 * join is decided by the database, in the statement that counts.
 * @throws NOT_FOUND as above; CONFLICT for who is signed in already; BAD_INPUT for another text than today's.
 */
export async function joinByInvitation(context: RequestContext, { token, consentVersion }: Joining): Promise<string> {
  if (context.actor !== null) throw new Problem(ErrorCode.CONFLICT, 'invitation.signedIn');
  if (consentVersion !== null) assertConsentVersion(consentVersion);
  await limitTries(context);
  return inTransaction(forPurpose(context, Purpose.JOIN), async (tx) => {
    const used = required(
      await oneRow<{ territoryId: string; madeById: string; organizationId: string | null; place: string }>(
        tx,
        sql`update invitation i set uses = uses + 1 from territory t
            where t.id = i.territory_id and i.token_hash = ${tokenHash(token)} and ${works(tx)}
            returning i.territory_id, i.made_by_id, i.organization_id, t.name as place`,
      ),
    );
    const personId = randomUUID();
    const { territoryId, madeById, organizationId, place } = used;
    await rows(
      tx,
      sql`insert into person (id, display_name, invited_by_person_id, invited_by_organization_id, invited_for_territory_id, consent_version, consented_on)
          values (${personId}, ${`Наблюдател, ${place}`}, ${madeById}, ${organizationId}, ${territoryId}, ${consentVersion}::int, ${consentVersion === null ? null : tx.today}::date)`,
    );
    await rows(
      tx,
      sql`insert into membership (person_id, role, territory_id, valid_from, granted_by_id) values (${personId}, ${Role.MONITOR}, ${territoryId}, ${tx.today}, ${madeById})`,
    );
    await audit(
      { ...tx, actor: { personId, memberships: [] } },
      { action: 'person.join', subjectKind: 'Person', subjectId: personId },
    );
    await tx.session.start(tx, { personId, lastsDays: DEVICE_SESSION_DAYS });
    return drawRecoveryCode(tx, personId);
  });
}
