/** What calls for a look at a measure; the order is the order of the council's page. */
export const Finding = {
  /** The promised interval has ended and it is not reported complete. */
  LATE: 'LATE',
  /** No official level. */
  UNREPORTED: 'UNREPORTED',
  /** No community level. */
  UNMONITORED: 'UNMONITORED',
  /** More is reported than seen. */
  OVERSTATED: 'OVERSTATED',
  /** No amount, and not "не изисква". */
  UNFUNDED: 'UNFUNDED',
  /** Owner, period, budget, baseline or indicator is missing from the plan. */
  INCOMPLETE: 'INCOMPLETE',
  /** Independent groups disagree. */
  CONTESTED: 'CONTESTED',
  /** Nobody has looked within the past year. */
  STALE: 'STALE',
} as const;
export type Finding = (typeof Finding)[keyof typeof Finding];

export const FindingValues: readonly Finding[] = Object.values(Finding);
