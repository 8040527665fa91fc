import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { AskClockState } from '../../schema/vocabulary/ask-clock-state.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { signedIn } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { AS_OF, dayAsked } from '../strategies/as-of.ts';
import { closeAsk, extendAsk, recordAskAnswer } from './ask-reply.service.ts';
import { Ask, AskAnswer, AskExtension } from './ask.entity.ts';
import { DraftAskInput, ExtendAskInput, RecordAskAnswerInput, SendAskInput } from './ask.input.ts';
import {
  answerOfAsk,
  askById,
  asksOfCampaign,
  clockOfAsk,
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
  asks(@Selected() context: RequestContext, @Root() { id }: CampaignRow): Promise<AskRow[]> {
    return asksOfCampaign(context, id);
  }
}

@Resolver(() => Ask)
export class AskResolver {
  @FieldResolver(() => Campaign, { description: 'The campaign it belongs to.' })
  campaign(@Selected() context: RequestContext, @Root() { campaignId }: AskRow): Promise<CampaignRow | null> {
    return campaignById(context, campaignId);
  }

  @FieldResolver(() => Organization, { description: 'Who is asked.' })
  decisionMaker(
    @Selected() context: RequestContext,
    @Root() { decisionMakerId }: AskRow,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, decisionMakerId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization of the coalition that signs. Never a person.',
  })
  signedBy(@Selected() context: RequestContext, @Root() { signedById }: AskRow): Promise<OrganizationRow | null> {
    return organizationById(context, signedById);
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day to answer, extensions included; null: not registered, or the way has no term.',
  })
  dueOn(@Ctx() context: RequestContext, @Root() ask: AskRow): LocalDate | null {
    return clockOfAsk(ask, context.today).dueOn;
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description:
      'The last day to contest the silence in court; null: not overdue today, or the law gives none that we know.',
  })
  lastDayToContest(@Ctx() context: RequestContext, @Root() ask: AskRow): LocalDate | null {
    return clockOfAsk(ask, context.today).lastDayToContest;
  }

  @FieldResolver(() => Int, {
    description:
      'Calendar days after the due day until it was answered in substance, or until the day asked for; 0: not late.',
  })
  daysLate(
    @Ctx() context: RequestContext,
    @Root() ask: AskRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): number {
    return clockOfAsk(ask, dayAsked(context, asOf)).daysLate;
  }

  @FieldResolver(() => AskClockState, { description: 'What its clock shows. OVERDUE is silence past the due day.' })
  clockState(
    @Ctx() context: RequestContext,
    @Root() ask: AskRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): AskClockState {
    return clockOfAsk(ask, dayAsked(context, asOf)).state;
  }

  @FieldResolver(() => [AskExtension], { description: 'More time that was taken, as it was told.' })
  extensions(@Root() { extensions }: AskRow): readonly AskExtensionRow[] {
    return extensions;
  }

  @FieldResolver(() => AskAnswerLevel, { description: 'How far the latest answer goes; NONE: silence.' })
  answer(@Root() ask: AskRow): AskAnswerLevel {
    return answerOfAsk(ask);
  }

  @FieldResolver(() => [AskAnswer], { description: 'All answers, the earliest first; none was overwritten.' })
  answers(@Root() { answers }: AskRow): readonly AskAnswerRow[] {
    return answers;
  }

  @FieldResolver(() => Ask, {
    nullable: true,
    description: 'The earlier ask that this one takes further; null: none, or it is not for you.',
  })
  escalates(@Selected() context: RequestContext, @Root() { escalatesId }: AskRow): Promise<AskRow | null> {
    return askById(context, escalatesId);
  }

  @FieldResolver(() => CampaignMeasure, {
    nullable: true,
    description: 'Its measure with the gap on the day it was sent; null for a draft, and for an ask without a measure.',
  })
  gapThen(@Root() ask: AskRow): CampaignMeasureRow | null {
    const { measureId, sentOn, officialLevelThen, communityLevelThen, gapKindThen, gapValueThen } = ask;
    if (measureId === null || sentOn === null || gapKindThen === null) return null;
    return { measureId, linkedOn: sentOn, officialLevelThen, communityLevelThen, gapKindThen, gapValueThen };
  }

  @Mutation(() => Ask, { description: 'Prepares an ask. People of the coalition.' })
  draftAsk(
    @Selected() context: RequestContext,
    @Arg('input', () => DraftAskInput, INPUT) input: DraftAskInput,
  ): Promise<AskRow> {
    return withWhatCameBack(context, draftAsk(context, signedIn(context), input));
  }

  @Mutation(() => Ask, {
    description:
      'Records that an ask of a public campaign was sent, which makes it public; called once more on the same day of sending, enters its incoming number. People of the coalition.',
  })
  sendAsk(
    @Selected() context: RequestContext,
    @Arg('input', () => SendAskInput, INPUT) input: SendAskInput,
  ): Promise<AskRow> {
    return withWhatCameBack(context, sendAsk(context, signedIn(context), input));
  }

  @Mutation(() => Ask, { description: 'Records that the decision-maker took more time. People of the coalition.' })
  extendAsk(
    @Selected() context: RequestContext,
    @Arg('input', () => ExtendAskInput, INPUT) input: ExtendAskInput,
  ): Promise<AskRow> {
    return withWhatCameBack(context, extendAsk(context, signedIn(context), input));
  }

  @Mutation(() => Ask, { description: 'Records an answer; earlier ones stay. People of the coalition.' })
  recordAskAnswer(
    @Selected() context: RequestContext,
    @Arg('input', () => RecordAskAnswerInput, INPUT) input: RecordAskAnswerInput,
  ): Promise<AskRow> {
    return withWhatCameBack(context, recordAskAnswer(context, signedIn(context), input));
  }

  @Mutation(() => Ask, {
    description: 'Closes an ask; what was sent and answered stays. People of the coalition.',
  })
  closeAsk(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'The ask.' }) id: string,
  ): Promise<AskRow> {
    return withWhatCameBack(context, closeAsk(context, signedIn(context), id));
  }
}

/** A writer hands back the row that it wrote; its reader gets it with what came back on it. */
async function withWhatCameBack(context: RequestContext, written: Promise<Ask>): Promise<AskRow> {
  return required(await askById(context, (await written).id));
}
