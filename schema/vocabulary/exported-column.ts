/**
 * What an export of observations says of each, in the order of the file; the screen shows the same list beforehand, under
 * `exports.column`. Never in it: observer, pseudonym, group, invitation, day, verifier, and no id of an observation.
 */
export const exportedColumns = [
  /** Of the measure; random, and public. */
  'measureId',
  'measureCode',
  'measureWording',
  /** Random, and public. */
  'planId',
  'planTitle',
  /** EKATTE or register codes; null with the name where R11 withholds the place. */
  'municipalityCode',
  'municipality',
  'settlementCode',
  'settlement',
  /** Such as 2026-03. */
  'monthSeen',
  /** Null where R11 withholds it. */
  'method',
  /** Null: looked, and does not know. */
  'level',
  /** As approved for publication; null: none were. */
  'words',
  /** `VERIFIED`: nothing else is exported. */
  'decision',
  /** `PUBLISHED` or `NOT_YET`. */
  'publication',
] as const;
export type ExportedColumn = (typeof exportedColumns)[number];
