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

/** Many people may share one address of the network (an office, a mobile provider); one account is of one person. */
const limitsOf = (context: RequestContext, kind: 'mail' | 'code' | 'password', email: string): AttemptLimit[] => [
  { kind: `sign-in.${kind}`, subject: networkOf(context.caller.address), most: 60, windowSeconds: QUARTER_HOUR },
  kind === 'mail'
    ? { kind: 'account.mail', subject: email, most: 6, windowSeconds: HOUR }
    : { kind: `account.${kind}`, subject: email, most: 10, windowSeconds: QUARTER_HOUR },
];

export interface SignInRequest {
  readonly email: string;
  /** Of the page on which it was asked; a known person gets the mail in their own. */
  readonly language: ScreenLanguage;
}

/** Sends a code and a link to the address, when it has an account. The answer is the same when not. */
export async function requestSignIn(context: RequestContext, { email: typed, language }: SignInRequest): Promise<void> {
  const email = cleanEmail(typed);
  await countAttempt(context, limitsOf(context, 'mail', email));
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
  await countAttempt(context, limitsOf(context, 'code', email));
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
  await countAttempt(context, limitsOf(context, 'password', email));
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
