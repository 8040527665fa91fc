/**
 * The words of a decision: the reason that the monitor reads, and what the public will read. Whether somebody could be
 * recognised by those is found out here anew, whatever the screen has shown.
 */
import { revealingWords, type RevealingKind } from '../../schema/rules/revealing-words.ts';
import { VerificationDecision } from '../../schema/vocabulary/verification-decision.ts';
import { badInput } from '../platform/problem.ts';
import { charactersIn, cleanWords } from './observation-content.ts';
import type { DecideObservationInput } from './observation.input.ts';

const MAX_REASON_CHARACTERS = 2000;
const MAX_REVEALING_REASON_CHARACTERS = 500;

/** Whose words the public reads. */
export const WordsShown = { OWN: 'OWN', PARAPHRASED: 'PARAPHRASED' } as const;
export type WordsShown = (typeof WordsShown)[keyof typeof WordsShown];

/** By what somebody could still be recognised in the words that are shown, and why they are shown all the same. */
export interface RevealingLeft {
  readonly kinds: readonly RevealingKind[];
  /** Null exactly when there are none. */
  readonly reason: string | null;
}

export interface WordsOfDecision {
  readonly reason: string | null;
  /** Null: the own words stand. */
  readonly publicWords: string | null;
  readonly revealingReason: string | null;
}

/** @throws BAD_INPUT for words that are too long, missing, or out of place with the decision. */
export function wordsOfDecision(input: DecideObservationInput): WordsOfDecision {
  const { decision } = input;
  const reason = decision === VerificationDecision.VERIFIED ? reasonOf(input.reason) : neededReason(input.reason);
  const publicWords = cleanWords(input.publicWords, 'publicWords');
  const revealingReason = cleanWords(input.revealingReason, 'revealingReason');
  if (revealingReason !== null && charactersIn(revealingReason) > MAX_REVEALING_REASON_CHARACTERS)
    throw badInput('observation.reasonTooLong', { field: 'revealingReason', max: MAX_REVEALING_REASON_CHARACTERS });
  if (decision !== VerificationDecision.VERIFIED) {
    if (publicWords !== null) throw badInput('observation.publicWordsOnlyVerified', { field: 'publicWords' });
    if (revealingReason !== null)
      throw badInput('observation.revealingReasonOnlyVerified', { field: 'revealingReason' });
  }
  return { reason, publicWords, revealingReason };
}

/** A reason as it is kept; null: none. @throws BAD_INPUT when it is too long. */
function reasonOf(text: string | null | undefined): string | null {
  const reason = cleanWords(text, 'reason');
  if (reason !== null && charactersIn(reason) > MAX_REASON_CHARACTERS)
    throw badInput('observation.reasonTooLong', { field: 'reason', max: MAX_REASON_CHARACTERS });
  return reason;
}

/** A reason that there must be. @throws BAD_INPUT when it is missing or too long. */
export function neededReason(text: string | null | undefined): string {
  const reason = reasonOf(text);
  if (reason === null) throw badInput('observation.reasonMissing', { field: 'reason' });
  return reason;
}

/** What the public will read once it is confirmed; null: nothing. */
export function shownWords({
  decision,
  publicWords,
  ownWords,
}: {
  readonly decision: VerificationDecision;
  readonly publicWords: string | null;
  readonly ownWords: string | null;
}): { readonly text: string; readonly whose: WordsShown } | null {
  if (decision !== VerificationDecision.VERIFIED) return null;
  if (publicWords !== null) return { text: publicWords, whose: WordsShown.PARAPHRASED };
  return ownWords === null ? null : { text: ownWords, whose: WordsShown.OWN };
}

/** @throws BAD_INPUT with the kinds when somebody could be recognised and no reason is given. A needless reason is not kept. */
export function assertMayBeShown(text: string | null, reason: string | null): RevealingLeft {
  const kinds = [...new Set((text === null ? [] : revealingWords(text)).map(({ kind }) => kind))];
  if (kinds.length === 0) return { kinds, reason: null };
  if (reason === null) throw badInput('observation.wordsReveal', { field: 'revealingReason', kinds });
  return { kinds, reason };
}
