/**
 * A draft is its coalition's own: which rows that lets through is said once, in campaign.loader.ts. Starting it makes
 * it public, and nothing takes that back: who was asked in public cannot be un-asked. Only a draft that was never
 * started can be put aside unseen.
 */
import { CampaignStage } from '../../schema/vocabulary/campaign-stage.ts';
import { worksIn } from '../coalitions/coalition.policy.ts';
import type { Actor } from '../platform/access.ts';

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
