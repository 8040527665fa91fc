/** A kind of territory, from the widest to the nearest. */
export const TerritoryKind = {
  /** A union of countries, such as the European Union. */
  UNION: 'UNION',
  COUNTRY: 'COUNTRY',
  /** област */
  DISTRICT: 'DISTRICT',
  /** община */
  MUNICIPALITY: 'MUNICIPALITY',
  /** населено място, by its EKATTE code */
  SETTLEMENT: 'SETTLEMENT',
  /** Private: never public on its own (R11). */
  NEIGHBOURHOOD: 'NEIGHBOURHOOD',
} as const;
export type TerritoryKind = (typeof TerritoryKind)[keyof typeof TerritoryKind];

export const TerritoryKindValues: readonly TerritoryKind[] = Object.values(TerritoryKind);
