import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { CONSENT_VERSION } from '../../../schema/vocabulary/consent.ts';
import { signedIn } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { oneRow, sql } from '../../platform/sql.ts';
import { DataController } from '../accounts/account.type.ts';
import { Viewer } from '../viewer.type.ts';
import { giveConsent } from './consent.service.ts';

@Resolver(() => Viewer)
export class ConsentResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Whether you agreed to the text of today of who sees what of an observation; without it none is taken from you.',
  })
  async hasConsented(@Ctx() context: RequestContext, @Root() { id }: Viewer): Promise<boolean> {
    const found = await oneRow(
      context,
      sql`select id from person where id = ${id}::uuid and consent_version = ${CONSENT_VERSION}`,
    );
    return found !== null;
  }

  @Query(() => DataController, { description: 'Who answers for personal data here.' })
  dataController(@Ctx() { house }: RequestContext): DataController {
    return house.controller;
  }

  @Mutation(() => Boolean, {
    description:
      'Agrees to the text of who sees what of an observation. BAD_INPUT for a text that is not the one of today.',
  })
  async giveConsent(
    @Ctx() context: RequestContext,
    @Arg('version', () => Int, { description: 'Version of the text that was read.' }) version: number,
  ): Promise<boolean> {
    await giveConsent(context, signedIn(context), version);
    return true;
  }
}
