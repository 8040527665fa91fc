import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Role } from '../../schema/vocabulary/role.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { forPurpose, type RequestContext } from '../platform/context.ts';
import { isDemoOpen } from '../platform/house.ts';
import { isUuid } from '../platform/node.ts';
import { required } from '../platform/problem.ts';
import { Purpose } from '../platform/purpose.ts';
import { Selected } from '../platform/selection.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { DemoAccount, Viewer, ViewerMembership } from './viewer.type.ts';

const viewerOf = (context: RequestContext, personId: string): Promise<Viewer | null> =>
  oneRow(context, sql`select id, display_name from person where id = ${personId}`);

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'You; null when not signed in.' })
  async viewer(@Ctx() context: RequestContext): Promise<Viewer | null> {
    return context.actor === null ? null : viewerOf(context, context.actor.personId);
  }

  @FieldResolver(() => [ViewerMembership], { description: 'The roles in which you can act now.' })
  async memberships(@Ctx() context: RequestContext, @Root() { id }: Viewer): Promise<ViewerMembership[]> {
    const held = await rows<ViewerMembership>(
      // who signs in just now is the viewer of the answer, and nobody yet
      context.actor === null ? forPurpose(context, Purpose.SIGN_IN) : context,
      sql`select role, territory_id, organization_id, coalition_id, valid_from, valid_to from membership
          where person_id = ${id} and valid_from <= ${context.today} and (valid_to is null or ${context.today} <= valid_to) order by role, id`,
    );
    const sleeping = context.actor?.sleepingRoles ?? [];
    return held.filter(({ role }) => !sleeping.includes(role));
  }

  @FieldResolver(() => [Role], {
    description: 'Roles that you hold and that sleep until you set up a second factor and sign in with it.',
  })
  sleepingRoles(@Ctx() context: RequestContext): readonly Role[] {
    return context.actor?.sleepingRoles ?? [];
  }

  @Query(() => [DemoAccount], {
    description:
      'Accounts of the demo data; empty where there is none, and where they are open to this machine alone for what comes from elsewhere.',
  })
  async demoAccounts(@Ctx() context: RequestContext): Promise<DemoAccount[]> {
    if (!isDemoOpen(context.house, context.caller)) return [];
    return rows(
      forPurpose(context, Purpose.DEMO),
      sql`select p.id, p.display_name, m.role from person p
          join lateral (select role from membership where person_id = p.id order by case role when 'MONITOR' then 9 else 0 end, id limit 1) m on true
          where p.is_demo order by p.display_name collate "und-x-icu", p.id`,
    );
  }

  @Mutation(() => Viewer, {
    description: 'Signs in with an account of the demo data. NOT_FOUND for any other, and where demoAccounts is empty.',
  })
  async signInDemo(
    @Ctx() context: RequestContext,
    @Arg('account', () => ID, { description: 'Id of a demo account.' }) account: string,
  ): Promise<Viewer> {
    const person = required(
      isDemoOpen(context.house, context.caller) && isUuid(account)
        ? await oneRow<{ id: string }>(
            forPurpose(context, Purpose.DEMO),
            sql`select id from person where id = ${account} and is_demo`,
          )
        : null,
    );
    const signingIn = forPurpose(context, Purpose.SIGN_IN);
    await inTransaction(signingIn, (tx) => tx.session.start(tx, { personId: person.id }));
    return required(await viewerOf(signingIn, person.id));
  }

  @Mutation(() => Boolean, { description: 'Ends your session. True also when there was none.' })
  async signOut(@Ctx() context: RequestContext): Promise<boolean> {
    await context.session.end();
    return true;
  }
}

@Resolver(() => ViewerMembership)
export class ViewerMembershipResolver {
  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'The territory it is for; null when it is not tied to one.',
  })
  territory(
    @Selected() context: RequestContext,
    @Root() { territoryId }: ViewerMembership,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization it is for; null when it is not tied to one.',
  })
  organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: ViewerMembership,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }
}
