/** A person with an e-mail account: the one who has the address, or a new one. Only grants and the console make them. */
import { randomUUID } from 'node:crypto';
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import type { RequestContext } from '../../platform/context.ts';
import { badInput } from '../../platform/problem.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { cleanEmail } from './email-address.ts';

const NAME_CHARACTERS = { least: 2, most: 80 };

export interface NewAccount {
  readonly email: string;
  /** How the person is called on screens of their own and of administrators. */
  readonly displayName: string;
  readonly language: ScreenLanguage;
}

export interface KnownAccount {
  readonly personId: string;
  readonly email: string;
  readonly language: ScreenLanguage;
}

/** In the caller's transaction. Who has the address keeps their name and language. */
export async function accountWithEmail(tx: RequestContext, input: NewAccount): Promise<KnownAccount> {
  const email = cleanEmail(input.email);
  const displayName = input.displayName.trim();
  if (displayName.length < NAME_CHARACTERS.least || displayName.length > NAME_CHARACTERS.most)
    throw badInput('account.displayName', {
      field: 'displayName',
      min: NAME_CHARACTERS.least,
      max: NAME_CHARACTERS.most,
    });
  // One at a time for each address: two grants at once make one person.
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`);
  const known = await oneRow<KnownAccount>(
    tx,
    sql`select id as person_id, email, language from account where email = ${email}`,
  );
  if (known !== null) return known;
  const personId = randomUUID();
  await rows(tx, sql`insert into person (id, display_name) values (${personId}, ${displayName})`);
  await rows(tx, sql`insert into account (id, email, language) values (${personId}, ${email}, ${input.language})`);
  return { personId, email, language: input.language };
}
