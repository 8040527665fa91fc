/** R8: the right of reply. The term is the house's own rule and never shown as the law's. */
import { PublicationMode } from '../vocabulary/publication-mode.ts';
import { addDays, type LocalDate, type Month } from './days.ts';
import { publicFrom } from './publication.ts';

/** Days that the responsible bodies have to reply, unless the house is set otherwise. */
export const defaultReplyDueDays = 14;

export interface Publication {
  /** The day the observation is or will be public by what is known now; null: not verified. */
  readonly publishedOn: LocalDate | null;
  /** The last day of the term; null where no reply is awaited. */
  readonly replyDueOn: LocalDate | null;
  /** It goes public with the words "no reply by" and `replyDueOn`. */
  readonly unanswered: boolean;
}

/** When an observation becomes public: with the reply, or on the deadline without one, and after the month it was seen in. */
export function publicationOf(input: {
  readonly seenMonth: Month;
  /** Null: not verified yet. */
  readonly verifiedOn: LocalDate | null;
  /** The day of the reply, of several bodies asked the last one's; null: not (all) replied. */
  readonly repliedOn: LocalDate | null;
  readonly replyDueDays: number;
  readonly mode: PublicationMode;
}): Publication {
  const { seenMonth, verifiedOn, repliedOn, replyDueDays, mode } = input;
  if (verifiedOn === null) return { publishedOn: null, replyDueOn: null, unanswered: false };
  const heldTo = (day: LocalDate): LocalDate => publicFrom({ seenMonth, verifiedOn: day });
  if (mode === PublicationMode.ON_VERIFICATION) {
    return { publishedOn: heldTo(verifiedOn), replyDueOn: null, unanswered: false };
  }
  const replyDueOn = addDays(verifiedOn, replyDueDays);
  if (repliedOn !== null && repliedOn <= replyDueOn)
    return { publishedOn: heldTo(repliedOn), replyDueOn, unanswered: false };
  return { publishedOn: heldTo(replyDueOn), replyDueOn, unanswered: true };
}
