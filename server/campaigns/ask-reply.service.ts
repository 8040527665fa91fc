/** What came back on an ask: more time taken, and answers. Each is a new entry; none changes an earlier one. */
import { randomUUID } from 'node:crypto';
import { assertNotFuture } from '../../schema/rules/days.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { AskState } from '../../schema/vocabulary/ask-state.ts';
import { checkedOptionalText, checkedText } from '../coalitions/checked-input.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { badInput } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { inTransaction } from '../platform/transaction.ts';
import { clockOn, isInSubstance } from './ask-timing.ts';
import { AskAnswer, AskExtension, type Ask } from './ask.entity.ts';
import type { ExtendAskInput, RecordAskAnswerInput } from './ask.input.ts';
import { askToWorkOn } from './ask.service.ts';

/** Records an extension. One that was told after the term had ended is kept and moves nothing. */
export async function extendAsk(context: RequestContext, actor: Actor, input: ExtendAskInput): Promise<Ask> {
  const reason = checkedText(input.reason, { key: 'ask.extensionReason', field: 'reason', min: 2, max: 2000 });
  return inTransaction(context, async (tx) => {
    const { ask } = await askToWorkOn(tx, actor, input.askId);
    const announcedOn = input.announcedOn ?? tx.today;
    assertNotFuture(announcedOn, tx.today);
    if (ask.state !== AskState.SENT || ask.registeredOn === null) throw badInput('ask.noTermRuns', { field: 'askId' });
    if (announcedOn < ask.registeredOn) throw badInput('ask.announcedBeforeRegistered', { field: 'announcedOn' });
    const [extensions, answers] = [
      await tx.em.find(AskExtension, { askId: ask.id }),
      await tx.em.find(AskAnswer, { askId: ask.id }),
    ];
    const { dueOn } = clockOn({ ask, extensions, answers }, tx.today);
    if (dueOn === null) throw badInput('ask.noTermRuns', { field: 'askId' });
    if (input.untilOn <= dueOn) throw badInput('ask.extensionNotLonger', { field: 'untilOn', dueOn });
    tx.em.create(AskExtension, {
      id: randomUUID(),
      askId: ask.id,
      untilOn: input.untilOn,
      reason,
      announcedOn,
      knownFrom: tx.today,
    });
    await tx.em.flush();
    await letWordsStand(tx, {
      texts: [reason],
      reason: input.wordsReason,
      subjectKind: 'Ask',
      subjectId: ask.id,
    });
    await audit(tx, { action: 'ask.extend', subjectKind: 'Ask', subjectId: ask.id });
    return ask;
  });
}

/** Records an answer beside those that came before. */
export async function recordAskAnswer(
  context: RequestContext,
  actor: Actor,
  input: RecordAskAnswerInput,
): Promise<Ask> {
  const { level, answeredOn, promisedBy = null } = input;
  const text = checkedOptionalText(input.text, { key: 'ask.answerText', field: 'text', max: 10_000 });
  if (level === AskAnswerLevel.NONE) throw badInput('ask.answerIsNone', { field: 'level' });
  if ((level === AskAnswerLevel.PROMISED) !== (promisedBy !== null))
    throw badInput('ask.promisedBy', { field: 'promisedBy' });
  if (promisedBy !== null && promisedBy < answeredOn)
    throw badInput('ask.promisedBeforeAnswered', { field: 'promisedBy' });
  return inTransaction(context, async (tx) => {
    assertNotFuture(answeredOn, tx.today);
    const { ask } = await askToWorkOn(tx, actor, input.askId);
    if (ask.sentOn === null || ask.state === AskState.DRAFT) throw badInput('ask.notSent', { field: 'askId' });
    if (answeredOn < ask.sentOn) throw badInput('ask.answeredBeforeSent', { field: 'answeredOn' });
    const number = (await tx.em.count(AskAnswer, { askId: ask.id })) + 1;
    tx.em.create(AskAnswer, {
      id: randomUUID(),
      askId: ask.id,
      number,
      level,
      text,
      answeredOn,
      promisedBy,
      knownFrom: tx.today,
    });
    if (isInSubstance(level)) ask.state = AskState.ANSWERED;
    await tx.em.flush();
    await letWordsStand(tx, {
      texts: [text],
      reason: input.wordsReason,
      subjectKind: 'Ask',
      subjectId: ask.id,
    });
    await audit(tx, { action: 'ask.answer', subjectKind: 'Ask', subjectId: ask.id });
    return ask;
  });
}

/** The coalition is done with the ask; what was sent and answered stays. */
export async function closeAsk(context: RequestContext, actor: Actor, askId: string): Promise<Ask> {
  return inTransaction(context, async (tx) => {
    const { ask } = await askToWorkOn(tx, actor, askId);
    if (ask.state === AskState.DRAFT) throw badInput('ask.notSent', { field: 'id' });
    ask.state = AskState.CLOSED;
    await tx.em.flush();
    await audit(tx, { action: 'ask.close', subjectKind: 'Ask', subjectId: ask.id });
    return ask;
  });
}
