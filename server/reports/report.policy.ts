/** Who may speak for which body. Reports themselves are public. */
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { hasRole, type Actor } from '../platform/access.ts';

/** Each body speaks for itself: its officials, and an administrator who enters what it published. */
export const mayReportFor = (actor: Actor | null, organizationId: string): boolean =>
  hasRole(actor, Role.OFFICIAL, { organizationId }) || hasRole(actor, Role.ADMINISTRATOR);

export const mayKeepObligations = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);

/** That a report came in, was adopted and went on is said by the body that receives it. */
export const mayRecordSteps = (
  actor: Actor | null,
  { creditorOrganizationId }: { readonly creditorOrganizationId: string },
): boolean =>
  hasRole(actor, Role.OFFICIAL, { organizationId: creditorOrganizationId }) || hasRole(actor, Role.ADMINISTRATOR);

export interface Body {
  readonly organizationId: string;
  readonly kind: OrganizationKind;
  readonly territoryId: string | null;
}

/**
 * The responsible body of a measure for which the speaker speaks: itself, or for a municipal administration whatever the
 * plan calls the administration of the same municipality. Null: the measure is not the speaker's.
 */
export function speaksAs(speaker: Body, responsibles: readonly Body[]): string | null {
  if (responsibles.some(({ organizationId }) => organizationId === speaker.organizationId))
    return speaker.organizationId;
  if (speaker.kind !== OrganizationKind.MUNICIPAL_ADMINISTRATION || speaker.territoryId === null) return null;
  const own = responsibles.find(
    ({ kind, territoryId }) =>
      kind === OrganizationKind.MUNICIPAL_ADMINISTRATION && territoryId === speaker.territoryId,
  );
  return own?.organizationId ?? null;
}
