/** Who may say, read and decide what of observations. What verifiers are barred from follows rule R7. */
import { mayVerify, type VerificationRight } from '../../schema/rules/independence.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { VerificationBar } from '../../schema/vocabulary/verification-bar.ts';
import type { Actor } from '../platform/access.ts';
import { sql, type Sql } from '../platform/sql.ts';

/** The territories a monitor looks at; null: anywhere. Empty: the person is no monitor. */
export function monitoredTerritoryIds(actor: Actor): readonly string[] | null {
  const scopes = actor.memberships.filter(({ role }) => role === Role.MONITOR).map(({ territoryId }) => territoryId);
  return scopes.includes(null) ? null : scopes.filter((id) => id !== null);
}

/** The territories whose observations a person verifies. A verifier without a territory verifies nothing. */
export function verifiedTerritoryIds(actor: Actor | null): readonly string[] {
  return (actor?.memberships ?? [])
    .filter(({ role }) => role === Role.VERIFIER)
    .flatMap(({ territoryId }) => territoryId ?? []);
}

/** Organizations for which a person holds a role. */
export const roleOrganizationIds = (actor: Actor): readonly string[] => [
  ...new Set(actor.memberships.flatMap(({ organizationId }) => organizationId ?? [])),
];

/** Of a row `a` of observation_author: the person's own. Null: nobody's. */
export const ownObservation = (personId: string | null): Sql =>
  personId === null ? sql`false` : sql`a.person_id = ${personId}::uuid`;

/** Of a row `o`, once it is public: the words that anybody may read; null: none any more. */
export const shownToPublic: Sql = sql`case when o.ended_on is null and o.words_hidden_on is null then coalesce(o.public_words, o.words) end`;

/** Of a row `o` that ends on the day: since when it was public. Null: it was not yet, and never will be. */
export const publishedBy = (day: LocalDate): Sql =>
  sql`case when o.published_on <= ${day}::date then o.published_on end`;

/** Of a row `o`, in a statement of the actor's: where it stands on the day; what is decided and not yet public is `VERIFIED`. */
export const stateOfDay: Sql = sql`case when o.state = 'PUBLISHED' and o.published_on > sverka_day() then 'VERIFIED' else o.state end`;

/** What verifiers do about a published text. */
export const PublishedTextAct = { HIDE: 'HIDE', DISMISS: 'DISMISS', UNDO: 'UNDO' } as const;
export type PublishedTextAct = (typeof PublishedTextAct)[keyof typeof PublishedTextAct];

/**
 * What bars an independent verifier from it because the first decision was their own: they may hide the words at once, and
 * take the decision back on its very day; the rest needs another pair of eyes. Null: nothing does.
 */
export function barToSettle({
  act,
  personId,
  verified,
  day,
}: {
  readonly act: PublishedTextAct;
  readonly personId: string;
  readonly verified: VerifiedBy | null;
  readonly day: LocalDate;
}): VerificationBar | null {
  if (act === PublishedTextAct.HIDE || verified?.personId !== personId) return null;
  return act === PublishedTextAct.UNDO && verified.on === day ? null : VerificationBar.OWN_VERIFICATION;
}

/** Who confirmed an observation, and when. */
export interface VerifiedBy {
  readonly personId: string;
  readonly on: LocalDate;
}

/** A verifier, as independence looks at them. */
export interface Verifier {
  readonly personId: string;
  readonly bodyIds: readonly string[];
  /** Last day of the monitoring certificate; null: none that is valid. */
  readonly certificateValidUntil: LocalDate | null;
}

/** Who stands behind an observation. Never leaves the server. */
export interface ObservationOriginRow {
  /** Null: they were erased. */
  readonly personId: string | null;
  readonly bodyIds: readonly string[];
  readonly invitedByPersonId: string | null;
  readonly implementerIds: readonly string[];
}

export function rightToDecide({
  verifier,
  origin,
  day,
}: {
  readonly verifier: Verifier;
  readonly origin: ObservationOriginRow;
  readonly day: LocalDate;
}): VerificationRight {
  return mayVerify({
    verifier,
    observation: { personId: origin.personId, bodyIds: origin.bodyIds, invitedById: origin.invitedByPersonId },
    implementerIds: origin.implementerIds,
    certificateValidUntil: verifier.certificateValidUntil,
    day,
  });
}

/**
 * What bars somebody from judging a text that the public reads. That they are close to the observer does not: it would tell
 * them who that is, and what they can do here, hide, leave or undo, confirms nobody's word.
 */
export const rightToSettle = ({
  verifier,
  origin: { personId, implementerIds },
  day,
}: {
  readonly verifier: Verifier;
  readonly origin: ObservationOriginRow;
  readonly day: LocalDate;
}): VerificationRight =>
  rightToDecide({ verifier, origin: { personId, implementerIds, bodyIds: [], invitedByPersonId: null }, day });
