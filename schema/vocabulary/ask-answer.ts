/** A place on the ladder of answers, of an ask (R10) or of a reply to an observation (R8). */
export const AskAnswer = {
  NONE: 'NONE',
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  EXPLAINED: 'EXPLAINED',
  DISPUTED: 'DISPUTED',
  /** With a date. */
  PROMISED: 'PROMISED',
  ACTED: 'ACTED',
} as const;
export type AskAnswer = (typeof AskAnswer)[keyof typeof AskAnswer];

export const AskAnswerValues: readonly AskAnswer[] = Object.values(AskAnswer);
