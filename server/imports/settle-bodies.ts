/** Which organization each body of a file is, by a person's decision, by a name that is known, or as a new one. */
import { randomUUID } from 'node:crypto';
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { Sector } from '../../schema/vocabulary/sector.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationNameKey } from '../organizations/organization-name.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import type { BodySuggestion } from '../plan-import/parsed-plan.ts';
import { BodyDecision, type DecidedBody } from './plan-import.entity.ts';
import { organizationsByName } from './plan-import.loader.ts';
import type { OrganizationOfBody } from './version-from-file.ts';

export interface BodiesToSettle {
  readonly bodies: readonly BodySuggestion[];
  readonly decisions: readonly DecidedBody[];
  /** Of the plan: names are looked for there and around it, and new bodies belong there. */
  readonly territoryId: string;
}

/** Where nobody decided, a named body is the one known by that name, or a new one; a kind of body stays a kind. */
export async function settleBodies(
  tx: RequestContext,
  { bodies, decisions, territoryId }: BodiesToSettle,
): Promise<OrganizationOfBody> {
  const decided = new Map(decisions.map((body) => [body.key, body]));
  const known = await organizationsByName(tx, { names: bodies.map(({ name }) => name), territoryId });
  const settled = new Map<string, string | null>();
  for (const body of bodies) {
    const { decision = null, organizationId = null } = decided.get(body.key) ?? {};
    if (decision === BodyDecision.KIND || (decision === null && body.kind === 'KIND')) settled.set(body.key, null);
    else if (decision === BodyDecision.USE_EXISTING && organizationId !== null) {
      await rememberSpellings(tx, { body, organizationId, territoryId });
      settled.set(body.key, organizationId);
    } else {
      if (decision === BodyDecision.CREATE) await forgetSpellings(tx, { body, territoryId });
      const found = decision === BodyDecision.CREATE ? undefined : known.get(body.name);
      settled.set(body.key, found ?? (await createBody(tx, { body, territoryId })));
    }
  }
  return settled;
}

const nameKeysOf = ({ name, variants }: BodySuggestion): string[] => [
  ...new Set([name, ...variants].map(organizationNameKey)),
];

/** The next file of the territory that spells it so finds it by itself. */
async function rememberSpellings(
  tx: RequestContext,
  { body, organizationId, territoryId }: { body: BodySuggestion; organizationId: string; territoryId: string },
): Promise<void> {
  await rows(
    tx,
    sql`insert into organization_alias (name_key, territory_id, organization_id)
        select spelling, ${territoryId}::uuid, ${organizationId}::uuid from unnest(${nameKeysOf(body)}::text[]) spelling
        on conflict (name_key, territory_id) do update set organization_id = excluded.organization_id`,
  );
}

async function forgetSpellings(
  tx: RequestContext,
  { body, territoryId }: { body: BodySuggestion; territoryId: string },
): Promise<void> {
  await rows(
    tx,
    sql`delete from organization_alias where territory_id = ${territoryId} and name_key = any(${nameKeysOf(body)}::text[])`,
  );
}

/** Another import may be making the same body: the unique index decides, and both use the one that is there. */
async function createBody(
  tx: RequestContext,
  { body, territoryId }: { body: BodySuggestion; territoryId: string },
): Promise<string> {
  const nameKey = organizationNameKey(body.name);
  const { kind, sector } = likelyKind(body.name);
  const created = await oneRow<{ id: string }>(
    tx,
    sql`insert into organization (id, name, name_key, kind, sector, territory_id, consents_to_be_named)
        values (${randomUUID()}, ${body.name}, ${nameKey}, ${kind}, ${sector}, ${territoryId}, false) on conflict do nothing returning id`,
  );
  if (created === null) {
    const found = await tx.em.findOneOrFail(Organization, { nameKey, territoryId }, { refresh: true });
    return found.id;
  }
  await audit(tx, { action: 'organization.create', subjectKind: 'Organization', subjectId: created.id });
  return created.id;
}

function likelyKind(name: string): { kind: OrganizationKind; sector: Sector } {
  const publicBody = (kind: OrganizationKind) => ({ kind, sector: Sector.PUBLIC });
  if (/общински съвет/i.test(name)) return publicBody(OrganizationKind.MUNICIPAL_COUNCIL);
  if (name.toLowerCase().startsWith('община')) return publicBody(OrganizationKind.MUNICIPAL_ADMINISTRATION);
  if (/областна администрация/i.test(name)) return publicBody(OrganizationKind.DISTRICT_ADMINISTRATION);
  if (/сдружение|фондация|снц/i.test(name)) return { kind: OrganizationKind.NGO, sector: Sector.CIVIL };
  if (/училище|гимназия|детска градина/i.test(name)) return publicBody(OrganizationKind.SCHOOL);
  const state = /^(руо|рзи|дсп|дбт|оду?(?!\p{L})|министерство|агенция|дирекция|национал)/iu;
  if (state.test(name)) return publicBody(OrganizationKind.STATE_BODY);
  return publicBody(OrganizationKind.OTHER);
}
