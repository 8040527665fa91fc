/**
 * The only door to better-auth: one-time codes and links of mails, and passwords, on connections that serve sign-in alone. It keeps
 * no sessions (ours are rows with hashed tokens), opens no address over HTTP, signs nobody up, and calls nobody.
 */
import { randomInt } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { hashPassword, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { emailOTP, magicLink } from 'better-auth/plugins';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { keyedHash, type House } from '../../platform/house.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';

const CODE_DIGITS = 8;
/** Of the code and of the link. */
export const SIGN_IN_MINUTES = 15;
/** Wrong tries, after which a code is worth nothing. */
const CODE_ATTEMPTS = 5;

type Outside = Pick<RequestContext, 'signInPool' | 'house'>;

/** One for each house: it prepares itself once. */
const auths = new WeakMap<House, ReturnType<typeof createAuth>>();

function authOf({ signInPool, house }: Outside): ReturnType<typeof createAuth> {
  let auth = auths.get(house);
  if (auth === undefined) auths.set(house, (auth = createAuth({ signInPool, house })));
  return auth;
}

function createAuth({ signInPool, house }: Outside) {
  const links = new Map<string, string>();
  const auth = betterAuth({
    baseURL: house.publicUrl,
    secret: house.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Outside any transaction: what is tried must stay counted when the request is refused.
    database: signInPool,
    // Nothing of it is reached over HTTP: these guards have nothing to guard.
    advanced: { database: { generateId: 'uuid' }, disableOriginCheck: true, disableCSRFCheck: true },
    user: {
      modelName: 'account',
      // it goes by addresses, and writes them down with what it issues: it is given another name for each account
      fields: {
        email: 'sign_in_name',
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      // it looks whether it knows every column that must be filled
      additionalFields: { address: { type: 'string', fieldName: 'email', input: false, returned: false } },
    },
    account: {
      modelName: 'account_credential',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'account_verification',
      storeInDatabase: true,
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    // Its sessions go nowhere.
    session: { storeSessionInDatabase: false },
    secondaryStorage: {
      get: () => null,
      set: () => undefined,
      delete: () => undefined,
      getAndDelete: () => null,
      increment: () => 1,
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 1000 },
    plugins: [
      emailOTP({
        disableSignUp: true,
        expiresIn: SIGN_IN_MINUTES * 60,
        allowedAttempts: CODE_ATTEMPTS,
        generateOTP: () => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
        storeOTP: { hash: async (code) => keyed(house, code) },
        sendVerificationOTP: async () => undefined,
      }),
      magicLink({
        disableSignUp: true,
        expiresIn: SIGN_IN_MINUTES * 60,
        storeToken: { type: 'custom-hasher', hash: async (token) => keyed(house, token) },
        sendMagicLink: ({ token, metadata }) => void links.set(String(metadata?.['request']), token),
      }),
    ],
  });
  return { api: auth.api, links };
}

const keyed = (house: House, text: string): string =>
  keyedHash(house, { purpose: 'sign-in', text }).toString('base64url');

let requests = 0;

/** A code and the token of a link for an address, whether or not anyone has it: the work is the same. */
export async function issueSignIn(
  context: RequestContext,
  email: string,
): Promise<{ readonly code: string; readonly linkToken: string }> {
  const { api, links } = authOf(context);
  const request = String((requests += 1));
  const name = await signInName(context, email);
  const code = await api.createVerificationOTP({ body: { email: name, type: 'sign-in' } });
  await api.signInMagicLink({ body: { email: name, metadata: { request } }, headers: new Headers() });
  const linkToken = links.get(request);
  links.delete(request);
  if (linkToken === undefined) throw new Error('No link was made.');
  return { code, linkToken };
}

/** The person whose address and code these are; null for anything else. A code lets in once, and the link goes with it. */
export async function redeemCode(
  context: RequestContext,
  { email, code }: { readonly email: string; readonly code: string },
): Promise<string | null> {
  const { api } = authOf(context);
  const name = await signInName(context, email);
  const redeemed = await refusedAsNull(api.signInEmailOTP({ body: { email: name, otp: code } }));
  if (redeemed === null) return null;
  await forgetIssued(forPurpose(context, Purpose.SIGN_IN), redeemed.user.id);
  return redeemed.user.id;
}

export async function redeemLink(context: RequestContext, token: string): Promise<string | null> {
  const { api } = authOf(context);
  const redeemed = await refusedAsNull(api.magicLinkVerify({ query: { token }, headers: new Headers() }));
  if (redeemed === null) return null;
  await forgetIssued(forPurpose(context, Purpose.SIGN_IN), redeemed.user.id);
  return redeemed.user.id;
}

/** An unknown address takes as long as a known one: a password is hashed either way. */
export async function checkPassword(
  context: RequestContext,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<string | null> {
  const { api } = authOf(context);
  const found = await refusedAsNull(api.signInEmail({ body: { email: await signInName(context, email), password } }));
  return found?.user.id ?? null;
}

/** In the caller's transaction. */
export async function writePassword(
  tx: RequestContext,
  { personId, password }: { readonly personId: string; readonly password: string },
): Promise<void> {
  const hash = await hashPassword(password);
  await rows(
    tx,
    sql`insert into account_credential (user_id, account_id, provider_id, password) values (${personId}::uuid, ${personId}::text, 'credential', ${hash})
        on conflict (user_id, provider_id) do update set password = excluded.password, updated_at = now()`,
  );
}

export const encryptSecret = ({ house }: RequestContext, secret: string): Promise<string> =>
  symmetricEncrypt({ key: house.secret, data: secret });

export const decryptSecret = ({ house }: RequestContext, secret: string): Promise<string> =>
  symmetricDecrypt({ key: house.secret, data: secret });

const nameOf = (personId: string): string => `${personId}@account.invalid`;

/**
 * Of the account with the address; of an unknown address one that nobody has, and the same each time: the code that was
 * issued for it is found again and its wrong tries are counted, as they are for an account. The work is the same.
 */
async function signInName(context: RequestContext, email: string): Promise<string> {
  const account = await oneRow<{ id: string }>(
    forPurpose(context, Purpose.SIGN_IN),
    sql`select id from account where email = ${email}`,
  );
  const unknown = keyedHash(context.house, { purpose: 'sign-in-name', text: email }).toString('hex').slice(0, 32);
  return nameOf(account?.id ?? unknown.replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-'));
}

/** Whatever was mailed to the person: one way in used up ends the others, and of who is erased nothing is left. */
export async function forgetIssued(context: RequestContext, personId: string): Promise<void> {
  const name = nameOf(personId);
  await rows(
    context,
    sql`delete from account_verification
        where identifier = ${`sign-in-otp-${name}`}
          or (case when identifier like 'magic-link:%' then value::jsonb ->> 'email' end) = ${name}`,
  );
}

/** Refusals come as errors of a name of their own, a bad link as a redirect; anything else is a failure. */
async function refusedAsNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'APIError') return null;
    throw error;
  });
}
