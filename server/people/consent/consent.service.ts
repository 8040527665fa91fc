/** That a person agreed to the text of who will see what, and to which version of it. Kept with the person and nowhere else. */
import { CONSENT_VERSION } from '../../../schema/vocabulary/consent.ts';
import type { Actor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { RequestContext } from '../../platform/context.ts';
import { badInput } from '../../platform/problem.ts';
import { rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';

/** @throws BAD_INPUT for another text than today's: who read an older one reads again. */
export function assertConsentVersion(version: number): void {
  if (version !== CONSENT_VERSION) throw badInput('consent.outdated', { field: 'version' });
}

/** Agreeing again changes nothing. @throws BAD_INPUT as above. */
export async function giveConsent(context: RequestContext, actor: Actor, version: number): Promise<void> {
  assertConsentVersion(version);
  await inTransaction(context, async (tx) => {
    const given = await rows(
      tx,
      sql`update person set consent_version = ${version}, consented_on = ${tx.today}::date
          where id = ${actor.personId}::uuid and consent_version is distinct from ${version} returning id`,
    );
    if (given.length > 0) await audit(tx, { action: 'consent.give', subjectKind: 'Person', subjectId: actor.personId });
  });
}
