/** What measures gain from this feature, and the measures that campaigns and asks rest on. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { measureById, type MeasureRow } from '../measures/measure.loader.ts';
import { Measure } from '../measures/measure.type.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { Ask } from './ask.entity.ts';
import type { AskRow } from './ask.loader.ts';
import { Campaign, CampaignMeasure } from './campaign.entity.ts';
import {
  campaignsOfMeasure,
  measuresOfCampaign,
  type CampaignMeasureRow,
  type CampaignRow,
} from './campaign.loader.ts';

@Resolver(() => Measure)
export class MeasureCampaignsResolver {
  @FieldResolver(() => [Campaign], {
    description:
      'Campaigns that rest on it, the latest to start first: public ones and drafts of the coalitions you work in.',
  })
  campaigns(@Selected() context: RequestContext, @Root() { id }: MeasureRow): Promise<CampaignRow[]> {
    return campaignsOfMeasure(context, id);
  }
}

@Resolver(() => Campaign)
export class CampaignMeasuresResolver {
  @FieldResolver(() => [CampaignMeasure], {
    description: 'The measures it rests on with the gap of the day of linking, the widest gap first.',
  })
  measures(@Selected() context: RequestContext, @Root() { id }: CampaignRow): Promise<CampaignMeasureRow[]> {
    return measuresOfCampaign(context, id);
  }
}

@Resolver(() => CampaignMeasure)
export class CampaignMeasureResolver {
  @FieldResolver(() => Measure, { description: 'The measure, as it stands today.' })
  measure(@Selected() context: RequestContext, @Root() { measureId }: CampaignMeasureRow): Promise<MeasureRow | null> {
    return measureById(context, measureId);
  }
}

@Resolver(() => Ask)
export class AskMeasureResolver {
  @FieldResolver(() => Measure, {
    nullable: true,
    description: 'The measure it rests on, as it stands today; null: none in particular.',
  })
  measure(@Selected() context: RequestContext, @Root() { measureId }: AskRow): Promise<MeasureRow | null> {
    return measureById(context, measureId);
  }
}
