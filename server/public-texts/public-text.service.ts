/**
 * What an administrator does about words of officials or of a coalition: hides them, shows them again, or leaves them and
 * settles the reports. Hiding takes away words alone: level, figures, days and body stay, so no track is overwritten. Each
 * decision stands beside those before it; the words wait in the newest, for as long as they are kept (retention.ts).
 */
import { randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { charactersIn, cleanWords } from '../observations/observation-content.ts';
import { allowOnly, type Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import type { DecidePublicTextInput, HidePublicWordsInput } from './public-text.input.ts';
import { maySettlePublicTexts } from './public-text.policy.ts';
import {
  hidingOf,
  isStated,
  publicRowsOf,
  showingOf,
  STATED_KINDS,
  subjectKindOf,
  type StatedTextKey,
} from './stated-texts.ts';

interface Words {
  readonly words: string;
  readonly moreWords: string | null;
}

/** @throws NOT_FOUND for who is no administrator and for what nobody reads, BAD_INPUT without a reason, CONFLICT when it is hidden. */
export const hidePublicWords = (
  context: RequestContext,
  actor: Actor,
  input: HidePublicWordsInput,
): Promise<LocalDate> =>
  decide(context, { actor, input }, async (tx, { text, reason }) => {
    if (!(await writeHidden(tx, { text, because: input.because, reason, decidedById: actor.personId })))
      throw new Problem(ErrorCode.CONFLICT, 'publicText.hidden');
  });

/** Puts hidden words back. @throws as `hidePublicWords`; CONFLICT when they are not hidden, kept no more, or the name is taken. */
export const showPublicWords = (
  context: RequestContext,
  actor: Actor,
  input: DecidePublicTextInput,
): Promise<LocalDate> =>
  decide(context, { actor, input }, async (tx, { text, reason }) => {
    const kept = await oneRow<Words>(
      tx,
      sql`update public_text_decision d set words = null, more_words = null
          from (select id, words, more_words from public_text_decision where kind = ${text.kind} and subject_id = ${text.id}::uuid and words is not null for update) was
          where d.id = was.id returning was.words, was.more_words`,
    );
    const shown = kept === null ? null : await oneRow(tx, showingOf(text, kept));
    if (shown === null) throw new Problem(ErrorCode.CONFLICT, 'publicText.notHidden');
    await write(tx, { text, decision: 'WORDS_SHOWN', because: null, reason, decidedById: actor.personId });
    await audit(tx, { action: 'publicText.show', subjectKind: subjectKindOf(text.kind), subjectId: text.id });
  });

/** The words stay. @throws as `hidePublicWords`; CONFLICT when no report waits. */
export const dismissPublicReports = (
  context: RequestContext,
  actor: Actor,
  input: DecidePublicTextInput,
): Promise<LocalDate> =>
  decide(context, { actor, input }, async (tx, { text, reason }) => {
    if (!(await settleReports(tx, text))) throw new Problem(ErrorCode.CONFLICT, 'publicText.noReports');
    await write(tx, { text, decision: 'REPORT_DISMISSED', because: null, reason, decidedById: actor.personId });
    await audit(tx, { action: 'publicText.dismiss', subjectKind: subjectKindOf(text.kind), subjectId: text.id });
  });

const MAX_REASON_CHARACTERS = 2000;

function reasonOf(text: string): string {
  const reason = cleanWords(text, 'reason');
  if (reason === null) throw badInput('publicText.reasonMissing', { field: 'reason' });
  if (charactersIn(reason) > MAX_REASON_CHARACTERS)
    throw badInput('observation.reasonTooLong', { field: 'reason', max: MAX_REASON_CHARACTERS });
  return reason;
}

interface Decided {
  readonly text: StatedTextKey;
  readonly reason: string;
}

async function decide(
  context: RequestContext,
  { actor, input }: { readonly actor: Actor; readonly input: DecidePublicTextInput },
  work: (tx: RequestContext, decided: Decided) => Promise<void>,
): Promise<LocalDate> {
  allowOnly(maySettlePublicTexts(actor));
  const { kind } = input;
  const id = input.id.toLowerCase();
  if (!isStated(kind) || !isUuid(id)) throw notFound();
  const reason = reasonOf(input.reason);
  try {
    return await inTransaction(context, async (tx) => {
      required(
        await oneRow(
          tx,
          sql`select id from (${publicRowsOf(kind)}) t where id = ${id}::uuid and (words is not null or words_hidden_on is not null)`,
        ),
      );
      await work(tx, { text: { kind, id }, reason });
      return tx.today;
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'publicText.nameTaken');
    throw error;
  }
}

interface HiddenWords extends Decided {
  readonly because: HidingGround;
  readonly decidedById: string;
}

/** @returns whether there were words to hide: of two who decide at once the database lets one. */
async function writeHidden(tx: RequestContext, { text, because, reason, decidedById }: HiddenWords): Promise<boolean> {
  const taken = await oneRow<Words>(tx, hidingOf(text, { on: tx.today, because }));
  if (taken === null) return false;
  // what was hidden before has been written anew since: nobody can show it again
  await rows(
    tx,
    sql`update public_text_decision set words = null, more_words = null where kind = ${text.kind} and subject_id = ${text.id}::uuid and words is not null`,
  );
  await write(tx, { text, decision: 'WORDS_HIDDEN', because, reason, decidedById, ...taken });
  await settleReports(tx, text);
  await audit(tx, {
    action: `publicText.hide.${because}`,
    subjectKind: subjectKindOf(text.kind),
    subjectId: text.id,
  });
  return true;
}

interface WrittenDecision extends Decided {
  readonly decision: 'WORDS_HIDDEN' | 'WORDS_SHOWN' | 'REPORT_DISMISSED';
  readonly because: HidingGround | null;
  readonly decidedById: string;
  /** What was hidden; left out: nothing. */
  readonly words?: string;
  readonly moreWords?: string | null;
}

async function write(tx: RequestContext, decided: WrittenDecision): Promise<void> {
  const { text, decision, because, reason, decidedById, words = null, moreWords = null } = decided;
  await rows(
    tx,
    sql`insert into public_text_decision (id, kind, subject_id, decision, because, reason, words, more_words, decided_by_id, decided_on, decided_at)
        values (${randomUUID()}::uuid, ${text.kind}, ${text.id}::uuid, ${decision}, ${because}, ${reason}, ${words}, ${moreWords},
          ${decidedById}::uuid, ${tx.today}::date, ${tx.now.toISOString()}::timestamptz)`,
  );
}

/** @returns whether any waited. */
async function settleReports(tx: RequestContext, { kind, id }: StatedTextKey): Promise<boolean> {
  const settled = await rows(
    tx,
    sql`update public_text_report set settled_on = ${tx.today}::date, words = null
        where kind = ${kind} and subject_id = ${id}::uuid and settled_on is null returning id`,
  );
  return settled.length > 0;
}

/**
 * Hides again what was hidden after the copy from which the data were put back. Who decided it then, and what they wrote of
 * it, is lost with that time: whoever puts back stands in, and the reason is empty. What was shown again in that time is
 * hidden too; its words can be shown once more.
 * @param on the day on which it was hidden. A decision of that day or later in the data means that they know of it.
 * @returns whether it was public again.
 */
export const hideAgain = (
  context: RequestContext,
  operator: Actor,
  { id, because, on }: { readonly id: string; readonly because: HidingGround; readonly on: LocalDate },
): Promise<boolean> =>
  inTransaction(context, async (tx) => {
    const known = await oneRow(
      tx,
      sql`select id from public_text_decision where subject_id = ${id}::uuid and decision = 'WORDS_HIDDEN' and decided_on >= ${on}::date`,
    );
    if (known !== null) return false;
    for (const kind of STATED_KINDS) {
      const text = { kind, id };
      if (await writeHidden(tx, { text, because, reason: '', decidedById: operator.personId })) return true;
    }
    return false;
  });
