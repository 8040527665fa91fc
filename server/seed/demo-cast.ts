/** Enters the bodies and accounts of the demo, and gives back who acts as whom on which day. */
import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../schema/rules/days.ts';
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationNameKey } from '../organizations/organization-name.ts';
import { actorOfPerson } from '../people/identity.ts';
import { Affiliation, Certificate, Membership, Person } from '../people/person.entity.ts';
import type { Actor } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { addMonths } from '../../schema/rules/days.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import {
  demoOrganizations,
  demoPeople,
  type DemoOrganization,
  type DemoOrganizationKey,
  type DemoPerson,
  type DemoPersonKey,
} from './demo-people.ts';

export interface DemoCast {
  readonly organizations: Readonly<Record<DemoOrganizationKey, string>>;
  readonly people: Readonly<Record<DemoPersonKey, string>>;
  /** What a person does on a day, in the transaction of the demo. */
  as(person: DemoPersonKey, day: LocalDate): Promise<{ readonly context: RequestContext; readonly actor: Actor }>;
}

export async function enterCast(tx: RequestContext, since: LocalDate): Promise<DemoCast> {
  const organizations = {} as Record<DemoOrganizationKey, string>;
  for (const [key, organization] of entriesOf<DemoOrganizationKey, DemoOrganization>(demoOrganizations))
    organizations[key] = await enterOrganization(tx, organization);
  const people = {} as Record<DemoPersonKey, string>;
  for (const [key, person] of entriesOf<DemoPersonKey, DemoPerson>(demoPeople))
    people[key] = await enterPerson(tx, { person, organizations, people, since });
  return {
    organizations,
    people,
    as: async (person, day) => {
      const actor = await actorOfPerson(tx, people[person], day);
      return { actor, context: { ...tx, actor, today: day, now: new Date(`${day}T09:00:00Z`), loaders: new Map() } };
    },
  };
}

const entriesOf = <Key extends string, Value>(record: Record<Key, Value>): [Key, Value][] =>
  Object.entries(record) as [Key, Value][];

async function enterOrganization(
  tx: RequestContext,
  { name, kind, sector, territory, consents }: DemoOrganization,
): Promise<string> {
  const { id: territoryId } = required(await territoryByCode(tx, territory));
  const id = randomUUID();
  await tx.em.insert(Organization, {
    id,
    name,
    nameEn: null,
    nameKey: organizationNameKey(name),
    kind,
    sector,
    territoryId,
    consentsToBeNamed: consents === true,
  });
  return id;
}

interface PersonEntry {
  readonly person: DemoPerson;
  readonly organizations: Readonly<Record<DemoOrganizationKey, string>>;
  readonly people: Readonly<Partial<Record<string, string>>>;
  readonly since: LocalDate;
}

async function enterPerson(tx: RequestContext, { person, organizations, people, since }: PersonEntry): Promise<string> {
  const id = randomUUID();
  const territoryId = person.territory === undefined ? null : required(await territoryByCode(tx, person.territory)).id;
  const invitedByPersonId = person.invitedBy === undefined ? null : (people[person.invitedBy] ?? null);
  await tx.em.insert(Person, {
    id,
    displayName: person.name,
    isDemo: true,
    invitedByPersonId,
    invitedByOrganizationId: null,
    invitedForTerritoryId: invitedByPersonId === null ? null : territoryId,
    consentVersion: CONSENT_VERSION,
    consentedOn: since,
  });
  await tx.em.insert(Membership, {
    id: randomUUID(),
    personId: id,
    role: person.role,
    territoryId,
    organizationId: person.roleFor ? organizations[person.roleFor] : null,
    coalitionId: null,
    validFrom: since,
    validTo: null,
    grantedById: null,
  });
  for (const [kind, body] of [
    ['MEMBER', person.memberOf],
    ['EMPLOYEE', person.employedBy],
  ] as const) {
    if (body)
      await tx.em.insert(Affiliation, {
        id: randomUUID(),
        personId: id,
        organizationId: organizations[body],
        kind,
        validFrom: since,
        validTo: null,
      });
  }
  if (person.certified)
    await tx.em.insert(Certificate, {
      id: randomUUID(),
      personId: id,
      competence: 'MONITORING',
      validFrom: since,
      validTo: addMonths(tx.today, 36),
    });
  return id;
}
