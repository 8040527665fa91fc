/** The page on which a text of officials or a coalition is read. */
export const PublicTextPlace = {
  MEASURE: 'MEASURE',
  PLAN: 'PLAN',
  STRATEGY: 'STRATEGY',
  COALITION: 'COALITION',
  CAMPAIGN: 'CAMPAIGN',
} as const;
export type PublicTextPlace = (typeof PublicTextPlace)[keyof typeof PublicTextPlace];
