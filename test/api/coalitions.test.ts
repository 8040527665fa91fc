import { beforeAll, describe, expect, it } from 'vitest';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildCampaign,
  buildCoalition,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  type BuiltCoalition,
  type BuiltTerritory,
  worldContext,
} from '../support/world.ts';

const CREATE =
  'mutation ($input: CreateCoalitionInput!) { createCoalition(input: $input) { id name territory { code } members { leads organization { id } } } }';

let app: TestApp;
let place: BuiltTerritory;
let existing: BuiltCoalition;
let own: string;
let ally: string;
let lead: string;

beforeAll(async () => {
  app = await createTestApp();
  place = await buildMunicipality(app);
  existing = await buildCoalition(app, { territoryId: place.id, name: 'Заедно' });
  own = await buildOrganization(app);
  ally = await buildOrganization(app);
  lead = await buildPerson(app, {
    role: 'COALITION_LEAD',
    coalitionId: existing.id,
    affiliation: { organizationId: own },
  });
});

const inputOf = (parts: Record<string, unknown> = {}) => ({
  input: {
    name: 'Нова коалиция',
    territory: place.code,
    organizationIds: [own, ally],
    leadOrganizationId: ally,
    ...parts,
  },
});

describe('forming a coalition', () => {
  it('is refused to the public, and to a monitor as if there were nothing', async () => {
    const monitor = await buildPerson(app, { role: 'MONITOR', territoryId: place.id });
    expect(await app.refusal(CREATE, { variables: inputOf() })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(CREATE, { as: monitor, variables: inputOf() })).toBe('NOT_FOUND');
  });

  it('is accepted from a coalition lead with the own organization in it, who then leads the new one', async () => {
    const { createCoalition } = await app.ask(CREATE, { as: lead, variables: inputOf({ name: 'За училището' }) });
    expect(createCoalition).toMatchObject({ name: 'За училището', territory: { code: place.code } });
    expect(createCoalition.members[0]).toEqual({ leads: true, organization: { id: ally } });
    const { viewer } = await app.ask('{ viewer { memberships { role coalition { id } } } }', { as: lead });
    expect(viewer.memberships).toContainEqual({ role: 'COALITION_LEAD', coalition: { id: createCoalition.id } });
  });

  it('is audited without a name', async () => {
    const { createCoalition } = await app.ask(CREATE, { as: lead, variables: inputOf({ name: 'Одитирана' }) });
    const entry = await oneRow(
      worldContext(app),
      sql`select actor_id, action, subject_kind from audit_entry where subject_id = ${createCoalition.id}`,
    );
    expect(entry).toEqual({ actorId: lead, action: 'coalition.create', subjectKind: 'Coalition' });
  });

  it('is refused when none of the organizations is the own one, and when a stranger would lead', async () => {
    expect(await app.refusal(CREATE, { as: lead, variables: inputOf({ organizationIds: [ally] }) })).toBe('BAD_INPUT');
    expect(await app.refusal(CREATE, { as: lead, variables: inputOf({ organizationIds: [own] }) })).toBe('BAD_INPUT');
  });

  it('is refused for a name that its territory has, and leaves nothing behind', async () => {
    expect(await app.refusal(CREATE, { as: lead, variables: inputOf({ name: 'Заедно' }) })).toBe('CONFLICT');
    const left = await rows(worldContext(app), sql`select from coalition where name = 'Заедно'`);
    expect(left).toHaveLength(1);
  });

  it('is accepted from an administrator for others', async () => {
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const { createCoalition } = await app.ask(CREATE, { as: administrator, variables: inputOf({ name: 'Първа' }) });
    expect(createCoalition.members).toHaveLength(2);
  });
});

describe('coalitions', () => {
  it('are public, by place, by node and page after page', async () => {
    const { territory, coalitions, node } = await app.ask(
      `query ($code: String!, $id: ID!) { territory(code: $code) { coalitions { name } } coalitions(territory: "BG", first: 1) { nodes { name } totalCount pageInfo { hasNextPage endCursor } }
        node(id: $id) { __typename ... on Coalition { name foundedOn } } }`,
      { variables: { code: place.code, id: existing.id } },
    );
    expect(territory.coalitions).toContainEqual({ name: 'Заедно' });
    expect(coalitions.totalCount).toBeGreaterThanOrEqual(1);
    expect(node).toMatchObject({ __typename: 'Coalition', name: 'Заедно' });
  });

  it('show their drafts to those who work in them alone', async () => {
    await buildCampaign(app, { coalition: existing, title: 'Тайна', stage: 'DRAFT' });
    const query = 'query ($id: ID!) { coalition(id: $id) { campaigns { title } } }';
    const other = await buildCoalition(app);
    const seen = async (as: string | null) =>
      (await app.ask(query, { as, variables: { id: existing.id } })).coalition.campaigns;
    expect(await seen(null)).toEqual([]);
    expect(await seen(other.leadId)).toEqual([]);
    expect(await seen(existing.memberId)).toEqual([{ title: 'Тайна' }]);
  });
});
