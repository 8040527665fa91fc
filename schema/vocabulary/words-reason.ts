/**
 * Why words by which somebody could be recognised may be read by everybody. A choice and no text: what is kept of it stands in
 * the record for good, where no words of people may stand.
 */
export const WordsReason = {
  /** Somebody in their office, such as a mayor who signs. */
  PUBLIC_OFFICE: 'PUBLIC_OFFICE',
  /** The telephone, address or page of a body, not of a person. */
  OF_A_BODY: 'OF_A_BODY',
  /** Who is meant knows of it and agrees. */
  AGREED: 'AGREED',
  /** A place, a body or something else, taken for a person. */
  NO_PERSON: 'NO_PERSON',
} as const;
export type WordsReason = (typeof WordsReason)[keyof typeof WordsReason];

export const WordsReasonValues: readonly WordsReason[] = Object.values(WordsReason);
