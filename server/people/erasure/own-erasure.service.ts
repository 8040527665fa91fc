/** Erasure on a person's own word, and by an administrator whom they asked. Both leave the house with an administrator. */
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { Role } from '../../../schema/vocabulary/role.ts';
import type { Actor } from '../../platform/access.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { PublishedFate } from '../../platform/events.ts';
import { isUuid } from '../../platform/node.ts';
import { Problem, badInput, notFound, required } from '../../platform/problem.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { limitSecondFactorTries, spendSecondFactor } from '../accounts/second-factor.service.ts';
import { eraseWithin } from './erasure.service.ts';

interface Standing {
  readonly isDemo: boolean;
  readonly hasAccount: boolean;
  readonly hasSecondFactor: boolean;
  /** Of the session that asks; null: not kept, or none. */
  readonly startedOn: string | null;
}

/**
 * Erases the person who asks and signs them out everywhere. Who has a second factor shows it; who signs in by mail has
 * signed in today; a phone that joined by a card is itself the proof.
 * @throws BAD_INPUT for a missing, wrong or used code; FORBIDDEN for an older sign-in; CONFLICT for the last administrator
 * and for accounts of the demo; TOO_MANY_REQUESTS.
 */
export async function eraseOwnData(context: RequestContext, actor: Actor, code: string | null): Promise<void> {
  const { personId } = actor;
  const standing = required(await standingOf(context, personId));
  if (standing.isDemo) throw new Problem(ErrorCode.CONFLICT, 'erasure.demo');
  if (standing.hasSecondFactor) {
    if (code === null || code.trim() === '') throw badInput('erasure.codeMissing', { field: 'code' });
    await limitSecondFactorTries(context, personId);
  } else if (standing.hasAccount && standing.startedOn !== context.today)
    throw new Problem(ErrorCode.FORBIDDEN, 'erasure.signInAgain');
  await inTransaction(forPurpose(context, Purpose.ERASURE), async (tx) => {
    await keepAnAdministrator(tx, personId);
    if (standing.hasSecondFactor && !(await spendSecondFactor(tx, { personId, code: code ?? '' })))
      throw badInput('secondFactor.codeWrong', { field: 'code' });
    await eraseWithin(tx, { personId, published: PublishedFate.WITHDRAWN });
  });
  await context.session.end();
}

/**
 * Erases the person behind a membership, who asked an administrator for it.
 * @throws NOT_FOUND when there is no such membership; CONFLICT for oneself, whose own way asks for more,
 * and for accounts of the demo.
 */
export async function erasePersonOnRequest(context: RequestContext, actor: Actor, membershipId: string): Promise<void> {
  if (!isUuid(membershipId)) throw notFound();
  await inTransaction(forPurpose(context, Purpose.ERASURE), async (tx) => {
    const { personId, isDemo } = required(
      await oneRow<{ personId: string; isDemo: boolean }>(
        tx,
        sql`select m.person_id, p.is_demo from membership m join person p on p.id = m.person_id where m.id = ${membershipId}::uuid`,
      ),
    );
    if (isDemo) throw new Problem(ErrorCode.CONFLICT, 'erasure.demo');
    if (personId === actor.personId) throw new Problem(ErrorCode.CONFLICT, 'erasure.ownElsewhere');
    await keepAnAdministrator(tx, personId);
    await eraseWithin(tx, { personId, published: PublishedFate.WITHDRAWN });
  });
}

const standingOf = (context: RequestContext, personId: string): Promise<Standing | null> =>
  oneRow(
    context,
    sql`select p.is_demo, exists (select from account a where a.id = p.id) as has_account,
          exists (select from second_factor f where f.person_id = p.id and f.confirmed_at is not null) as has_second_factor,
          (select s.started_on from session s where s.id = ${context.session.id}::uuid and s.person_id = p.id) as started_on
        from person p where p.id = ${personId}::uuid`,
  );

/** Two who go at once wait for each other here, and the second finds themselves the last. @throws CONFLICT */
async function keepAnAdministrator(tx: RequestContext, personId: string): Promise<void> {
  const administrators = await rows<{ personId: string }>(
    tx,
    sql`select person_id from membership where role = ${Role.ADMINISTRATOR} and valid_from <= ${tx.today}::date
          and (valid_to is null or ${tx.today}::date <= valid_to) order by id for update`,
  );
  const isOne = administrators.some((one) => one.personId === personId);
  if (isOne && administrators.every((one) => one.personId === personId))
    throw new Problem(ErrorCode.CONFLICT, 'erasure.lastAdministrator');
}
