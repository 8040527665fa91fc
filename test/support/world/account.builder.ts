import { keyedHash } from '../../../server/platform/house.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import { encryptSecret, writePassword } from '../../../server/people/accounts/credentials.ts';
import { drawTotpSecret, totpCode, totpStep } from '../../../server/people/accounts/totp.ts';
import type { App } from '../../../server/app.ts';
import { buildPerson, type PersonParts } from './people.builder.ts';
import { nextNumber, worldContext } from './world-context.ts';

export interface AccountParts extends PersonParts {
  readonly email?: string;
  readonly password?: string;
  readonly language?: 'BG' | 'EN' | 'TR';
  /** Has a second factor in use. */
  readonly secondFactor?: boolean;
}

export interface BuiltAccount {
  readonly personId: string;
  readonly email: string;
  /** Secret of the authenticator app; null where there is none. */
  readonly totpSecret: string | null;
}

/** A person who signs in by e-mail. */
export async function buildAccount(app: App, parts: AccountParts = {}): Promise<BuiltAccount> {
  const context = worldContext(app);
  const { email = `person-${nextNumber()}@example.org`, language = 'BG', password, secondFactor = false } = parts;
  const personId = await buildPerson(app, parts);
  await rows(context, sql`insert into account (id, email, language) values (${personId}, ${email}, ${language})`);
  if (password !== undefined) await writePassword(context, { personId, password });
  const totpSecret = secondFactor ? drawTotpSecret() : null;
  if (totpSecret !== null)
    await rows(
      context,
      sql`insert into second_factor (person_id, secret, confirmed_at) values (${personId}, ${await encryptSecret(context, totpSecret)}, now())`,
    );
  return { personId, email, totpSecret };
}

/** What the authenticator app shows now, or so many steps of thirty seconds away. */
export const appCode = (secret: string | null, stepsAway = 0): string => {
  if (secret === null) throw new Error('This account has no second factor.');
  return totpCode(secret, totpStep(new Date()) + stepsAway);
};

/** A code on paper of a person's second factor. */
export async function givePaperCode(app: App, { personId, code }: { personId: string; code: string }): Promise<void> {
  const hash = keyedHash(app.house, { purpose: 'second-factor', text: code.replaceAll('-', '') });
  await rows(
    worldContext(app),
    sql`insert into second_factor_recovery (person_id, code_hash) values (${personId}, ${hash})`,
  );
}
