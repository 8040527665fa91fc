/**
 * Which independent group an observer's word belongs to (R2), and every body that could bend it (R7). Decided once, when
 * the observation is submitted, and frozen with it.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import { speaksForImplementer } from '../../schema/rules/independence.ts';

export interface ObserverAffiliation {
  readonly organizationId: string;
  readonly kind: 'MEMBER' | 'EMPLOYEE';
  readonly validFrom: LocalDate;
}

export interface ObserverTies {
  readonly personId: string;
  readonly affiliations: readonly ObserverAffiliation[];
  /** Organizations for which the observer holds a role, such as an official of a municipality. */
  readonly roleOrganizationIds: readonly string[];
  readonly invitedByPersonId: string | null;
  readonly invitedByOrganizationId: string | null;
  /** Of the person who invited them. */
  readonly inviterOrganizationId: string | null;
  /** Null: the invitation named no place. */
  readonly invitedForTerritoryId: string | null;
}

export interface ObserverGroup {
  readonly organizationId: string | null;
  readonly groupKey: string;
  readonly bodyIds: readonly string[];
  readonly isImplementer: boolean;
}

export function groupOfObserver(ties: ObserverTies, implementerIds: readonly string[]): ObserverGroup {
  const organizationId = ownOrganization(ties);
  const employedAt = ties.affiliations.map((affiliation) => affiliation.organizationId);
  const ownBodies = [...new Set([...employedAt, ...ties.roleOrganizationIds])];
  const hand = ties.invitedByOrganizationId;
  return {
    organizationId,
    groupKey: organizationId === null ? invitationKey(ties) : `organization:${organizationId}`,
    bodyIds: organizationId === null && hand !== null ? [...new Set([...ownBodies, hand])] : ownBodies,
    isImplementer: speaksForImplementer({ bodyIds: ownBodies, implementerIds }),
  };
}

/** Of several the one they belong to before one that employs them, then the longest standing. */
function ownOrganization({ affiliations, roleOrganizationIds }: ObserverTies): string | null {
  const [first] = affiliations.toSorted(
    (a, b) =>
      Number(b.kind === 'MEMBER') - Number(a.kind === 'MEMBER') ||
      a.validFrom.localeCompare(b.validFrom) ||
      a.organizationId.localeCompare(b.organizationId),
  );
  return first?.organizationId ?? roleOrganizationIds.toSorted()[0] ?? null;
}

/** Ten accounts from one hand are one voice, in each place that the hand invited for; nobody's guest speaks for themselves. */
function invitationKey(ties: ObserverTies): string {
  const place = ties.invitedForTerritoryId ?? 'anywhere';
  const organizationId = ties.invitedByOrganizationId ?? ties.inviterOrganizationId;
  if (organizationId !== null) return `invited-by-organization:${organizationId}:${place}`;
  if (ties.invitedByPersonId !== null) return `invited-by-person:${ties.invitedByPersonId}:${place}`;
  return `person:${ties.personId}`;
}
