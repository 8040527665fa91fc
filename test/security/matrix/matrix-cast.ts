/** The people of the matrix: one for each way of asking, with a session as a browser would have it. */
import { addDays } from '../../../schema/rules/days.ts';
import { Role } from '../../../schema/vocabulary/role.ts';
import { startSession } from '../../../server/people/identity.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import type { TestApp } from '../../support/test-app.ts';
import { buildPerson, grantRole, worldContext } from '../../support/world.ts';
import { PEOPLE, REVIEWED_ROLES, type Person } from './actors.ts';

export const TODAY = '2026-11-20';
export const NOW = new Date(`${TODAY}T12:00:00+02:00`);

/** Where roles hold. */
export interface Scope {
  readonly municipalityId: string;
  readonly administrationId: string;
  readonly councilId: string;
  readonly coalitionId: string;
  /** The body that the verifier belongs to. */
  readonly verifiersBodyId: string;
  /** The body that they act for. */
  readonly verifiersOfficeId: string;
}

/** By role of a side: who holds it there now. */
export type Holders = Readonly<Record<(typeof REVIEWED_ROLES)[number], string>>;

function scopeOf(role: Role, scope: Scope) {
  const { municipalityId: territoryId, administrationId, councilId, coalitionId } = scope;
  if (role === Role.VERIFIER) return { territoryId, organizationId: scope.verifiersOfficeId };
  if (role === Role.MONITOR || role === Role.EXPORTER) return { territoryId };
  if (role === Role.OFFICIAL) return { territoryId, organizationId: administrationId };
  if (role === Role.COUNCILLOR) return { territoryId, organizationId: councilId };
  return role === Role.COALITION_MEMBER || role === Role.COALITION_LEAD ? { coalitionId } : {};
}

/** A person who holds a role until a day. @returns their id */
async function holder(app: TestApp, role: Role, { scope, validTo }: { scope: Scope; validTo: string }) {
  const personId = await buildPerson(app, {
    certified: role === Role.VERIFIER,
    ...(role === Role.VERIFIER && { affiliation: { organizationId: scope.verifiersBodyId } }),
  });
  await grantRole(app, { personId, role, ...scopeOf(role, scope), validTo });
  await rows(
    worldContext(app),
    sql`insert into account (id, email, language) values (${personId}, ${`${personId}@example.org`}, 'BG')`,
  );
  return personId;
}

export async function buildHolders(app: TestApp, scope: Scope): Promise<Holders> {
  const held: Record<string, string> = {};
  for (const role of REVIEWED_ROLES) held[role] = await holder(app, role, { scope, validTo: '2099-12-31' });
  return held as Holders;
}

/** Everyone who asks, by name, with the token of their session; null for the public. */
export type Cast = ReadonlyMap<Person, { readonly personId: string; readonly token: string } | null>;

export async function buildCast(app: TestApp, { scope, holders }: { scope: Scope; holders: Holders }): Promise<Cast> {
  const cast = new Map<Person, { personId: string; token: string } | null>();
  for (const person of PEOPLE) {
    if (person === 'PUBLIC') {
      cast.set(person, null);
      continue;
    }
    const personId = await personOf(app, person, { scope, holders });
    const secondFactor = !person.endsWith('asleep');
    const { token } = await startSession(
      {
        ...worldContext(app),
        now: NOW,
        today: TODAY,
        caller: { address: null, userAgent: '', isFromElsewhere: false },
      },
      { personId, secondFactor },
    );
    await rows(
      worldContext(app),
      sql`update session set last_used_on = ${TODAY}, browser = 'Firefox' where person_id = ${personId}`,
    );
    cast.set(person, { personId, token });
  }
  return cast;
}

async function personOf(
  app: TestApp,
  person: Exclude<Person, 'PUBLIC'>,
  { scope, holders }: { scope: Scope; holders: Holders },
): Promise<string> {
  if (person === 'NOBODY') {
    const personId = await buildPerson(app);
    await rows(
      worldContext(app),
      sql`insert into account (id, email, language) values (${personId}, ${`${personId}@example.org`}, 'BG')`,
    );
    return personId;
  }
  const [role, state] = person.split(' ') as [keyof Holders, string | undefined];
  if (state === undefined) return holders[role];
  return holder(app, role, { scope, validTo: state === 'ended' ? addDays(TODAY, -1) : '2099-12-31' });
}
