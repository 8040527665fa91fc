/** How sure a legal fact is. */
export const FactCheck = {
  /** The text of the source was seen. */
  SEEN: 'SEEN',
  /** Known but not verified: shown only with that mark. */
  UNVERIFIED: 'UNVERIFIED',
} as const;
export type FactCheck = (typeof FactCheck)[keyof typeof FactCheck];

export const FactCheckValues: readonly FactCheck[] = Object.values(FactCheck);
