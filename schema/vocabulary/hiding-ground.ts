/**
 * Why words of officials or of a coalition are hidden, as everybody reads it in their place. That a claim is untrue is no
 * ground: what was seen answers it, and none overwrites another.
 */
export const HidingGround = {
  NAMES_SOMEBODY: 'NAMES_SOMEBODY',
  /** It tells, or lets guess, who gave what it rests on. */
  REVEALS_WRITER: 'REVEALS_WRITER',
  INSULTS: 'INSULTS',
  /** A law, a court or an authority forbids it. */
  UNLAWFUL: 'UNLAWFUL',
} as const;
export type HidingGround = (typeof HidingGround)[keyof typeof HidingGround];

export const HidingGroundValues: readonly HidingGround[] = Object.values(HidingGround);
