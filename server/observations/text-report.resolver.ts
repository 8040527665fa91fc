import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { measureById } from '../measures/measure.loader.ts';
import { Measure } from '../measures/measure.type.ts';
import { signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { DecidePublishedTextInput } from './text-report.input.ts';
import { dismissTextReports, hidePublishedWords, readReported, undoVerification } from './text-report.service.ts';
import { PublishedTextDecided, ReportedText, ReportedTextConnection } from './text-report.type.ts';
import type { ReportedTextRow } from './verification.loader.ts';

@Resolver(() => ReportedText)
export class TextReportResolver {
  @Query(() => ReportedTextConnection, {
    description:
      'Published observations of the territories you verify whose words were reported. Empty for who verifies nothing, UNAUTHENTICATED for the public. Reading it is recorded.',
  })
  reportedTexts(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<ConnectionSource<ReportedTextRow>> {
    return readReported(context, signedIn(context), page);
  }

  @FieldResolver(() => Measure, { description: 'The measure that was looked at.' })
  async measure(@Selected() context: RequestContext, @Root() { measureId }: ReportedTextRow) {
    return required(await measureById(context, measureId));
  }

  @Mutation(() => PublishedTextDecided, {
    description:
      'Hides the words of a published observation at once; its level counts as before. Settles its reports. NOT_INDEPENDENT without a certificate, for one’s own and for what one’s organisation carries out.',
  })
  async hidePublishedWords(
    @Ctx() context: RequestContext,
    @Arg('input', () => DecidePublishedTextInput, { description: 'Which, and why.' }) input: DecidePublishedTextInput,
  ): Promise<PublishedTextDecided> {
    return { on: await hidePublishedWords(context, signedIn(context), input) };
  }

  @Mutation(() => PublishedTextDecided, {
    description:
      'Leaves a reported text as it is and settles its reports. NOT_INDEPENDENT as for hiding and for who confirmed it, CONFLICT when no report waits.',
  })
  async dismissTextReports(
    @Ctx() context: RequestContext,
    @Arg('input', () => DecidePublishedTextInput, { description: 'Which, and why.' }) input: DecidePublishedTextInput,
  ): Promise<PublishedTextDecided> {
    return { on: await dismissTextReports(context, signedIn(context), input) };
  }

  @Mutation(() => PublishedTextDecided, {
    description:
      'Undoes a wrong verification: the observation counts no more from today and its words are hidden; earlier days keep it. By another verifier, or by who confirmed it on that very day. NOT_INDEPENDENT as for hiding.',
  })
  async undoVerification(
    @Ctx() context: RequestContext,
    @Arg('input', () => DecidePublishedTextInput, { description: 'Which, and why.' }) input: DecidePublishedTextInput,
  ): Promise<PublishedTextDecided> {
    return { on: await undoVerification(context, signedIn(context), input) };
  }
}
