/** What a verifier is shown is said in two forms, for a queue and for one observation: both let the same ones through. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql, type Sql } from '../../server/platform/sql.ts';
import { shownAsItem, shownInQueue } from '../../server/observations/verification.policy.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildCountry,
  buildDistrict,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  worldContext,
} from '../support/world.ts';

const TODAY = '2026-11-20';
let app: TestApp;
/** The observation of each place, and how each verifier is called. */
let observations: Readonly<Record<'here' | 'near' | 'far' | 'ofNeighbours', string>>;
const verifiers = new Map<string, string>();

beforeAll(async () => {
  app = await createTestApp();
  const country = await buildCountry(app);
  const district = await buildDistrict(app, { parentId: country.id });
  const elsewhere = await buildDistrict(app, { parentId: country.id });
  const [here, near, far] = [
    await buildMunicipality(app, { parentId: district.id }),
    await buildMunicipality(app, { parentId: district.id }),
    await buildMunicipality(app, { parentId: elsewhere.id }),
  ];
  const association = await buildOrganization(app);
  const observe = async (territoryId: string, organizationId?: string): Promise<string> => {
    const id = randomUUID();
    const { id: measureId } = await buildMeasure(app, { plan: { territoryId } });
    const as = await buildPerson(app, {
      role: 'MONITOR',
      territoryId,
      ...(organizationId !== undefined && { affiliation: { organizationId } }),
    });
    const input = { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn: TODAY };
    await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
      as,
      on: TODAY,
      variables: { input },
    });
    return id;
  };
  observations = {
    here: await observe(here.id),
    near: await observe(near.id),
    far: await observe(far.id),
    ofNeighbours: await observe(here.id, association),
  };
  const verifier = (territoryId: string | null, organizationId?: string) =>
    buildPerson(app, {
      role: 'VERIFIER',
      territoryId,
      ...(organizationId !== undefined && { affiliation: { organizationId } }),
    });
  verifiers.set('of the municipality', await verifier(here.id));
  verifiers.set('of the municipality, from the organization of an observer', await verifier(here.id, association));
  verifiers.set('of the other district', await verifier(elsewhere.id));
  verifiers.set('of nothing', await verifier(null));
  verifiers.set('of a whole country', await verifier(country.id));
});

const shownBy = async (context: RequestContext, condition: Sql): Promise<string[]> => {
  const found = await rows<{ id: string }>(
    context,
    sql`select o.id from observation o join observation_author a on a.observation_id = o.id
          join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id where ${condition}`,
  );
  return found.map(({ id }) => id).toSorted();
};

const CASES: readonly (readonly [string, readonly (keyof typeof observations)[]])[] = [
  ['of the municipality', ['here', 'ofNeighbours']],
  ['of the municipality, from the organization of an observer', ['here']],
  ['of the other district', ['far']],
  ['of nothing', []],
];

describe('a verifier', () => {
  it.each(CASES)('%s is shown the same by both forms', async (who, places) => {
    const context = await app.contextOf({ as: verifiers.get(who) ?? null, on: TODAY });
    const expected = places.map((place) => observations[place]).toSorted();
    expect(await shownBy(context, shownInQueue(context))).toEqual(expected);
    expect(await shownBy(context, shownAsItem(context))).toEqual(expected);
  });

  it('is shown what is near only while nobody independent verifies it', async () => {
    const context = await app.contextOf({ as: verifiers.get('of the municipality') ?? null, on: TODAY });
    await rows(
      worldContext(app),
      sql`update membership set valid_to = '2026-11-19' where person_id = ${verifiers.get('of a whole country')}::uuid`,
    );
    const expected = [observations.here, observations.ofNeighbours, observations.near].toSorted();
    expect(await shownBy(context, shownInQueue(context))).toEqual(expected);
    expect(await shownBy(context, shownAsItem(context))).toEqual(expected);
  });

  it('who is nobody is shown nothing', async () => {
    const context = await app.contextOf({ on: TODAY });
    expect(await shownBy(context, shownInQueue(context))).toEqual([]);
    expect(await shownBy(context, shownAsItem(context))).toEqual([]);
  });
});
