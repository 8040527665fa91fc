import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { AskClockState } from '../../schema/vocabulary/ask-clock-state.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { signedIn } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { AS_OF, dayAsked } from '../strategies/as-of.ts';
import { closeAsk, extendAsk, recordAskAnswer } from './ask-reply.service.ts';
import { Ask, AskAnswer, AskExtension } from './ask.entity.ts';
import { DraftAskInput, ExtendAskInput, RecordAskAnswerInput, SendAskInput } from './ask.input.ts';
import {
  answerOfAsk,
  answersOfAsk,
  askById,
  asksOfCampaign,
  clockOfAsk,
  extensionsOfAsk,
  type AskAnswerRow,
  type AskExtensionRow,
  type AskRow,
} from './ask.loader.ts';
import { draftAsk, sendAsk } from './ask.service.ts';
import { Campaign, CampaignMeasure } from './campaign.entity.ts';
import { campaignById, type CampaignMeasureRow, type CampaignRow } from './campaign.loader.ts';

const INPUT = { description: 'What to do.' };

@Resolver(() => Campaign)
export class CampaignAsksResolver {
  @FieldResolver(() => [Ask], {
    description: 'Its asks as they were sent; drafts, last, for those who work in its coalition.',
  })
  asks(@Ctx() context: RequestContext, @Root() { id }: CampaignRow): Promise<AskRow[]> {
    return asksOfCampaign(context, id);
  }
}

@Resolver(() => Ask)
export class AskResolver {
  @FieldResolver(() => Campaign, { description: 'The campaign it belongs to.' })
  campaign(@Ctx() context: RequestContext, @Root() { campaignId }: AskRow): Promise<CampaignRow | null> {
    return campaignById(context, campaignId);
  }

  @FieldResolver(() => Organization, { description: 'Who is asked.' })
  decisionMaker(@Ctx() context: RequestContext, @Root() { decisionMakerId }: AskRow): Promise<OrganizationRow | null> {
    return organizationById(context, decisionMakerId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization of the coalition that signs. Never a person.',
  })
  signedBy(@Ctx() context: RequestContext, @Root() { signedById }: AskRow): Promise<OrganizationRow | null> {
    return organizationById(context, signedById);
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day to answer, extensions included; null: not registered, or the way has no term.',
  })
  async dueOn(@Ctx() context: RequestContext, @Root() ask: AskRow): Promise<LocalDate | null> {
    return (await clockOfAsk(context, ask, context.today)).dueOn;
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description:
      'The last day to contest the silence in court; null: not overdue today, or the law gives none that we know.',
  })
  async lastDayToContest(@Ctx() context: RequestContext, @Root() ask: AskRow): Promise<LocalDate | null> {
    return (await clockOfAsk(context, ask, context.today)).lastDayToContest;
  }

  @FieldResolver(() => Int, {
    description:
      'Calendar days after the due day until it was answered in substance, or until the day asked for; 0: not late.',
  })
  async daysLate(
    @Ctx() context: RequestContext,
    @Root() ask: AskRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<number> {
    return (await clockOfAsk(context, ask, dayAsked(context, asOf))).daysLate;
  }

  @FieldResolver(() => AskClockState, { description: 'What its clock shows. OVERDUE is silence past the due day.' })
  async clockState(
    @Ctx() context: RequestContext,
    @Root() ask: AskRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<AskClockState> {
    return (await clockOfAsk(context, ask, dayAsked(context, asOf))).state;
  }

  @FieldResolver(() => [AskExtension], { description: 'More time that was taken, as it was told.' })
  extensions(@Ctx() context: RequestContext, @Root() { id }: AskRow): Promise<AskExtensionRow[]> {
    return extensionsOfAsk(context, id);
  }

  @FieldResolver(() => AskAnswerLevel, { description: 'How far the latest answer goes; NONE: silence.' })
  answer(@Ctx() context: RequestContext, @Root() { id }: AskRow): Promise<AskAnswerLevel> {
    return answerOfAsk(context, id);
  }

  @FieldResolver(() => [AskAnswer], { description: 'All answers, the earliest first; none was overwritten.' })
  answers(@Ctx() context: RequestContext, @Root() { id }: AskRow): Promise<AskAnswerRow[]> {
    return answersOfAsk(context, id);
  }

  @FieldResolver(() => Ask, {
    nullable: true,
    description: 'The earlier ask that this one takes further; null: none, or it is not for you.',
  })
  escalates(@Ctx() context: RequestContext, @Root() { escalatesId }: AskRow): Promise<AskRow | null> {
    return askById(context, escalatesId);
  }

  @FieldResolver(() => CampaignMeasure, {
    nullable: true,
    description: 'Its measure with the gap on the day it was sent; null for a draft, and for an ask without a measure.',
  })
  gapThen(@Root() ask: AskRow): CampaignMeasureRow | null {
    const { measureId, sentOn, gapKindThen, ...levels } = ask;
    if (measureId === null || sentOn === null || gapKindThen === null) return null;
    return { ...levels, measureId, gapKindThen, linkedOn: sentOn };
  }

  @Mutation(() => Ask, { description: 'Prepares an ask. People of the coalition.' })
  draftAsk(
    @Ctx() context: RequestContext,
    @Arg('input', () => DraftAskInput, INPUT) input: DraftAskInput,
  ): Promise<AskRow> {
    return draftAsk(context, signedIn(context), input);
  }

  @Mutation(() => Ask, {
    description:
      'Records that an ask of a public campaign was sent, which makes it public; called once more on the same day of sending, enters its incoming number. People of the coalition.',
  })
  sendAsk(
    @Ctx() context: RequestContext,
    @Arg('input', () => SendAskInput, INPUT) input: SendAskInput,
  ): Promise<AskRow> {
    return sendAsk(context, signedIn(context), input);
  }

  @Mutation(() => Ask, { description: 'Records that the decision-maker took more time. People of the coalition.' })
  extendAsk(
    @Ctx() context: RequestContext,
    @Arg('input', () => ExtendAskInput, INPUT) input: ExtendAskInput,
  ): Promise<AskRow> {
    return extendAsk(context, signedIn(context), input);
  }

  @Mutation(() => Ask, { description: 'Records an answer; earlier ones stay. People of the coalition.' })
  recordAskAnswer(
    @Ctx() context: RequestContext,
    @Arg('input', () => RecordAskAnswerInput, INPUT) input: RecordAskAnswerInput,
  ): Promise<AskRow> {
    return recordAskAnswer(context, signedIn(context), input);
  }

  @Mutation(() => Ask, {
    description: 'Closes an ask; what was sent and answered stays. People of the coalition.',
  })
  closeAsk(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ask.' }) id: string,
  ): Promise<AskRow> {
    return closeAsk(context, signedIn(context), id);
  }
}
