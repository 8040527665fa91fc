/** What official level and community level say of each other (R4). */
export const GapKind = {
  /** Both say the same. */
  ALIGNED: 'ALIGNED',
  /** More is reported than seen. */
  OVERSTATED: 'OVERSTATED',
  /** Less is reported than seen. */
  UNDERSTATED: 'UNDERSTATED',
  /** The community has a level, the officials are silent. */
  UNREPORTED: 'UNREPORTED',
  /** The officials have a level, nobody has looked. */
  UNMONITORED: 'UNMONITORED',
  /** Nobody says anything. */
  DARK: 'DARK',
} as const;
export type GapKind = (typeof GapKind)[keyof typeof GapKind];

export const GapKindValues: readonly GapKind[] = Object.values(GapKind);
