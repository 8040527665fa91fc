/** What territories and coalitions gain from this feature. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Coalition } from '../coalitions/coalition.entity.ts';
import type { CoalitionRow } from '../coalitions/coalition.loader.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';
import { Campaign } from './campaign.entity.ts';
import { campaignsOfCoalition, campaignsOfTerritory, type CampaignRow } from './campaign.loader.ts';

@Resolver(() => Territory)
export class TerritoryCampaignsResolver {
  @FieldResolver(() => [Campaign], {
    description:
      'Campaigns of coalitions that act for it, and others that rest on a measure of a plan of its own; the latest to start first.',
  })
  campaigns(@Selected() context: RequestContext, @Root() { id }: TerritoryRow): Promise<CampaignRow[]> {
    return campaignsOfTerritory(context, id);
  }
}

@Resolver(() => Coalition)
export class CoalitionCampaignsResolver {
  @FieldResolver(() => [Campaign], {
    description: 'Its campaigns, the latest to start first; drafts for those who work in it.',
  })
  campaigns(@Selected() context: RequestContext, @Root() { id }: CoalitionRow): Promise<CampaignRow[]> {
    return campaignsOfCoalition(context, id);
  }
}
