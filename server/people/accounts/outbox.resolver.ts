/** The mails of a local installation without an SMTP server, for its administrator. */
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { Role } from '../../../schema/vocabulary/role.ts';
import { allowOnly, hasRole } from '../../platform/access.ts';
import { auditRead } from '../../platform/audit.ts';
import type { RequestContext } from '../../platform/context.ts';
import { DateTimeScalar } from '../../platform/scalars.ts';

@ObjectType({ description: 'A mail that did not leave the house.' })
export class OutboxMail {
  @Field(() => String, { description: 'The address it is for.' })
  to!: string;

  @Field(() => String, { description: 'Its subject.' })
  subject!: string;

  @Field(() => String, { description: 'Its text.' })
  text!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  postedAt!: Date;
}

/** The mails let people in: who comes through a proxy is not at this machine, whatever role they have. */
export const isOutboxOpen = ({ house, caller }: Pick<RequestContext, 'house' | 'caller'>): boolean =>
  house.mail.way === 'OUTBOX' && !caller.isFromElsewhere;

@Resolver()
export class OutboxResolver {
  @Query(() => [OutboxMail], {
    description:
      'What was written since the start of the program, the newest first: of a local installation without an SMTP server, for administrators. NOT_FOUND for anyone else and anywhere else, and for what a proxy passed on.',
  })
  async outbox(@Ctx() context: RequestContext): Promise<readonly OutboxMail[]> {
    allowOnly(isOutboxOpen(context) && hasRole(context.actor, Role.ADMINISTRATOR));
    await auditRead(context, { action: 'outbox.read', subjectKind: 'Mail', recordIds: null });
    return context.house.mail.kept();
  }
}
