import { beforeAll, describe, expect, it } from 'vitest';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildPerson,
  buildProgressRow,
  type BuiltCoalition,
  type BuiltTerritory,
  worldContext,
} from '../support/world.ts';

const TODAY = '2026-11-20';
const CREATE = `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) {
  id title stage isPublic startsOn coalition { id } measures { linkedOn officialLevelThen communityLevelThen gapKindThen gapValueThen } } }`;
const UPDATE =
  'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { title goal stage isPublic } }';
const ADD_ACTIVITY =
  'mutation ($input: AddActivityInput!) { addActivity(input: $input) { id activities { id title state dueOn doneOn owner { id } } } }';
const SET_ACTIVITY =
  'mutation ($input: SetActivityStateInput!) { setActivityState(input: $input) { activities { state doneOn } } }';
const ADD_NOTE =
  'mutation ($input: AddCampaignNoteInput!) { addCampaignNote(input: $input) { notes { text writtenAt } } }';

let app: TestApp;
let place: BuiltTerritory;
let coalition: BuiltCoalition;
let stranger: BuiltCoalition;
let measure: Awaited<ReturnType<typeof buildMeasure>>;

beforeAll(async () => {
  app = await createTestApp();
  place = await buildMunicipality(app);
  coalition = await buildCoalition(app, { territoryId: place.id });
  stranger = await buildCoalition(app);
  measure = await buildMeasure(app, { plan: { territoryId: place.id } });
  await buildProgressRow(app, {
    measureId: measure.id,
    planId: measure.planId,
    measureVersionId: measure.measureVersionId,
    official: 'COMPLETE',
    community: 'LIMITED',
    toDay: '2026-11-21',
  });
  await buildProgressRow(app, {
    measureId: measure.id,
    planId: measure.planId,
    measureVersionId: measure.measureVersionId,
    official: 'COMPLETE',
    community: 'COMPLETE',
    fromDay: '2026-11-21',
  });
});

const inputOf = (parts: Record<string, unknown> = {}) => ({
  input: {
    coalitionId: coalition.id,
    title: 'Чиста вода',
    goal: 'Вода във всяка къща',
    measureIds: [measure.id],
    ...parts,
  },
});
const auditOf = async (subjectId: string) =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${subjectId} order by id`,
    )
  ).map(({ action }) => action);

describe('preparing a campaign', () => {
  it('is refused to the public, to a councillor and to another coalition alike', async () => {
    const councillor = await buildPerson(app, { role: 'COUNCILLOR', territoryId: place.id });
    expect(await app.refusal(CREATE, { variables: inputOf() })).toBe('UNAUTHENTICATED');
    for (const as of [councillor, stranger.leadId])
      expect(await app.refusal(CREATE, { as, variables: inputOf() })).toBe('NOT_FOUND');
  });

  it('is accepted from a member, as a draft with the gap of the day, and audited', async () => {
    const { createCampaign } = await app.ask(CREATE, { as: coalition.memberId, on: TODAY, variables: inputOf() });
    expect(createCampaign).toMatchObject({
      stage: 'DRAFT',
      isPublic: false,
      startsOn: TODAY,
      coalition: { id: coalition.id },
    });
    expect(createCampaign.measures).toEqual([
      {
        linkedOn: TODAY,
        officialLevelThen: 'COMPLETE',
        communityLevelThen: 'LIMITED',
        gapKindThen: 'OVERSTATED',
        gapValueThen: 2,
      },
    ]);
    expect(await auditOf(createCampaign.id)).toEqual(['campaign.create']);
  });

  it('keeps the gap of the day of linking after the gap has closed', async () => {
    const { createCampaign } = await app.ask(CREATE, { as: coalition.leadId, on: TODAY, variables: inputOf() });
    const { campaign } = await app.ask(
      'query ($id: ID!) { campaign(id: $id) { measures { gapKindThen gapValueThen } } }',
      { as: coalition.leadId, on: '2026-12-01', variables: { id: createCampaign.id } },
    );
    expect(campaign.measures).toEqual([{ gapKindThen: 'OVERSTATED', gapValueThen: 2 }]);
  });

  it('says DARK of a measure of which nothing is known', async () => {
    const unknown = await buildMeasure(app, { plan: { territoryId: place.id } });
    await rows(worldContext(app), sql`delete from measure_progress where measure_id = ${unknown.id}`);
    const { createCampaign } = await app.ask(CREATE, {
      as: coalition.leadId,
      variables: inputOf({ measureIds: [unknown.id] }),
    });
    expect(createCampaign.measures).toMatchObject([
      { gapKindThen: 'DARK', gapValueThen: null, officialLevelThen: null },
    ]);
  });

  it('is refused with a measure of another municipality, with none, and with one that does not exist', async () => {
    const elsewhere = await buildMeasure(app);
    for (const measureIds of [[elsewhere.id], [], ['4f6c2c64-0000-4000-8000-000000000000'], ['x']]) {
      expect(await app.refusal(CREATE, { as: coalition.leadId, variables: inputOf({ measureIds }) })).toBe('BAD_INPUT');
    }
  });

  it('may rest on a measure of a municipality in the district that the coalition acts for', async () => {
    const ofDistrict = await buildCoalition(app, { territoryId: place.parentId ?? '' });
    const { createCampaign } = await app.ask(CREATE, {
      as: ofDistrict.leadId,
      variables: inputOf({ coalitionId: ofDistrict.id }),
    });
    expect(createCampaign.measures).toHaveLength(1);
  });
});

describe('linking more measures', () => {
  const LINK =
    'mutation ($input: LinkMeasuresInput!) { linkMeasures(input: $input) { measures { linkedOn measure { id } } } }';

  it('is refused to others, and with a measure of another municipality', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const elsewhere = await buildMeasure(app);
    const link = (as: string, measureId: string) =>
      app.refusal(LINK, { as, on: TODAY, variables: { input: { campaignId: id, measureIds: [measureId] } } });
    expect(await link(stranger.leadId, measure.id)).toBe('NOT_FOUND');
    expect(await link(coalition.leadId, elsewhere.id)).toBe('BAD_INPUT');
  });

  it('is accepted from a member, keeps the first day of one that is linked, and is audited', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const variables = { input: { campaignId: id, measureIds: [measure.id] } };
    await app.ask(LINK, { as: coalition.memberId, on: TODAY, variables });
    const { linkMeasures } = await app.ask(LINK, { as: coalition.memberId, on: '2026-12-01', variables });
    expect(linkMeasures.measures).toEqual([{ linkedOn: TODAY, measure: { id: measure.id } }]);
    expect(await auditOf(id)).toEqual(['campaign.linkMeasures', 'campaign.linkMeasures']);
  });
});

describe('a draft', () => {
  const everywhere = `query ($id: ID!, $code: String!, $coalition: ID!) {
    campaign(id: $id) { title } node(id: $id) { id } campaigns(first: 100) { nodes { id } totalCount } ofMeasure: campaigns(measure: "MEASURE", first: 100) { nodes { id } } measure(id: "MEASURE") { campaigns { id } }
    territory(code: $code) { campaigns { id } } coalition(id: $coalition) { campaigns { id } } }`;

  it('is on no path of the public, of an administrator or of another coalition', async () => {
    const { id } = await buildCampaign(app, { coalition, stage: 'DRAFT', measureIds: [measure.id] });
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const query = everywhere.replaceAll('MEASURE', measure.id);
    for (const as of [null, administrator, stranger.leadId]) {
      const seen = await app.ask(query, { as, variables: { id, code: place.code, coalition: coalition.id } });
      expect(seen).toMatchObject({ campaign: null, node: null });
      expect(JSON.stringify(seen)).not.toContain(id);
      expect(seen.campaigns.totalCount).toBe(seen.campaigns.nodes.length);
    }
    const own = await app.ask(query, {
      as: coalition.memberId,
      variables: { id, code: place.code, coalition: coalition.id },
    });
    expect(own.node).toEqual({ id });
    for (const list of [
      own.campaigns.nodes,
      own.ofMeasure.nodes,
      own.measure.campaigns,
      own.territory.campaigns,
      own.coalition.campaigns,
    ])
      expect(list).toContainEqual({ id });
  });

  it('becomes public by RUNNING, and never a draft again', async () => {
    const { id } = await buildCampaign(app, { coalition, stage: 'DRAFT' });
    const { updateCampaign } = await app.ask(UPDATE, {
      as: coalition.leadId,
      variables: { input: { campaignId: id, stage: 'RUNNING' } },
    });
    expect(updateCampaign).toMatchObject({ stage: 'RUNNING', isPublic: true });
    expect(
      await app.refusal(UPDATE, { as: coalition.leadId, variables: { input: { campaignId: id, stage: 'DRAFT' } } }),
    ).toBe('BAD_INPUT');
    const { campaign } = await app.ask('query ($id: ID!) { campaign(id: $id) { stage isPublic } }', {
      variables: { id },
    });
    expect(campaign).toEqual({ stage: 'RUNNING', isPublic: true });
  });

  it('can be put aside unseen, and cannot be won before it was started', async () => {
    const { id } = await buildCampaign(app, { coalition, stage: 'DRAFT' });
    expect(
      await app.refusal(UPDATE, { as: coalition.leadId, variables: { input: { campaignId: id, stage: 'WON' } } }),
    ).toBe('BAD_INPUT');
    await app.ask(UPDATE, { as: coalition.leadId, variables: { input: { campaignId: id, stage: 'CLOSED' } } });
    expect(await app.ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } })).toEqual({ node: null });
  });
});

describe('changing a campaign', () => {
  it('is refused to others as if it were not there, also when it is public', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const variables = { input: { campaignId: id, title: 'Чужда' } };
    expect(await app.refusal(UPDATE, { variables })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(UPDATE, { as: stranger.leadId, variables })).toBe('NOT_FOUND');
    expect(
      await app.refusal(UPDATE, {
        as: stranger.leadId,
        variables: { input: { campaignId: '4f6c2c64-0000-4000-8000-000000000000' } },
      }),
    ).toBe('NOT_FOUND');
  });

  it('is accepted from a member, leaves what was not given, and is audited', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const { updateCampaign } = await app.ask(UPDATE, {
      as: coalition.memberId,
      variables: { input: { campaignId: id, title: ' Нов надпис ', stage: 'PARTLY_WON' } },
    });
    expect(updateCampaign).toMatchObject({ title: 'Нов надпис', goal: 'Обещаното да се изпълни', stage: 'PARTLY_WON' });
    expect(await auditOf(id)).toEqual(['campaign.update']);
  });
});

describe('activities', () => {
  it('are added by the coalition alone, with an owner of its own, and audited', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const variables = {
      input: { campaignId: id, title: 'Среща с кмета', ownerId: coalition.leadOrganizationId, dueOn: '2027-01-10' },
    };
    expect(await app.refusal(ADD_ACTIVITY, { variables })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(ADD_ACTIVITY, { as: stranger.leadId, variables })).toBe('NOT_FOUND');
    expect(
      await app.refusal(ADD_ACTIVITY, {
        as: coalition.leadId,
        variables: { input: { ...variables.input, ownerId: stranger.leadOrganizationId } },
      }),
    ).toBe('BAD_INPUT');
    const { addActivity } = await app.ask(ADD_ACTIVITY, { as: coalition.memberId, variables });
    expect(addActivity.activities).toMatchObject([
      { title: 'Среща с кмета', state: 'PLANNED', dueOn: '2027-01-10', owner: { id: coalition.leadOrganizationId } },
    ]);
    expect(await auditOf(addActivity.activities[0].id)).toEqual(['activity.add']);
  });

  it('are seen by others once done, without owner and due day', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const variables = {
      input: { campaignId: id, title: 'Среща', ownerId: coalition.leadOrganizationId, dueOn: '2026-10-01' },
    };
    const { addActivity } = await app.ask(ADD_ACTIVITY, { as: coalition.leadId, variables });
    const seen = async (as: string | null) =>
      (
        await app.ask(
          'query ($id: ID!) { campaign(id: $id) { activities { title state dueOn doneOn owner { id } } } }',
          { as, variables: { id } },
        )
      ).campaign.activities;
    expect(await seen(null)).toEqual([]);
    const activityId = addActivity.activities[0].id;
    const done = { input: { activityId, state: 'DONE', doneOn: '2026-10-02' } };
    expect(await app.refusal(SET_ACTIVITY, { variables: done })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(SET_ACTIVITY, { as: stranger.leadId, variables: done })).toBe('NOT_FOUND');
    expect(await app.refusal(SET_ACTIVITY, { as: coalition.leadId, on: '2026-10-01', variables: done })).toBe(
      'FUTURE_DAY',
    );
    await app.ask(SET_ACTIVITY, { as: coalition.leadId, on: TODAY, variables: done });
    expect(await auditOf(activityId)).toEqual(['activity.add', 'activity.state']);
    expect(await seen(null)).toEqual([
      { title: 'Среща', state: 'DONE', dueOn: null, doneOn: '2026-10-02', owner: null },
    ]);
    expect(await seen(coalition.memberId)).toMatchObject([
      { dueOn: '2026-10-01', owner: { id: coalition.leadOrganizationId } },
    ]);
  });
});

describe('notes', () => {
  it('are written and read by the coalition alone, and audited without their words', async () => {
    const { id } = await buildCampaign(app, { coalition });
    const variables = { input: { campaignId: id, text: 'Говорихме насаме.' } };
    expect(await app.refusal(ADD_NOTE, { variables })).toBe('UNAUTHENTICATED');
    expect(await app.refusal(ADD_NOTE, { as: stranger.leadId, variables })).toBe('NOT_FOUND');
    const { addCampaignNote } = await app.ask(ADD_NOTE, { as: coalition.memberId, variables });
    expect(addCampaignNote.notes).toMatchObject([{ text: 'Говорихме насаме.' }]);
    expect(addCampaignNote.notes[0].writtenAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    const entry = await oneRow(
      worldContext(app),
      sql`select actor_id, subject_kind from audit_entry where action = 'campaign.note' order by id desc limit 1`,
    );
    expect(entry).toEqual({ actorId: coalition.memberId, subjectKind: 'CampaignNote' });
    const query = 'query ($id: ID!) { campaign(id: $id) { title notes { text } } }';
    for (const as of [null, stranger.leadId])
      expect((await app.ask(query, { as, variables: { id } })).campaign.notes).toEqual([]);
    expect((await app.ask(query, { as: coalition.leadId, variables: { id } })).campaign.notes).toEqual([
      { text: 'Говорихме насаме.' },
    ]);
  });
});

describe('public campaigns', () => {
  it('come page after page, each once, the latest to start first', async () => {
    const where = await buildMunicipality(app);
    const of = await buildCoalition(app, { territoryId: where.id });
    for (const title of ['а', 'б', 'в']) await buildCampaign(app, { coalition: of, title });
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const { campaigns }: Record<string, any> = await app.ask(
        'query ($code: String, $after: String) { campaigns(territory: $code, first: 2, after: $after) { nodes { title } totalCount pageInfo { hasNextPage endCursor } } }',
        { variables: { code: where.code, after } },
      );
      titles.push(...campaigns.nodes.map(({ title }: { title: string }) => title));
      expect(campaigns.totalCount).toBe(3);
      after = campaigns.pageInfo.hasNextPage ? campaigns.pageInfo.endCursor : null;
    } while (after !== null);
    expect(titles.toSorted()).toEqual(['а', 'б', 'в']);
  });

  it('are on the page of a municipality whose measure they rest on, whoever leads them', async () => {
    const ofDistrict = await buildCoalition(app, { territoryId: place.parentId ?? '' });
    const { id } = await buildCampaign(app, { coalition: ofDistrict, measureIds: [measure.id] });
    const { territory } = await app.ask('query ($code: String!) { territory(code: $code) { campaigns { id } } }', {
      variables: { code: place.code },
    });
    expect(territory.campaigns).toContainEqual({ id });
  });
});
