import { randomUUID } from 'node:crypto';
import type { OrganizationKind } from '../../../schema/vocabulary/organization-kind.ts';
import { CONSENT_VERSION } from '../../../schema/vocabulary/consent.ts';
import type { Role } from '../../../schema/vocabulary/role.ts';
import type { Sector } from '../../../schema/vocabulary/sector.ts';
import type { App } from '../../../server/app.ts';
import { organizationNameKey } from '../../../server/organizations/organization-name.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import { LONG_AGO, nextNumber, worldContext } from './world-context.ts';

export interface OrganizationParts {
  readonly name?: string;
  readonly kind?: OrganizationKind;
  readonly sector?: Sector;
  readonly territoryId?: string | null;
  readonly consentsToBeNamed?: boolean;
}

/** @returns its id */
export async function buildOrganization(app: App, parts: OrganizationParts = {}): Promise<string> {
  const id = randomUUID();
  const {
    name = `Сдружение ${nextNumber()}`,
    kind = 'NGO',
    sector = kind.startsWith('MUNICIPAL') ? 'PUBLIC' : 'CIVIL',
    territoryId = null,
    consentsToBeNamed = false,
  } = parts;
  await rows(
    worldContext(app),
    sql`insert into organization (id, name, name_key, kind, sector, territory_id, consents_to_be_named)
        values (${id}, ${name}, ${organizationNameKey(name)}, ${kind}, ${sector}, ${territoryId}, ${consentsToBeNamed})`,
  );
  return id;
}

export interface PersonParts {
  /** Null: an account without any role. */
  readonly role?: Role | null;
  /** Scope of the role. */
  readonly territoryId?: string | null;
  readonly organizationId?: string | null;
  readonly coalitionId?: string | null;
  /** Body that the person belongs to or works for. */
  readonly affiliation?: { readonly organizationId: string; readonly kind?: 'MEMBER' | 'EMPLOYEE' };
  /** Holds a valid certificate for monitoring; verifiers do unless told otherwise. */
  readonly certified?: boolean;
  readonly invitedBy?: { readonly personId?: string; readonly organizationId?: string; readonly territoryId?: string };
  readonly isDemo?: boolean;
  readonly displayName?: string;
  /** Agreed to the text of who sees what; everybody did unless told otherwise. */
  readonly consented?: boolean;
}

/** @returns the person's id, for `ask(…, { as })` */
export async function buildPerson(app: App, parts: PersonParts = {}): Promise<string> {
  const context = worldContext(app);
  const id = randomUUID();
  const {
    role = null,
    territoryId = null,
    organizationId = null,
    coalitionId = null,
    affiliation,
    invitedBy,
    isDemo = false,
  } = parts;
  await rows(
    context,
    sql`insert into person (id, display_name, is_demo, invited_by_person_id, invited_by_organization_id, invited_for_territory_id, consent_version, consented_on)
        values (${id}, ${parts.displayName ?? `Човек ${nextNumber()}`}, ${isDemo}, ${invitedBy?.personId ?? null}, ${invitedBy?.organizationId ?? null}, ${invitedBy?.territoryId ?? null},
          ${parts.consented === false ? null : CONSENT_VERSION}::int, ${parts.consented === false ? null : LONG_AGO}::date)`,
  );
  if (role !== null) await grantRole(app, { personId: id, role, territoryId, organizationId, coalitionId });
  if (affiliation !== undefined) {
    await rows(
      context,
      sql`insert into affiliation (person_id, organization_id, kind, valid_from) values (${id}, ${affiliation.organizationId}, ${affiliation.kind ?? 'MEMBER'}, ${LONG_AGO})`,
    );
  }
  if (parts.certified ?? role === 'VERIFIER') {
    await rows(
      context,
      sql`insert into certificate (person_id, competence, valid_from, valid_to) values (${id}, 'MONITORING', ${LONG_AGO}, '2099-12-31')`,
    );
  }
  return id;
}

export interface RoleParts {
  readonly personId: string;
  readonly role: Role;
  readonly territoryId?: string | null;
  readonly organizationId?: string | null;
  readonly coalitionId?: string | null;
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

export async function grantRole(
  app: App,
  {
    personId,
    role,
    territoryId = null,
    organizationId = null,
    coalitionId = null,
    validFrom = LONG_AGO,
    validTo = null,
  }: RoleParts,
): Promise<void> {
  await rows(
    worldContext(app),
    sql`insert into membership (person_id, role, territory_id, organization_id, coalition_id, valid_from, valid_to)
        values (${personId}, ${role}, ${territoryId}, ${organizationId}, ${coalitionId}, ${validFrom}, ${validTo})`,
  );
}
