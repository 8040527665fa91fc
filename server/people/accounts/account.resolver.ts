import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { signedIn } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { required } from '../../platform/problem.ts';
import { oneRow, sql } from '../../platform/sql.ts';
import { OwnAccount, OwnSession, SecondFactorSetup } from './account.type.ts';
import { endOtherSessions, endOwnSession, ownSessions } from './own-session.service.ts';
import { setPassword } from './password.service.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewPaperCodes,
} from './second-factor.service.ts';

const accountOf = async (context: RequestContext, personId: string): Promise<OwnAccount> =>
  required(
    await oneRow<OwnAccount>(
      context,
      sql`select p.id as person_id, a.email,
            exists (select from account_credential c where c.user_id = p.id and c.password is not null) as has_password,
            exists (select from second_factor f where f.person_id = p.id and f.confirmed_at is not null) as has_second_factor,
            (select count(*)::int from second_factor_recovery r where r.person_id = p.id and r.used_at is null) as paper_codes_left,
            exists (select from recovery_code r where r.person_id = p.id and r.used_at is null) as has_recovery_code
          from person p left join account a on a.id = p.id where p.id = ${personId}`,
    ),
  );

@Resolver(() => OwnAccount)
export class AccountResolver {
  @Query(() => OwnAccount, {
    nullable: true,
    description: 'Your own account; null when not signed in. Seen by nobody else.',
  })
  async ownAccount(@Ctx() context: RequestContext): Promise<OwnAccount | null> {
    return context.actor === null ? null : accountOf(context, context.actor.personId);
  }

  @FieldResolver(() => [OwnSession], { description: 'The devices on which you are signed in, this one first.' })
  sessions(@Ctx() context: RequestContext, @Root() { personId }: OwnAccount): Promise<OwnSession[]> {
    return ownSessions(context, personId);
  }

  @Mutation(() => OwnAccount, {
    description:
      'Sets your password, in place of an earlier one; your other devices are signed out. BAD_INPUT when it is too short; NOT_FOUND for accounts without an address.',
  })
  async setPassword(
    @Ctx() context: RequestContext,
    @Arg('password', () => String, { description: 'From 12 to 200 characters.' }) password: string,
  ): Promise<OwnAccount> {
    const actor = signedIn(context);
    await setPassword(context, actor, password);
    return accountOf(context, actor.personId);
  }

  @Mutation(() => SecondFactorSetup, {
    description: 'Draws a secret for your authenticator app. CONFLICT when one is in use: remove that first.',
  })
  beginSecondFactor(@Ctx() context: RequestContext): Promise<SecondFactorSetup> {
    return beginSecondFactor(context, signedIn(context));
  }

  @Mutation(() => [String], {
    description:
      'Takes the second factor into use by a first code of the app. Gives ten codes for paper, shown this once; each is good once in place of the app. BAD_INPUT when the code is wrong; TOO_MANY_REQUESTS.',
  })
  async confirmSecondFactor(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, { description: 'Six digits of the app.' }) code: string,
  ): Promise<readonly string[]> {
    return confirmSecondFactor(context, signedIn(context), code);
  }

  @Mutation(() => [String], {
    description:
      'New codes for paper in place of the old ones, shown this once. BAD_INPUT when the code is wrong or used.',
  })
  async renewPaperCodes(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, { description: 'Six digits of the app, or a code on paper.' }) code: string,
  ): Promise<readonly string[]> {
    return renewPaperCodes(context, signedIn(context), code);
  }

  @Mutation(() => Boolean, {
    description:
      'Takes your second factor out of use, to set up another device; roles that need one sleep until then. BAD_INPUT when the code is wrong or used.',
  })
  async removeSecondFactor(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, { description: 'Six digits of the app, or a code on paper.' }) code: string,
  ): Promise<boolean> {
    await removeSecondFactor(context, signedIn(context), code);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Signs a device of yours out. NOT_FOUND for one that is not yours.' })
  async endSession(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Id of the session.' }) id: string,
  ): Promise<boolean> {
    await endOwnSession(context, signedIn(context), id);
    return true;
  }

  @Mutation(() => Int, { description: 'Signs out every device of yours but this one; gives how many there were.' })
  endOtherSessions(@Ctx() context: RequestContext): Promise<number> {
    return endOtherSessions(context, signedIn(context));
  }
}
