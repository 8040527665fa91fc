/** Why somebody reports a text that the public reads. */
export const TextReportReason = {
  NAMES_SOMEBODY: 'NAMES_SOMEBODY',
  /** It tells, or lets guess, who wrote it. */
  REVEALS_WRITER: 'REVEALS_WRITER',
  INSULTS: 'INSULTS',
  UNTRUE: 'UNTRUE',
  OTHER: 'OTHER',
} as const;
export type TextReportReason = (typeof TextReportReason)[keyof typeof TextReportReason];

export const TextReportReasonValues: readonly TextReportReason[] = Object.values(TextReportReason);
