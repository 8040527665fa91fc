/** Who reads a private record is in the audit log, whichever way leads to it; what everybody may read, and one's own, is not. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, sofiaDay } from '../../schema/rules/days.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type AskOptions, type TestApp } from '../support/test-app.ts';
import {
  buildAsk,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  worldContext,
} from '../support/world.ts';

/** A field of the query type shows to everybody the same … */
const PUBLIC =
  'actionPlan actionPlans coalition coalitions councilDesk dataController demoAccounts legalWays measure measures organization organizations strategies strategy territories territory today';
/** … or to each their own, which nobody records … */
const OWN = 'myObservations ownAccount signInState viewer';
/** … or a number … */
const NUMBERS = 'administratorCount';
/** … or, beside what is public, what is recorded: each has its test here or beside its feature. */
const RECORDED =
  'campaign campaigns invitations membershipRequests memberships node observation observationExports outbox planImport publicTexts reportedTexts verificationQueue';
const REVIEWED = [PUBLIC, OWN, NUMBERS, RECORDED].flatMap((names) => names.split(' '));

let app: TestApp;
let administrator: string;
beforeAll(async () => {
  app = await createTestApp();
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
});

interface Entry {
  readonly action: string;
  readonly subjectKind: string;
  readonly recordIds: string[] | null;
}

/** What the operation left in the log, run once. */
async function recorded(query: string, options: AskOptions): Promise<Entry[]> {
  const context = worldContext(app);
  const [{ last } = { last: '0' }] = await rows<{ last: string }>(
    context,
    sql`select coalesce(max(id), 0)::text as last from audit_entry`,
  );
  await app.ask(query, { ...options, once: true });
  return rows(
    context,
    sql`select action, subject_kind, to_json(record_ids) as record_ids from audit_entry
        where id > ${last}::bigint and actor_id is not distinct from ${options.as ?? null}::uuid order by id`,
  );
}

it('every field of the query type is public, one’s own, a number, or recorded', () => {
  const fields = Object.keys(app.schema.getQueryType()?.getFields() ?? {});
  expect(fields.toSorted()).toEqual(REVIEWED.toSorted());
});

describe('of a coalition', () => {
  let coalition: Awaited<ReturnType<typeof buildCoalition>>;
  let draft: string;
  let running: string;
  let measureId: string;
  let askIds: { draft: string; sent: string };

  beforeAll(async () => {
    coalition = await buildCoalition(app);
    const measure = await buildMeasure(app);
    measureId = measure.id;
    draft = (await buildCampaign(app, { coalition, stage: 'DRAFT', measureIds: [measureId] })).id;
    running = (await buildCampaign(app, { coalition, measureIds: [measureId] })).id;
    const parties = {
      campaignId: running,
      signedById: coalition.leadOrganizationId,
      decisionMakerId: await buildOrganization(app),
    };
    askIds = {
      draft: await buildAsk(app, { ...parties, sentOn: null }),
      sent: await buildAsk(app, { ...parties, sentOn: '2026-01-10' }),
    };
    for (const text of ['Първа', 'Втора'])
      await app.ask('mutation ($input: AddCampaignNoteInput!) { addCampaignNote(input: $input) { id } }', {
        as: coalition.leadId,
        variables: { input: { campaignId: running, text } },
      });
  });

  it('a member who reads a draft is recorded, by each way that leads to it', async () => {
    const read = { action: 'campaign.read', subjectKind: 'Campaign', recordIds: [draft] };
    for (const query of [
      'query ($draft: ID!) { campaign(id: $draft) { title } }',
      'query ($draft: ID!) { node(id: $draft) { id } }',
      '{ campaigns(first: 100) { nodes { title } } }',
      'query ($measure: ID!) { measure(id: $measure) { campaigns { title } } }',
      'query ($coalition: ID!) { coalition(id: $coalition) { campaigns { title } } }',
    ]) {
      const variables = { draft, measure: measureId, coalition: coalition.id };
      expect({ query, read: await recorded(query, { as: coalition.leadId, variables }) }).toEqual({
        query,
        read: [read],
      });
    }
  });

  it('what a page reads of inner things is one entry for each kind, with the private records alone', async () => {
    const found = await recorded(
      '{ campaigns(first: 100) { nodes { title asks { demand } notes { text } activities { title } } } }',
      { as: coalition.leadId },
    );
    expect(found.map(({ action }) => action).toSorted()).toEqual(['ask.read', 'campaign.read', 'campaign.readNotes']);
    expect(found.find(({ action }) => action === 'ask.read')?.recordIds).toEqual([askIds.draft]);
    expect(found.find(({ action }) => action === 'campaign.readNotes')?.recordIds).toHaveLength(2);
  });

  it('the public, and a member reading what is public, leave no entry', async () => {
    const query = 'query ($id: ID!) { campaign(id: $id) { title asks { demand } notes { text } } }';
    expect(await recorded(query, { variables: { id: running } })).toEqual([]);
    const stranger = await buildPerson(app, { role: 'MONITOR' });
    expect(await recorded(query, { as: stranger, variables: { id: running } })).toEqual([]);
    const own = 'query ($id: ID!) { campaign(id: $id) { title } }';
    expect(await recorded(own, { as: coalition.leadId, variables: { id: running } })).toEqual([]);
  });

  it('a planned activity is recorded, a done one not', async () => {
    const { addActivity } = await app.ask(
      'mutation ($input: AddActivityInput!) { addActivity(input: $input) { activities { id } } }',
      {
        as: coalition.leadId,
        variables: { input: { campaignId: running, title: 'Кръгла маса', dueOn: addDays(sofiaDay(new Date()), 9) } },
      },
    );
    const id = addActivity.activities[0].id;
    const query = 'query ($id: ID!) { campaign(id: $id) { activities { title } } }';
    const options = { as: coalition.leadId, variables: { id: running } };
    expect(await recorded(query, options)).toEqual([
      { action: 'campaign.readActivities', subjectKind: 'Activity', recordIds: [id] },
    ]);
    await app.ask('mutation ($input: SetActivityStateInput!) { setActivityState(input: $input) { id } }', {
      as: coalition.leadId,
      variables: { input: { activityId: id, state: 'DONE' } },
    });
    expect(await recorded(query, options)).toEqual([]);
  });
});

describe('of a place', () => {
  it('a verifier who reads the queue, one observation, or the level with those that wait is recorded; the monitor not', async () => {
    const municipality = await buildMunicipality(app);
    const measure = await buildMeasure(app, { plan: { territoryId: municipality.id } });
    const monitor = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
    const verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
    const id = randomUUID();
    const seenOn = addDays(sofiaDay(new Date()), -3);
    await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
      as: monitor,
      variables: {
        input: { id, measureId: measure.id, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn },
      },
    });
    const queue = '{ verificationQueue { nodes { level } } }';
    expect(await recorded(queue, { as: verifier })).toEqual([
      { action: 'observation.readQueue', subjectKind: 'Observation', recordIds: [id] },
    ]);
    expect(
      await recorded('query ($id: ID!) { observation(id: $id) { id } }', { as: verifier, variables: { id } }),
    ).toEqual([{ action: 'observation.read', subjectKind: 'Observation', recordIds: [id] }]);
    const pending = 'query ($id: ID!) { measure(id: $id) { pendingAssessment { waiting } } }';
    expect(await recorded(pending, { as: verifier, variables: { id: measure.id } })).toEqual([
      { action: 'observation.readPending', subjectKind: 'Measure', recordIds: [measure.id] },
    ]);
    const own = '{ myObservations { nodes { level } } viewer { displayName } ownAccount { email } }';
    expect(await recorded(own, { as: monitor })).toEqual([]);
    const elsewhere = await buildPerson(app, { role: 'VERIFIER', territoryId: (await buildMunicipality(app)).id });
    expect(await recorded(queue, { as: elsewhere })).toEqual([]);
  });

  it('who lists invitations is recorded with those that were shown', async () => {
    const place = await buildMunicipality(app);
    const { createInvitation } = await app.ask(
      'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { id } }',
      {
        as: administrator,
        variables: {
          input: { territory: place.code, usesAllowed: 3, expiresOn: addDays(sofiaDay(new Date()), 7), language: 'BG' },
        },
      },
    );
    const found = await recorded('{ invitations { nodes { uses } } }', { as: administrator });
    expect(found).toEqual([{ action: 'invitation.read', subjectKind: 'Invitation', recordIds: [createInvitation.id] }]);
  });
});

describe('of the house', () => {
  it('an administrator who reads waiting roles or mails is recorded', async () => {
    const found = await recorded('{ outbox { subject } membershipRequests { id } }', { as: administrator });
    expect(found).toEqual([{ action: 'outbox.read', subjectKind: 'Mail', recordIds: null }]);
  });
});

it('what cannot be recorded is not shown', async () => {
  const coalition = await buildCoalition(app);
  const { id } = await buildCampaign(app, { coalition, stage: 'DRAFT' });
  const query = 'query ($id: ID!) { campaign(id: $id) { title } }';
  const context = worldContext(app);
  await rows(
    context,
    sql`alter table audit_entry add constraint full_disk check (action <> 'campaign.read') not valid`,
  );
  try {
    const { data, errors } = await app.execute(query, { as: coalition.leadId, variables: { id }, once: true });
    expect(errors).toHaveLength(1);
    expect(data?.['campaign']).toBeNull();
  } finally {
    await rows(context, sql`alter table audit_entry drop constraint full_disk`);
  }
});
