/**
 * A draft is its coalition's own. Starting it makes it public, and nothing takes that back: who was asked in public
 * cannot be un-asked. Only a draft that was never started can be put aside unseen.
 *
 * Each rule of sight stands here twice: as a function, and as the condition that every reading carries, of a campaign
 * `c`, an ask `a`, an activity `d`. A test compares them.
 */
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { AskState } from '../../schema/vocabulary/ask-state.ts';
import { CampaignStage } from '../../schema/vocabulary/campaign-stage.ts';
import { worksIn, worksInSql } from '../coalitions/coalition.policy.ts';
import type { Actor } from '../platform/access.ts';
import { sql, type Sql } from '../platform/sql.ts';

interface CampaignInSight {
  readonly coalitionId: string;
  readonly publicFrom: string | null;
}

/** Everyone sees what was started; the coalition sees all of its own. */
export const maySeeCampaign = (actor: Actor | null, { coalitionId, publicFrom }: CampaignInSight): boolean =>
  publicFrom !== null || worksIn(actor, coalitionId);

export const publicCampaign: Sql = sql`c.public_from is not null`;
export const ownCampaign = (actor: Actor | null): Sql => worksInSql(actor, sql`c.coalition_id`);
export const visibleCampaign = (actor: Actor | null): Sql => sql`(${publicCampaign} or ${ownCampaign(actor)})`;

/** Everyone who sees its campaign sees an ask that was sent; the coalition sees its drafts. */
export const maySeeAsk = (
  actor: Actor | null,
  { state, campaign }: { readonly state: AskState; readonly campaign: CampaignInSight },
): boolean => maySeeCampaign(actor, campaign) && (state !== AskState.DRAFT || worksIn(actor, campaign.coalitionId));

/** For every reader the same. */
export const publicAsk: Sql = sql`${publicCampaign} and a.state <> 'DRAFT'`;
export const visibleAsk = (actor: Actor | null): Sql =>
  sql`${visibleCampaign(actor)} and (a.state <> 'DRAFT' or ${ownCampaign(actor)})`;

/** Outsiders see of a public campaign what was done. */
export const maySeeActivity = (
  actor: Actor | null,
  { state, campaign }: { readonly state: ActivityState; readonly campaign: CampaignInSight },
): boolean => worksIn(actor, campaign.coalitionId) || (campaign.publicFrom !== null && state === ActivityState.DONE);

export const visibleActivity = (actor: Actor | null): Sql =>
  sql`(${ownCampaign(actor)} or (${publicCampaign} and d.state = 'DONE'))`;

/** Everyone who works in the coalition works on its campaigns, asks included; an organization of it signs those. */
export const mayWorkOnCampaign = (actor: Actor | null, { coalitionId }: { readonly coalitionId: string }): boolean =>
  worksIn(actor, coalitionId);

/** Whether a campaign may go from one stage to another. A stage that stays is no change and may. */
export function mayChangeStage({
  publicFrom,
  from,
  to,
}: {
  publicFrom: string | null;
  from: CampaignStage;
  to: CampaignStage;
}): boolean {
  if (from === to) return true;
  if (publicFrom === null)
    return to === CampaignStage.RUNNING || to === CampaignStage.CLOSED || to === CampaignStage.DRAFT;
  return to !== CampaignStage.DRAFT;
}
