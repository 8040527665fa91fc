/**
 * The ways in: a code or a link from one mail, a password. Whatever is wrong is refused with one answer, and an unknown
 * address is treated as a known one is, step by step, so that nobody learns who has an account.
 */
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import { audit } from '../../platform/audit.ts';
import { countAttempt, networkOf, type AttemptLimit } from '../../platform/attempts.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { badInput } from '../../platform/problem.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { checkPassword, issueSignIn, redeemCode, redeemLink } from './credentials.ts';
import { cleanEmail } from './email-address.ts';
import { signInMail } from './sign-in.mail.ts';

const QUARTER_HOUR = 900;
const HOUR = 3_600;

type Way = 'mail' | 'code' | 'password';

/** How often one account may be tried: from one network, and from all of them together. */
const ACCOUNT_TRIES: Readonly<Record<Way, { fromOne: number; fromAll: number; windowSeconds: number }>> = {
  mail: { fromOne: 6, fromAll: 20, windowSeconds: HOUR },
  code: { fromOne: 10, fromAll: 50, windowSeconds: QUARTER_HOUR },
  password: { fromOne: 10, fromAll: 50, windowSeconds: QUARTER_HOUR },
};

/**
 * Whoever guesses at an account is shut out by the network they guess from, not the person whose account it is: tries of
 * a network that is shut out are not counted against the account. What all networks together may still try bounds the
 * guessing: 20 mails an hour, each with a code of 8 digits good for 5 wrong tries, leave 100 guesses an hour of 10^8:
 * 0.000001 an hour, 0.000024 a day, and the person gets each of those mails. A code that others used up costs its
 * owner nothing: the link in the same mail still lets in.
 */
async function countTry(context: RequestContext, way: Way, email: string): Promise<void> {
  const network = networkOf(context.caller.address);
  const { fromOne, fromAll, windowSeconds } = ACCOUNT_TRIES[way];
  // many people may share one address of the network (an office, a mobile provider)
  const ofNetwork: AttemptLimit[] = [
    { kind: `sign-in.${way}`, subject: network, most: 60, windowSeconds: QUARTER_HOUR },
    { kind: `account-network.${way}`, subject: `${network} ${email}`, most: fromOne, windowSeconds },
  ];
  await countAttempt(context, ofNetwork);
  await countAttempt(context, [{ kind: `account.${way}`, subject: email, most: fromAll, windowSeconds }]);
}

export interface SignInRequest {
  readonly email: string;
  /** Of the page on which it was asked; a known person gets the mail in their own. */
  readonly language: ScreenLanguage;
}

/** Sends a code and a link to the address, when it has an account. The answer is the same when not. */
export async function requestSignIn(context: RequestContext, { email: typed, language }: SignInRequest): Promise<void> {
  const email = cleanEmail(typed);
  await countTry(context, 'mail', email);
  const { code, linkToken } = await issueSignIn(context, email);
  const account = await oneRow<{ language: ScreenLanguage }>(
    forPurpose(context, Purpose.SIGN_IN),
    sql`select language from account where email = ${email}`,
  );
  const mail = signInMail({
    to: email,
    language: account?.language ?? language,
    code,
    link: `${context.house.publicUrl}/sign-in#link=${linkToken}`,
  });
  if (account !== null) context.house.mail.post(mail);
}

export async function signInWithCode(
  context: RequestContext,
  { email: typed, code }: { readonly email: string; readonly code: string },
): Promise<string> {
  const email = cleanEmail(typed);
  await countTry(context, 'code', email);
  return letIn(context, {
    personId: await redeemCode(context, { email, code: code.replace(/\D/g, '') }),
    by: 'code',
  });
}

export async function signInWithLink(context: RequestContext, token: string): Promise<string> {
  await countAttempt(context, [
    { kind: 'sign-in.link', subject: networkOf(context.caller.address), most: 60, windowSeconds: QUARTER_HOUR },
  ]);
  return letIn(context, { personId: await redeemLink(context, token), by: 'link' });
}

export async function signInWithPassword(
  context: RequestContext,
  { email: typed, password }: { readonly email: string; readonly password: string },
): Promise<string> {
  const email = cleanEmail(typed);
  await countTry(context, 'password', email);
  return letIn(context, { personId: await checkPassword(context, { email, password }), by: 'password' });
}

/**
 * Opens a session; a second factor, where there is one, is asked for in it.
 * @returns the person. @throws BAD_INPUT: one answer for all.
 */
async function letIn(
  context: RequestContext,
  { personId, by }: { readonly personId: string | null; readonly by: string },
): Promise<string> {
  if (personId === null) throw badInput(by === 'password' ? 'signIn.passwordWrong' : 'signIn.codeWrong');
  await inTransaction(forPurpose(context, Purpose.SIGN_IN), async (tx) => {
    const session = await tx.session.start(tx, { personId });
    await audit(
      { ...tx, actor: { personId, memberships: [] } },
      { action: `session.start-by-${by}`, subjectKind: 'Session', subjectId: session },
    );
  });
  return personId;
}
