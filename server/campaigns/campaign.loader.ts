/** Reads of campaigns. Every one of them carries the rule of campaign.policy.ts: no path around it leads to a draft. */
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { auditRead } from '../platform/audit.ts';
import { batchMany } from '../platform/batch.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { every, rows, sql } from '../platform/sql.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import type { Campaign, CampaignMeasure } from './campaign.entity.ts';
import { ownCampaign, visibleActivity, visibleCampaign } from './campaign.policy.ts';
import type { Activity, CampaignNote } from './campaign.type.ts';

export type CampaignRow = Pick<
  Campaign,
  'id' | 'coalitionId' | 'title' | 'goal' | 'stage' | 'startsOn' | 'publicFrom' | 'wordsHiddenOn' | 'wordsHiddenBecause'
>;
export type CampaignMeasureRow = Pick<
  CampaignMeasure,
  'measureId' | 'linkedOn' | 'officialLevelThen' | 'communityLevelThen' | 'gapKindThen' | 'gapValueThen'
>;

const campaign = {
  type: 'Campaign',
  from: sql`campaign c`,
  columns: columnsOf('c', [
    'id',
    'coalitionId',
    'title',
    'goal',
    'stage',
    'startsOn',
    'publicFrom',
    'wordsHiddenOn',
    'wordsHiddenBecause',
  ]),
  always: ['id', 'coalitionId', 'publicFrom'],
  rule: ({ actor }) => visibleCampaign(actor),
  recorded: { action: 'campaign.read', subjectKind: 'Campaign', isPrivate: ({ publicFrom }) => publicFrom === null },
} satisfies ReadingOf<CampaignRow>;

const campaigns = reading<CampaignRow>(campaign);

const newestFirst: readonly SortKey[] = [
  { by: sql`c.starts_on`, as: 'date', descending: true },
  { by: sql`c.id`, as: 'uuid', descending: true },
];

/** Null also when it is not for this actor. */
export const campaignById = campaigns.one({ key: sql`c.id` });

export const campaignsOfCoalition = campaigns.many({ key: sql`c.coalition_id`, order: newestFirst });

export const campaignsOfMeasure = reading<CampaignRow>({
  ...campaign,
  from: sql`campaign_measure l join campaign c on c.id = l.campaign_id`,
}).many({ key: sql`l.measure_id`, order: newestFirst });

/** Those of coalitions of the territory, and those of others that rest on a measure of a plan of its own. */
export const campaignsOfTerritory = reading<CampaignRow>({
  ...campaign,
  from: sql`territory t join campaign c on
    c.coalition_id in (select id from coalition where territory_id = t.id)
    or c.id in (select l.campaign_id from campaign_measure l join measure m on m.id = l.measure_id
                join action_plan p on p.id = m.plan_id where p.territory_id = t.id)`,
}).many({ key: sql`t.id`, order: newestFirst });

export interface CampaignFilter {
  /** Code of the territory that the coalition acts for, or of one around it. */
  readonly territory: string | null;
  readonly measureId: string | null;
}

/** Campaigns, the latest to start first. */
export const listCampaigns = campaigns.list<CampaignFilter>({
  where: ({ territory, measureId }) =>
    every([
      territory === null
        ? null
        : sql`c.coalition_id in (select id from coalition where territory_id in (${territoriesWithin(territory)}))`,
      measureId === null
        ? null
        : sql`c.id in (select campaign_id from campaign_measure where measure_id = ${measureId})`,
    ]),
  order: newestFirst,
});

/** What a campaign rests on, the widest gap first. */
export const measuresOfCampaign = reading<CampaignMeasureRow>({
  type: 'CampaignMeasure',
  from: sql`campaign_measure l join campaign c on c.id = l.campaign_id`,
  columns: columnsOf('l', [
    'measureId',
    'linkedOn',
    'officialLevelThen',
    'communityLevelThen',
    'gapKindThen',
    'gapValueThen',
  ]),
  always: ['measureId'],
  rule: ({ actor }) => visibleCampaign(actor),
}).many({
  key: sql`l.campaign_id`,
  order: [
    { by: sql`abs(coalesce(l.gap_value_then, 0))`, as: 'int', descending: true },
    { by: sql`l.measure_id`, as: 'uuid' },
  ],
});

/**
 * In the order of the plan. Outsiders get what was done, without who was to do it and by when: columns that depend on
 * who asks, hence no reading.
 */
export const activitiesOfCampaign = batchMany<Activity>(async (context, ids) => {
  const own = ownCampaign(context.actor);
  const found = await rows<Activity & { readonly key: string }>(
    context,
    sql`select d.campaign_id as key, d.id, d.title, d.state, d.done_on, d.words_hidden_on, d.words_hidden_because,
          case when ${own} then d.due_on end as due_on, case when ${own} then d.owner_organization_id end as owner_organization_id
        from activity d join campaign c on c.id = d.campaign_id
        where d.campaign_id = any(${ids}::uuid[]) and ${visibleActivity(context.actor)}
        order by case when ${own} then d.due_on else d.done_on end nulls last, d.title collate "und-x-icu", d.id`,
  );
  const inner = found.filter(({ state }) => state !== ActivityState.DONE);
  await auditRead(context, {
    action: 'campaign.readActivities',
    subjectKind: 'Activity',
    recordIds: inner.map(({ id }) => id),
  });
  return found;
});

/** Newest first; none for anyone outside the coalition. */
export const notesOfCampaign = reading<CampaignNote>({
  type: 'CampaignNote',
  from: sql`campaign_note n join campaign c on c.id = n.campaign_id`,
  columns: {
    ...columnsOf('n', ['id', 'text']),
    writtenAt: sql`to_char(n.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  },
  always: ['id'],
  rule: ({ actor }) => ownCampaign(actor),
  recorded: { action: 'campaign.readNotes', subjectKind: 'CampaignNote', isPrivate: () => true },
}).many({
  key: sql`n.campaign_id`,
  order: [
    { by: sql`n.written_at`, as: 'timestamptz', descending: true },
    { by: sql`n.id`, as: 'uuid' },
  ],
});
