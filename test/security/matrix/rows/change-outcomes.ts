/**
 * Outcomes that changes share. A change to what is not for you answers as if it were not there; FORBIDDEN stands only
 * where that something is there is public anyway.
 */
import { SIGNED_IN, others, type Audience } from '../actors.ts';
import type { ChangeOutcomes } from '../row.ts';

/** Done for these; for anyone else there is no such thing. */
export const allowed = (audience: Audience): ChangeOutcomes => ({
  DONE: audience,
  NOT_FOUND: others(audience, SIGNED_IN),
  UNAUTHENTICATED: ['PUBLIC'],
});
export const ADMINISTRATORS = ['ADMINISTRATOR'] as const;
/** Who works in the coalition. */
export const INSIDE = ['COALITION_MEMBER own', 'COALITION_LEAD own'] as const;
/** Speaks for the body, or enters what it published. */
export const SPEAKERS = ['OFFICIAL own', 'ADMINISTRATOR'] as const;

/** As known from an earlier day (R6); that it is not theirs to say is no secret from whoever may say it as of today. */
export const allowedAfterwards: ChangeOutcomes = {
  DONE: ADMINISTRATORS,
  FORBIDDEN: ['OFFICIAL own'],
  NOT_FOUND: others(SPEAKERS, SIGNED_IN),
  UNAUTHENTICATED: ['PUBLIC'],
};
