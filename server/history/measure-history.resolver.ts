import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Measure } from '../measures/measure.type.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { measureHistoryOf } from './measure-history.loader.ts';
import { HistoryEntry } from './measure-history.type.ts';

@Resolver(() => Measure)
export class MeasureHistoryResolver {
  @FieldResolver(() => [HistoryEntry], {
    description: 'What happened to the measure, oldest first: promise, claim, observation, campaign, ask and answer.',
  })
  history(@Ctx() context: RequestContext, @Root() { id }: Measure): Promise<HistoryEntry[]> {
    return measureHistoryOf(context, id);
  }
}

@Resolver(() => HistoryEntry)
export class HistoryEntryResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The body that spoke or was asked; null where there is none.',
  })
  organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: HistoryEntry,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }
}
