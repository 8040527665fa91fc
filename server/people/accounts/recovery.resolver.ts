import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { signedIn } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { recoverByCode, renewRecoveryCode } from './recovery.service.ts';

@Resolver()
export class RecoveryResolver {
  @Mutation(() => String, {
    description:
      'Signs in by a recovery code, on another phone, and gives the next code, shown this once; the one that was typed is used up. BAD_INPUT when it is wrong or used; TOO_MANY_REQUESTS.',
  })
  recoverByCode(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, { description: 'The twenty signs; case, spaces and keyboard do not matter.' })
    code: string,
    @Arg('endOtherSessions', () => Boolean, {
      description: 'Whether to sign your other phones out: for one that was lost or taken.',
    })
    endOtherSessions: boolean,
  ): Promise<string> {
    return recoverByCode(context, { code, endsOtherSessions: endOtherSessions });
  }

  @Mutation(() => String, {
    description: 'A new recovery code, shown this once; the old one is worth nothing from now on.',
  })
  renewRecoveryCode(@Ctx() context: RequestContext): Promise<string> {
    return renewRecoveryCode(context, signedIn(context));
  }
}
