import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { PublicTextState } from '../../schema/vocabulary/public-text-state.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { DecidePublicTextInput, HidePublicWordsInput, ReportTextInput } from './public-text.input.ts';
import { publicTextsIn, type PublicTextRow } from './public-text.loader.ts';
import { maySettlePublicTexts } from './public-text.policy.ts';
import { dismissPublicReports, hidePublicWords, showPublicWords } from './public-text.service.ts';
import { PublicText, PublicTextConnection, PublicTextDecided, ReportTextPayload } from './public-text.type.ts';
import { reportText } from './text-report.service.ts';

const DECISION = { description: 'Which, and why.' };

@Resolver(() => PublicText)
export class PublicTextResolver {
  @Query(() => PublicTextConnection, {
    description:
      'Words of officials and coalitions that were reported, those that wait longest first, or hidden, the latest first. Administrators; NOT_FOUND for others. Reading it is recorded.',
  })
  publicTexts(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('state', () => PublicTextState, { description: 'Which of the two.' }) state: PublicTextState,
  ): Promise<ConnectionSource<PublicTextRow>> {
    allowOnly(maySettlePublicTexts(signedIn(context)));
    return publicTextsIn(state)(context, page);
  }

  @Mutation(() => ReportTextPayload, {
    description:
      'Reports a text that everybody reads: of an observation to its verifiers, of all else to the administrators. Anybody may, without an account; who did is not kept. NOT_FOUND for what the public does not read.',
  })
  async reportText(
    @Ctx() context: RequestContext,
    @Arg('input', () => ReportTextInput, { description: 'Which, and what is wrong with it.' }) input: ReportTextInput,
  ): Promise<ReportTextPayload> {
    await reportText(context, input);
    return { received: true };
  }

  @Mutation(() => PublicTextDecided, {
    description:
      'Hides words of officials or of a coalition at once and settles their reports; level, figures, days and body stay. Administrators; NOT_FOUND for others. CONFLICT when they are hidden.',
  })
  async hidePublicWords(
    @Ctx() context: RequestContext,
    @Arg('input', () => HidePublicWordsInput, DECISION) input: HidePublicWordsInput,
  ): Promise<PublicTextDecided> {
    return { on: await hidePublicWords(context, signedIn(context), input) };
  }

  @Mutation(() => PublicTextDecided, {
    description:
      'Shows hidden words again; both decisions are kept. Administrators; NOT_FOUND for others. CONFLICT when they are not hidden, were written anew, or are kept no more.',
  })
  async showPublicWords(
    @Ctx() context: RequestContext,
    @Arg('input', () => DecidePublicTextInput, DECISION) input: DecidePublicTextInput,
  ): Promise<PublicTextDecided> {
    return { on: await showPublicWords(context, signedIn(context), input) };
  }

  @Mutation(() => PublicTextDecided, {
    description:
      'Leaves the words as they are and settles their reports. Administrators; NOT_FOUND for others. CONFLICT when no report waits.',
  })
  async dismissPublicReports(
    @Ctx() context: RequestContext,
    @Arg('input', () => DecidePublicTextInput, DECISION) input: DecidePublicTextInput,
  ): Promise<PublicTextDecided> {
    return { on: await dismissPublicReports(context, signedIn(context), input) };
  }
}
