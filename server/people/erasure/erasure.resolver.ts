import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { allowOnly, signedIn } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { mayKeepMemberships } from '../memberships/membership.policy.ts';
import { eraseOwnData, erasePersonOnRequest, refuseErasure } from './own-erasure.service.ts';

@Resolver()
export class ErasureResolver {
  @Mutation(() => Boolean, {
    description:
      'Erases you, for good: account, roles, name, unpublished words, and the way from what you observed to you. What was published is withdrawn one by one, each on a day drawn at random within 28 days, so that nobody can tell that it was one person’s; levels as of earlier days stay. BAD_INPUT for a wrong code; FORBIDDEN when you signed in by mail before today; CONFLICT for the last administrator and for accounts of the demo; TOO_MANY_REQUESTS.',
  })
  async eraseOwnData(
    @Ctx() context: RequestContext,
    @Arg('code', () => String, {
      nullable: true,
      description: 'Of your second factor: six digits of the app, or a code on paper. Null where you have none.',
    })
    code?: string | null,
  ): Promise<boolean> {
    await eraseOwnData(context, signedIn(context), code ?? null);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Erases a person who asked an administrator for it, as eraseOwnData does: one administrator asks, and the person is written to; another confirms by the same change, or, where there is no other, the same one a week later. True: erased; false: it waits. NOT_FOUND for who is no administrator, and when there is no such role; CONFLICT for yourself, for what you asked for while another can confirm it or before the week is over, and for accounts of the demo.',
  })
  async erasePersonOnRequest(
    @Ctx() context: RequestContext,
    @Arg('membership', () => ID, { description: 'Id of a role that the person holds or held.' }) membership: string,
  ): Promise<boolean> {
    const actor = signedIn(context);
    allowOnly(mayKeepMemberships(actor));
    return erasePersonOnRequest(context, actor, membership);
  }

  @Mutation(() => Boolean, {
    description:
      'Refuses an erasure that waits for a second administrator, or takes it back. NOT_FOUND for who is no administrator, and when none waits.',
  })
  async refuseErasure(
    @Ctx() context: RequestContext,
    @Arg('membership', () => ID, { description: 'Id of a role that the person holds or held.' }) membership: string,
  ): Promise<boolean> {
    allowOnly(mayKeepMemberships(signedIn(context)));
    await refuseErasure(context, membership);
    return true;
  }
}
