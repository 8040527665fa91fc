/** A password is one of the ways in, for people with an e-mail address; their other sessions end when it changes. */
import { audit } from '../../platform/audit.ts';
import type { Actor } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { badInput, required } from '../../platform/problem.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writePassword } from './credentials.ts';

const LEAST_CHARACTERS = 12;
/** Beyond this, hashing costs the house more than it gains the person. */
const MOST_CHARACTERS = 200;

/** @throws NOT_FOUND for people without an account; BAD_INPUT for a password too short or too long. */
export async function setPassword(context: RequestContext, actor: Actor, password: string): Promise<void> {
  const characters = [...password].length;
  if (characters < LEAST_CHARACTERS || characters > MOST_CHARACTERS)
    throw badInput('account.passwordLength', { field: 'password', min: LEAST_CHARACTERS, max: MOST_CHARACTERS });
  await inTransaction(context, async (tx) => {
    required(await oneRow(tx, sql`select id from account where id = ${actor.personId}`));
    await writePassword(tx, { personId: actor.personId, password });
    await rows(
      tx,
      sql`delete from session where person_id = ${actor.personId} and id is distinct from ${tx.session.id}::uuid`,
    );
    await audit(tx, { action: 'account.set-password', subjectKind: 'Person', subjectId: actor.personId });
  });
}
