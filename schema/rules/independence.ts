/** R7: who may verify what, so that no observation is confirmed from the inside. */
import { VerificationBar } from '../vocabulary/verification-bar.ts';
import type { LocalDate } from './days.ts';

/** A person and the bodies they speak for. */
export interface Affiliation {
  readonly personId: string;
  /** Their organisations and their employer. */
  readonly bodyIds: readonly string[];
}

/** Who stands behind an observation, as frozen when it was submitted. */
export interface ObservationOrigin extends Pick<Affiliation, 'bodyIds'> {
  /** Null: somebody who was erased since, whose observation stands as nobody's. */
  readonly personId: string | null;
  /** The person who invited the observer; null where an organisation did, whose id then is among `bodyIds`, or nobody. */
  readonly invitedById: string | null;
}

export type VerificationRight = { readonly ok: true } | { readonly ok: false; readonly bar: VerificationBar };

/** Whether the person may verify the observation on the day, or the first thing that bars them. */
export function mayVerify(input: {
  readonly verifier: Affiliation;
  readonly observation: ObservationOrigin;
  /** The bodies responsible for the measure. */
  readonly implementerIds: readonly string[];
  /** Last day of the verifier's monitoring certificate; null: they hold none. */
  readonly certificateValidUntil: LocalDate | null;
  readonly day: LocalDate;
}): VerificationRight {
  const { verifier, observation, implementerIds, certificateValidUntil, day } = input;
  if (observation.personId === verifier.personId) return barred(VerificationBar.OWN_OBSERVATION);
  if (observation.invitedById === verifier.personId) return barred(VerificationBar.OWN_INVITATION);
  if (share(verifier.bodyIds, observation.bodyIds)) return barred(VerificationBar.OWN_ORGANIZATION);
  if (share(verifier.bodyIds, implementerIds)) return barred(VerificationBar.OWN_IMPLEMENTATION);
  if (certificateValidUntil === null || certificateValidUntil < day) return barred(VerificationBar.NO_CERTIFICATE);
  return { ok: true };
}

/**
 * Whether an observer's word is that of a body that carries the measure out, and so no voice of the
 * community (R2): a mediator employed by the municipality speaks for the municipality.
 */
export function speaksForImplementer(input: {
  readonly bodyIds: readonly string[];
  readonly implementerIds: readonly string[];
}): boolean {
  return share(input.bodyIds, input.implementerIds);
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((id) => b.includes(id));
}

function barred(bar: VerificationBar): VerificationRight {
  return { ok: false, bar };
}
