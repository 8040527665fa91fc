/** The legal way that an ask goes. Terms, silence and articles are data with validity dates, not part of the code. */
export const LegalWay = {
  /** Access to public information. */
  PUBLIC_INFORMATION: 'PUBLIC_INFORMATION',
  /** Предложение: to improve something. */
  PROPOSAL: 'PROPOSAL',
  /** Сигнал: something is wrong. */
  SIGNAL: 'SIGNAL',
  /** A request for an individual administrative act. */
  ADMINISTRATIVE_ACT: 'ADMINISTRATIVE_ACT',
  /** Local citizens' initiative (подписка). */
  LOCAL_INITIATIVE: 'LOCAL_INITIATIVE',
  /** A letter or a talk outside these ways: no legal term. */
  OTHER: 'OTHER',
} as const;
export type LegalWay = (typeof LegalWay)[keyof typeof LegalWay];

export const LegalWayValues: readonly LegalWay[] = Object.values(LegalWay);
