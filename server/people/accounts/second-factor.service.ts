/**
 * The second factor: codes of an app on the person's own device, and codes on paper for when it is lost. A code is taken
 * once, whoever sends it and however often: the database decides.
 */
import { audit } from '../../platform/audit.ts';
import { countAttempt } from '../../platform/attempts.ts';
import type { Actor } from '../../platform/access.ts';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { keyedHash } from '../../platform/house.ts';
import { Problem, badInput, notFound } from '../../platform/problem.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { decryptSecret, encryptSecret } from './credentials.ts';
import { SECOND_FACTOR_GROUPS, drawPaperCode, readPaperCode } from './recovery-words.ts';
import { drawTotpSecret, stepOfTotp, totpAddress } from './totp.ts';

const HOUSE_NAME = 'Sverka';
const PAPER_CODES = 10;

export interface SecondFactorSetup {
  /** For an app that is typed into: base32. */
  readonly secret: string;
  /** For an app that reads it from a QR code. */
  readonly address: string;
}

/**
 * Draws a secret, which counts for nothing until a first code proves that the device has it. Drawing again replaces one
 * that was not confirmed. @throws CONFLICT when one is in use.
 */
export async function beginSecondFactor(context: RequestContext, actor: Actor): Promise<SecondFactorSetup> {
  const secret = drawTotpSecret();
  const encrypted = await encryptSecret(context, secret);
  return inTransaction(context, async (tx) => {
    const drawn = await oneRow(
      tx,
      sql`insert into second_factor as f (person_id, secret) values (${actor.personId}, ${encrypted})
          on conflict (person_id) do update set secret = excluded.secret where f.confirmed_at is null returning person_id`,
    );
    if (drawn === null) throw new Problem(ErrorCode.CONFLICT, 'secondFactor.inUse');
    await audit(tx, { action: 'second-factor.begin', subjectKind: 'Person', subjectId: actor.personId });
    const account = await oneRow<{ email: string }>(tx, sql`select email from account where id = ${actor.personId}`);
    return { secret, address: totpAddress({ secret, account: account?.email ?? HOUSE_NAME, house: HOUSE_NAME }) };
  });
}

/**
 * Takes it into use by a first code; this session counts as shown from now on, the person's others wait.
 * @returns codes on paper, shown this once.
 */
export async function confirmSecondFactor(
  context: RequestContext,
  actor: Actor,
  code: string,
): Promise<readonly string[]> {
  await limitSecondFactorTries(context, actor.personId);
  return inTransaction(context, async (tx) => {
    const step = await stepOfCode(tx, { personId: actor.personId, code });
    const confirmed =
      step === null
        ? null
        : await oneRow(
            tx,
            sql`update second_factor set confirmed_at = ${tx.now.toISOString()}::timestamptz, last_step = ${step}
                where person_id = ${actor.personId} and confirmed_at is null returning person_id`,
          );
    if (confirmed === null) throw badInput('secondFactor.codeWrong', { field: 'code' });
    await audit(tx, { action: 'second-factor.confirm', subjectKind: 'Person', subjectId: actor.personId });
    await tx.session.start(tx, { personId: actor.personId, secondFactor: true });
    return drawPaperCodes(tx, actor.personId);
  });
}

/**
 * Shows the second factor for a session that waits for it: a code of the app, or one from paper. The session goes on
 * under another token. @throws NOT_FOUND where none waits; BAD_INPUT for a wrong or used code.
 */
export async function showSecondFactor(context: RequestContext, code: string): Promise<void> {
  const personId = context.session.waitingPersonId;
  if (personId === null) throw notFound();
  await limitSecondFactorTries(context, personId);
  await inTransaction(forPurpose(context, Purpose.SIGN_IN), async (tx) => {
    if (!(await spendSecondFactor(tx, { personId, code }))) throw badInput('secondFactor.codeWrong', { field: 'code' });
    const session = await tx.session.start(tx, { personId, secondFactor: true });
    await audit(
      { ...tx, actor: { personId, memberships: [] } },
      { action: 'session.second-factor', subjectKind: 'Session', subjectId: session },
    );
  });
}

/** New codes on paper in place of the old ones. A code of the app proves that it is still the person. */
export async function renewPaperCodes(context: RequestContext, actor: Actor, code: string): Promise<readonly string[]> {
  await limitSecondFactorTries(context, actor.personId);
  return inTransaction(context, async (tx) => {
    if (!(await spendSecondFactor(tx, { personId: actor.personId, code })))
      throw badInput('secondFactor.codeWrong', { field: 'code' });
    await audit(tx, { action: 'second-factor.renew-paper', subjectKind: 'Person', subjectId: actor.personId });
    return drawPaperCodes(tx, actor.personId);
  });
}

/** Takes it out of use, to set up another device. Staff roles sleep until then. */
export async function removeSecondFactor(context: RequestContext, actor: Actor, code: string): Promise<void> {
  await limitSecondFactorTries(context, actor.personId);
  await inTransaction(context, async (tx) => {
    if (!(await spendSecondFactor(tx, { personId: actor.personId, code })))
      throw badInput('secondFactor.codeWrong', { field: 'code' });
    await rows(tx, sql`delete from second_factor where person_id = ${actor.personId}`);
    await rows(tx, sql`delete from second_factor_recovery where person_id = ${actor.personId}`);
    // No session may keep what it was given for a factor that is gone.
    await rows(tx, sql`update session set second_factor_at = null where person_id = ${actor.personId}`);
    await audit(tx, { action: 'second-factor.remove', subjectKind: 'Person', subjectId: actor.personId });
  });
}

/** @throws TOO_MANY_REQUESTS */
export const limitSecondFactorTries = (context: RequestContext, personId: string): Promise<void> =>
  countAttempt(context, [{ kind: 'second-factor', subject: personId, most: 10, windowSeconds: 900 }]);

async function stepOfCode(
  tx: RequestContext,
  { personId, code }: { readonly personId: string; readonly code: string },
): Promise<number | null> {
  const factor = await oneRow<{ secret: string }>(
    tx,
    sql`select secret from second_factor where person_id = ${personId}`,
  );
  return factor === null ? null : stepOfTotp({ secret: await decryptSecret(tx, factor.secret), code, now: tx.now });
}

/** A code of the app or from paper. @returns whether it was right and is now used up. */
export async function spendSecondFactor(
  tx: RequestContext,
  { personId, code }: { readonly personId: string; readonly code: string },
): Promise<boolean> {
  const paper = readPaperCode(code, SECOND_FACTOR_GROUPS);
  if (paper !== null) {
    const used = await oneRow(
      tx,
      sql`update second_factor_recovery set used_at = ${tx.now.toISOString()}::timestamptz
          where person_id = ${personId} and code_hash = ${paperHash(tx, paper)} and used_at is null returning person_id`,
    );
    return used !== null;
  }
  const step = await stepOfCode(tx, { personId, code });
  if (step === null) return false;
  const used = await oneRow(
    tx,
    sql`update second_factor set last_step = ${step}
        where person_id = ${personId} and confirmed_at is not null and last_step < ${step} returning person_id`,
  );
  return used !== null;
}

const paperHash = ({ house }: RequestContext, code: string): Buffer =>
  keyedHash(house, { purpose: 'second-factor', text: code });

async function drawPaperCodes(tx: RequestContext, personId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: PAPER_CODES }, () => drawPaperCode(SECOND_FACTOR_GROUPS));
  await rows(tx, sql`delete from second_factor_recovery where person_id = ${personId}`);
  for (const code of codes)
    await rows(
      tx,
      sql`insert into second_factor_recovery (person_id, code_hash) values (${personId}, ${paperHash(tx, code.replaceAll('-', ''))})`,
    );
  return codes;
}
