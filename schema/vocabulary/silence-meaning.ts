/** What the law makes of an authority that lets the term pass. */
export const SilenceMeaning = {
  /** A breach that a court can be asked to find. */
  UNLAWFUL: 'UNLAWFUL',
  /** Counts as a refusal. */
  REFUSAL: 'REFUSAL',
  /** Nothing to appeal: escalate, and publish. */
  NO_APPEAL: 'NO_APPEAL',
  /** Published as a finding. */
  FINDING: 'FINDING',
} as const;
export type SilenceMeaning = (typeof SilenceMeaning)[keyof typeof SilenceMeaning];

export const SilenceMeaningValues: readonly SilenceMeaning[] = Object.values(SilenceMeaning);
