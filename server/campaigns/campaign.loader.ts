/** Reads of campaigns. Every one of them goes through `visible`: no path around it leads to a draft. */
import { coalitionsOf } from '../coalitions/coalition.policy.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import type { Campaign, CampaignMeasure } from './campaign.entity.ts';
import type { Activity, CampaignNote } from './campaign.type.ts';

export type CampaignRow = Pick<Campaign, 'id' | 'coalitionId' | 'title' | 'goal' | 'stage' | 'startsOn' | 'publicFrom'>;
export type CampaignMeasureRow = Pick<
  CampaignMeasure,
  'measureId' | 'linkedOn' | 'officialLevelThen' | 'communityLevelThen' | 'gapKindThen' | 'gapValueThen'
>;

type CampaignNoteRow = Pick<CampaignNote, 'id' | 'text' | 'writtenAt'>;

const columns = sql`c.id, c.coalition_id, c.title, c.goal, c.stage, c.starts_on, c.public_from`;
const newestFirst = sql`c.starts_on desc, c.id desc`;

/** The campaigns `c` that this actor may see: public ones, and all of the coalitions they work in. */
export const visible = ({ actor }: RequestContext): Sql =>
  sql`(c.public_from is not null or c.coalition_id = any(${coalitionsOf(actor)}::uuid[]))`;

/** Null also when it is not for this actor. */
export const campaignById = batchOne<CampaignRow>((context, ids) =>
  rows(context, sql`select ${columns} from campaign c where c.id = any(${ids}::uuid[]) and ${visible(context)}`),
);

export const campaignsOfCoalition = batchMany<CampaignRow>((context, ids) =>
  rows(
    context,
    sql`select c.coalition_id as key, ${columns} from campaign c
        where c.coalition_id = any(${ids}::uuid[]) and ${visible(context)} order by ${newestFirst}`,
  ),
);

export const campaignsOfMeasure = batchMany<CampaignRow>((context, ids) =>
  rows(
    context,
    sql`select l.measure_id as key, ${columns} from campaign_measure l join campaign c on c.id = l.campaign_id
        where l.measure_id = any(${ids}::uuid[]) and ${visible(context)} order by ${newestFirst}`,
  ),
);

/** Those of coalitions of the territory, and those of others that rest on a measure of a plan of its own. */
export const campaignsOfTerritory = batchMany<CampaignRow>((context, ids) =>
  rows(
    context,
    sql`select t.id as key, ${columns} from territory t join campaign c on
          c.coalition_id in (select id from coalition where territory_id = t.id)
          or c.id in (select l.campaign_id from campaign_measure l join measure m on m.id = l.measure_id
                      join action_plan p on p.id = m.plan_id where p.territory_id = t.id)
        where t.id = any(${ids}::uuid[]) and ${visible(context)} order by ${newestFirst}`,
  ),
);

export const measuresOfCampaign = batchMany<CampaignMeasureRow>((context, ids) =>
  rows(
    context,
    sql`select l.campaign_id as key, l.measure_id, l.linked_on, l.official_level_then, l.community_level_then, l.gap_kind_then, l.gap_value_then
        from campaign_measure l where l.campaign_id = any(${ids}::uuid[])
        order by abs(coalesce(l.gap_value_then, 0)) desc, l.measure_id`,
  ),
);

/** In the order of the plan. Outsiders get what was done, without who was to do it and by when. */
export const activitiesOfCampaign = batchMany<Activity>((context, ids) => {
  const own = sql`c.coalition_id = any(${coalitionsOf(context.actor)}::uuid[])`;
  return rows(
    context,
    sql`select a.campaign_id as key, a.id, a.title, a.state, a.done_on,
          case when ${own} then a.due_on end as due_on, case when ${own} then a.owner_organization_id end as owner_organization_id
        from activity a join campaign c on c.id = a.campaign_id
        where a.campaign_id = any(${ids}::uuid[]) and (${own} or (c.public_from is not null and a.state = 'DONE'))
        order by case when ${own} then a.due_on else a.done_on end nulls last, a.title collate "und-x-icu", a.id`,
  );
});

/** Newest first; none for anyone outside the coalition. */
export const notesOfCampaign = batchMany<CampaignNoteRow>(async (context, ids) => {
  const found = await rows<Omit<CampaignNoteRow, 'writtenAt'> & { key: string; writtenAt: string }>(
    context,
    sql`select n.campaign_id as key, n.id, n.text, n.written_at from campaign_note n join campaign c on c.id = n.campaign_id
        where n.campaign_id = any(${ids}::uuid[]) and c.coalition_id = any(${coalitionsOf(context.actor)}::uuid[])
        order by n.written_at desc, n.id`,
  );
  return found.map((note) => ({ ...note, writtenAt: new Date(note.writtenAt) }));
});

export interface CampaignFilter {
  /** Code of the territory that the coalition acts for, or of one around it. */
  readonly territory?: string | null;
  readonly measureId?: string | null;
}

/** Campaigns, the latest to start first. */
export async function listCampaigns(
  context: RequestContext,
  args: ConnectionArgs,
  filter: CampaignFilter,
): Promise<ConnectionSource<CampaignRow>> {
  const page = pageOf(args, 2);
  const where = every([
    visible(context),
    filter.territory
      ? sql`c.coalition_id in (select id from coalition where territory_id in (${territoriesWithin(filter.territory)}))`
      : null,
    filter.measureId
      ? sql`c.id in (select campaign_id from campaign_measure where measure_id = ${filter.measureId})`
      : null,
  ]);
  const found = await rows<CampaignRow>(
    context,
    sql`select ${columns} from campaign c
        where ${where} and ${page.after === null ? sql`true` : sql`(c.starts_on, c.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`}
        order by ${newestFirst} limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ startsOn, id }) => [startsOn, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from campaign c where ${where}`))
        ?.count ?? 0,
  });
}
