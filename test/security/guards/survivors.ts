/**
 * Guards whose removal alone the matrix does not notice, each with why that is harmless, reviewed by hand. Where others
 * hold the same they are named: without those the matrix notices that the guard is gone too, and the command looks.
 */
export interface Survivor {
  readonly guard: string;
  /** Guards that hold it too, as they are named, or the policies of the database as a whole. Left out: nothing behind it needs holding. */
  readonly heldBy?: readonly string[];
  readonly reason: string;
}

/** All policies of the database. */
export const ROW_SECURITY = 'row security';

export const SURVIVORS: readonly Survivor[] = [];
