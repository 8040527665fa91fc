import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import type { RequestContext } from '../../platform/context.ts';
import { becomeAdministrator } from './first-administrator.service.ts';

@Resolver()
export class FirstAdministratorResolver {
  @Mutation(() => Boolean, {
    description:
      'Makes you an administrator by the one-time link of the console, and signs you in. BAD_INPUT when the link is wrong, used or too old.',
  })
  async becomeAdministrator(
    @Ctx() context: RequestContext,
    @Arg('token', () => String, { description: 'What stands after # in the link.' }) token: string,
    @Arg('email', () => String, { description: 'Your address; whoever has it already becomes administrator.' })
    email: string,
    @Arg('displayName', () => String, { description: 'How you are called, from 2 to 80 characters.' })
    displayName: string,
    @Arg('language', () => ScreenLanguage, { description: 'In which you are written to.' }) language: ScreenLanguage,
  ): Promise<boolean> {
    await becomeAdministrator(context, { token, account: { email, displayName, language } });
    return true;
  }
}
