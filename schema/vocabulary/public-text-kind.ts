/** What a text that everybody reads stands in: with the id of that thing it names the text. */
export const PublicTextKind = {
  /** A monitor’s words. Verifiers settle what is reported of them; of all others an administrator does. */
  OBSERVATION: 'OBSERVATION',
  /** What a body says of a measure. */
  STATEMENT: 'STATEMENT',
  /** The title of an official report. */
  REPORT: 'REPORT',
  /** Name and purpose. */
  COALITION: 'COALITION',
  /** Title and goal. */
  CAMPAIGN: 'CAMPAIGN',
  ACTIVITY: 'ACTIVITY',
  /** The demand. */
  ASK: 'ASK',
  /** The reason that a decision-maker gave for taking more time. */
  ASK_EXTENSION: 'ASK_EXTENSION',
  ASK_ANSWER: 'ASK_ANSWER',
} as const;
export type PublicTextKind = (typeof PublicTextKind)[keyof typeof PublicTextKind];

/** What officials and coalitions write. */
export type StatedTextKind = Exclude<PublicTextKind, typeof PublicTextKind.OBSERVATION>;
