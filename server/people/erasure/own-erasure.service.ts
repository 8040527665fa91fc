/** Erasure on a person's own word, and by two administrators of whom they asked one. Both leave the house with an administrator. */
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { addDays, type LocalDate } from '../../../schema/rules/days.ts';
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import type { Actor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { PublishedFate } from '../../platform/events.ts';
import { isUuid } from '../../platform/node.ts';
import { Problem, badInput, notFound, required } from '../../platform/problem.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { limitSecondFactorTries, spendSecondFactor } from '../accounts/second-factor.service.ts';
import { administrationsLocked, type Administration } from '../administrators.ts';
import { erasureAskedMail } from './erasure.mail.ts';
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
    keepOne(await administrationsLocked(tx), personId);
    if (standing.hasSecondFactor && !(await spendSecondFactor(tx, { personId, code: code ?? '' })))
      throw badInput('secondFactor.codeWrong', { field: 'code' });
    await eraseWithin(tx, { personId, published: PublishedFate.WITHDRAWN });
  });
  await context.session.end();
}

/** Where nobody else can confirm, the person has so long to object. */
const ALONE_AFTER_DAYS = 7;

interface AskedErasure {
  readonly personId: string;
  readonly isDemo: boolean;
  readonly email: string | null;
  readonly language: ScreenLanguage | null;
  /** Null: nobody asked. */
  readonly askedById: string | null;
  readonly askedOn: LocalDate | null;
}

/**
 * Erases the person behind a membership, who asked an administrator for it: one asks, and the person is written to;
 * another confirms. Where there is no other, whoever asked may carry it out once the person had a week to object.
 * @returns whether the person is erased; false: it waits.
 * @throws NOT_FOUND when there is no such membership; CONFLICT for oneself, whose own way asks for more, for what one
 * asked for oneself, and for accounts of the demo.
 */
export async function erasePersonOnRequest(
  context: RequestContext,
  actor: Actor,
  membershipId: string,
): Promise<boolean> {
  if (!isUuid(membershipId)) throw notFound();
  const waiting = await inTransaction(forPurpose(context, Purpose.ERASURE), async (tx) => {
    const administrations = await administrationsLocked(tx);
    const asked = required(await askedErasure(tx, membershipId));
    const { personId, isDemo } = asked;
    if (isDemo) throw new Problem(ErrorCode.CONFLICT, 'erasure.demo');
    if (personId === actor.personId) throw new Problem(ErrorCode.CONFLICT, 'erasure.ownElsewhere');
    keepOne(administrations, personId);
    const administrators = new Set(administrations.map((each) => each.personId));
    // who asked and is no administrator any more has asked nothing
    if (asked.askedById === null || asked.askedOn === null || !administrators.has(asked.askedById)) {
      await askErasure(tx, { personId, askedById: actor.personId });
      return asked;
    }
    if (asked.askedById === actor.personId) {
      const others = [...administrators].filter((id) => id !== actor.personId && id !== personId);
      const from = addDays(asked.askedOn, ALONE_AFTER_DAYS);
      if (others.length > 0) throw new Problem(ErrorCode.CONFLICT, 'erasure.needsAnother');
      if (tx.today < from) throw new Problem(ErrorCode.CONFLICT, 'erasure.alone', { days: ALONE_AFTER_DAYS });
    }
    await eraseWithin(tx, { personId, published: PublishedFate.WITHDRAWN });
    return null;
  });
  if (waiting === null) return true;
  const { email: to, language } = waiting;
  const { mail, publicUrl } = context.house;
  if (to !== null && language !== null) mail.post(erasureAskedMail({ to, language, publicUrl }));
  return false;
}

/** Refuses an erasure that waits, or takes it back. @throws NOT_FOUND when none waits. */
export async function refuseErasure(context: RequestContext, membershipId: string): Promise<void> {
  if (!isUuid(membershipId)) throw notFound();
  await inTransaction(forPurpose(context, Purpose.ERASURE), async (tx) => {
    const refused = await rows<{ personId: string }>(
      tx,
      sql`update membership set erasure_asked_by_id = null, erasure_asked_on = null
          where erasure_asked_by_id is not null and person_id = (select person_id from membership where id = ${membershipId}::uuid) returning person_id`,
    );
    const { personId } = required(refused[0] ?? null);
    await audit(tx, { action: 'person.refuse-erasure', subjectKind: 'Person', subjectId: personId });
  });
}

/** On every role of the person, so that each shows it and none of them hides it by ending. */
async function askErasure(
  tx: RequestContext,
  { personId, askedById }: { readonly personId: string; readonly askedById: string },
): Promise<void> {
  await rows(
    tx,
    sql`update membership set erasure_asked_by_id = ${askedById}::uuid, erasure_asked_on = ${tx.today}::date where person_id = ${personId}::uuid`,
  );
  await audit(tx, { action: 'person.ask-erasure', subjectKind: 'Person', subjectId: personId });
}

/** Of two administrators who ask at once the second waits here, and confirms. */
async function askedErasure(tx: RequestContext, membershipId: string): Promise<AskedErasure | null> {
  await rows(
    tx,
    sql`select m.id from membership m where m.person_id = (select person_id from membership where id = ${membershipId}::uuid) order by m.id for update`,
  );
  return oneRow(
    tx,
    sql`select p.id as person_id, p.is_demo, a.email, a.language, e.erasure_asked_by_id as asked_by_id, e.erasure_asked_on as asked_on
        from membership m join person p on p.id = m.person_id left join account a on a.id = p.id
        left join lateral (select erasure_asked_by_id, erasure_asked_on from membership w
          where w.person_id = p.id and w.erasure_asked_by_id is not null order by w.erasure_asked_on limit 1) e on true
        where m.id = ${membershipId}::uuid`,
  );
}

const standingOf = (context: RequestContext, personId: string): Promise<Standing | null> =>
  oneRow(
    context,
    sql`select p.is_demo, exists (select from account a where a.id = p.id) as has_account,
          exists (select from second_factor f where f.person_id = p.id and f.confirmed_at is not null) as has_second_factor,
          (select s.started_on from session s where s.id = ${context.session.id}::uuid and s.person_id = p.id) as started_on
        from person p where p.id = ${personId}::uuid`,
  );

/** @throws CONFLICT */
function keepOne(administrations: readonly Administration[], personId: string): void {
  if (administrations.length > 0 && administrations.every((one) => one.personId === personId))
    throw new Problem(ErrorCode.CONFLICT, 'erasure.lastAdministrator');
}
