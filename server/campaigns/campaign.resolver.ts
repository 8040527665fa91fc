import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Coalition } from '../coalitions/coalition.entity.ts';
import { coalitionById, type CoalitionRow } from '../coalitions/coalition.loader.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { badInput } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { addActivity, addCampaignNote, setActivityState } from './campaign-work.service.ts';
import { Campaign, CampaignConnection } from './campaign.entity.ts';
import {
  AddActivityInput,
  AddCampaignNoteInput,
  CreateCampaignInput,
  LinkMeasuresInput,
  SetActivityStateInput,
  UpdateCampaignInput,
} from './campaign.input.ts';
import {
  activitiesOfCampaign,
  campaignById,
  listCampaigns,
  notesOfCampaign,
  type CampaignRow,
} from './campaign.loader.ts';
import { createCampaign, linkMeasures, updateCampaign } from './campaign.service.ts';
import { Activity, CampaignNote } from './campaign.type.ts';

const INPUT = { description: 'What to do.' };

@Resolver(() => Campaign)
export class CampaignResolver {
  @Query(() => Campaign, {
    nullable: true,
    description: 'A campaign by its id; null when there is none, or it is a draft of a coalition you do not work in.',
  })
  async campaign(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<CampaignRow | null> {
    return isUuid(id) ? campaignById(context, id) : null;
  }

  @Query(() => CampaignConnection, {
    description: 'Campaigns, the latest to start first: public ones and drafts of the coalitions you work in.',
  })
  campaigns(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('territory', () => String, {
      nullable: true,
      description: 'Code of the territory that their coalition acts for, or of one around it; null: all.',
    })
    territory?: string | null,
    @Arg('measure', () => ID, { nullable: true, description: 'Only those that rest on this measure; null: all.' })
    measure?: string | null,
  ): Promise<ConnectionSource<CampaignRow>> {
    if (measure != null && !isUuid(measure)) throw badInput('campaign.measure', { field: 'measure' });
    return listCampaigns(context, page, { territory: territory || null, measureId: measure ?? null });
  }

  @FieldResolver(() => Coalition, { description: 'Whose it is.' })
  coalition(@Selected() context: RequestContext, @Root() { coalitionId }: CampaignRow): Promise<CoalitionRow | null> {
    return coalitionById(context, coalitionId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether everyone sees it. It becomes so when it is started, and stays so.',
  })
  isPublic(@Root() { publicFrom }: CampaignRow): boolean {
    return publicFrom !== null;
  }

  @FieldResolver(() => [Activity], { description: 'What it does, by day. Outside its coalition: only what is done.' })
  activities(@Ctx() context: RequestContext, @Root() { id }: CampaignRow): Promise<Activity[]> {
    return activitiesOfCampaign(context, id);
  }

  @FieldResolver(() => [CampaignNote], {
    description: 'Inner notes, the newest first; empty for anyone outside its coalition.',
  })
  notes(@Selected() context: RequestContext, @Root() { id }: CampaignRow): Promise<CampaignNote[]> {
    return notesOfCampaign(context, id);
  }

  @Mutation(() => Campaign, { description: 'Prepares a campaign as a draft. People of its coalition.' })
  createCampaign(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateCampaignInput, INPUT) input: CreateCampaignInput,
  ): Promise<CampaignRow> {
    return createCampaign(context, signedIn(context), input);
  }

  @Mutation(() => Campaign, {
    description:
      'Changes a campaign. People of its coalition. Stage RUNNING makes a draft public for good; a public campaign never becomes a draft again.',
  })
  updateCampaign(
    @Ctx() context: RequestContext,
    @Arg('input', () => UpdateCampaignInput, INPUT) input: UpdateCampaignInput,
  ): Promise<CampaignRow> {
    return updateCampaign(context, signedIn(context), input);
  }

  @Mutation(() => Campaign, {
    description: 'Rests a campaign on more measures, each with its gap of today. People of its coalition.',
  })
  linkMeasures(
    @Ctx() context: RequestContext,
    @Arg('input', () => LinkMeasuresInput, INPUT) input: LinkMeasuresInput,
  ): Promise<CampaignRow> {
    return linkMeasures(context, signedIn(context), input);
  }

  @Mutation(() => Campaign, { description: 'Plans an activity. People of its coalition.' })
  addActivity(
    @Ctx() context: RequestContext,
    @Arg('input', () => AddActivityInput, INPUT) input: AddActivityInput,
  ): Promise<CampaignRow> {
    return addActivity(context, signedIn(context), input);
  }

  @Mutation(() => Campaign, { description: 'Says where an activity stands. People of its coalition.' })
  setActivityState(
    @Ctx() context: RequestContext,
    @Arg('input', () => SetActivityStateInput, INPUT) input: SetActivityStateInput,
  ): Promise<CampaignRow> {
    return setActivityState(context, signedIn(context), input);
  }

  @Mutation(() => Campaign, { description: 'Writes a note that only the coalition reads. People of its coalition.' })
  addCampaignNote(
    @Ctx() context: RequestContext,
    @Arg('input', () => AddCampaignNoteInput, INPUT) input: AddCampaignNoteInput,
  ): Promise<CampaignRow> {
    return addCampaignNote(context, signedIn(context), input);
  }
}

@Resolver(() => Activity)
export class ActivityResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'Who does it; null when that is not settled, and outside the coalition.',
  })
  owner(
    @Selected() context: RequestContext,
    @Root() { ownerOrganizationId }: Activity,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, ownerOrganizationId);
  }
}
