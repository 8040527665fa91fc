import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { isDemoOpen } from '../../platform/house.ts';
import { Purpose } from '../../platform/purpose.ts';
import { rows, sql } from '../../platform/sql.ts';
import { SignInState, SignedIn } from './account.type.ts';
import { isOutboxOpen } from './outbox.resolver.ts';
import { showSecondFactor } from './second-factor.service.ts';
import { requestSignIn, signInWithCode, signInWithLink, signInWithPassword } from './sign-in.service.ts';

@Resolver()
export class SignInResolver {
  @Query(() => SignInState, { description: 'How one signs in here, and whether your session waits for anything.' })
  async signInState(@Ctx() context: RequestContext): Promise<SignInState> {
    const demo =
      isDemoOpen(context.house, context.caller) &&
      (await rows(forPurpose(context, Purpose.DEMO), sql`select 1 from person where is_demo limit 1`)).length > 0;
    return {
      mailLeaves: context.house.mail.way === 'SMTP',
      outbox: isOutboxOpen(context),
      demo,
      waitsForSecondFactor: context.session.waitingPersonId !== null,
    };
  }

  @Mutation(() => Boolean, {
    description:
      'Sends a code and a link for signing in to an address that has an account. True for any other address too: who has an account is not told. TOO_MANY_REQUESTS.',
  })
  async requestSignIn(
    @Ctx() context: RequestContext,
    @Arg('email', () => String, { description: 'The address.' }) email: string,
    @Arg('language', () => ScreenLanguage, {
      description: 'Of the page; a person with an account is written to in their own.',
    })
    language: ScreenLanguage,
  ): Promise<boolean> {
    await requestSignIn(context, { email, language });
    return true;
  }

  @Mutation(() => SignedIn, {
    description: 'Signs in by the code of a mail. BAD_INPUT when it is wrong, used or too old; TOO_MANY_REQUESTS.',
  })
  async signInWithCode(
    @Ctx() context: RequestContext,
    @Arg('email', () => String, { description: 'The address that the mail went to.' }) email: string,
    @Arg('code', () => String, { description: 'The digits; spaces do not matter.' }) code: string,
  ): Promise<SignedIn> {
    return signedIn(context, await signInWithCode(context, { email, code }));
  }

  @Mutation(() => SignedIn, {
    description: 'Signs in by the link of a mail. BAD_INPUT when it is wrong, used or too old; TOO_MANY_REQUESTS.',
  })
  async signInWithLink(
    @Ctx() context: RequestContext,
    @Arg('token', () => String, { description: 'What stands after link= in the address of the mail.' }) token: string,
  ): Promise<SignedIn> {
    return signedIn(context, await signInWithLink(context, token));
  }

  @Mutation(() => SignedIn, {
    description:
      'Signs in by a password. BAD_INPUT when address and password do not belong together; TOO_MANY_REQUESTS.',
  })
  async signInWithPassword(
    @Ctx() context: RequestContext,
    @Arg('email', () => String, { description: 'The address of the account.' }) email: string,
    @Arg('password', () => String, { description: 'The password.' }) password: string,
  ): Promise<SignedIn> {
    return signedIn(context, await signInWithPassword(context, { email, password }));
  }

  @Mutation(() => SignedIn, {
    description:
      'Shows the second factor for a session that waits for it. BAD_INPUT when the code is wrong or used; NOT_FOUND where no session waits; TOO_MANY_REQUESTS.',
  })
  async showSecondFactor(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, { description: 'Six digits of the app, or one of the codes on paper.' }) code: string,
  ): Promise<SignedIn> {
    await showSecondFactor(context, code);
    return { waitsForSecondFactor: false };
  }
}

async function signedIn(context: RequestContext, personId: string): Promise<SignedIn> {
  const factor = await rows(
    forPurpose(context, Purpose.SIGN_IN),
    sql`select 1 from second_factor where person_id = ${personId} and confirmed_at is not null`,
  );
  return { waitsForSecondFactor: factor.length > 0 };
}
