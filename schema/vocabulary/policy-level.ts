/** The level at which a strategy or plan is adopted, from the widest to the nearest. */
export const PolicyLevel = {
  EU: 'EU',
  NATIONAL: 'NATIONAL',
  DISTRICT: 'DISTRICT',
  MUNICIPAL: 'MUNICIPAL',
} as const;
export type PolicyLevel = (typeof PolicyLevel)[keyof typeof PolicyLevel];

export const PolicyLevelValues: readonly PolicyLevel[] = Object.values(PolicyLevel);
