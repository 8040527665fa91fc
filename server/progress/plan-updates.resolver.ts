/** When anything was last added to what is known of a plan: promise, claim or observation. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { rows, sql } from '../platform/sql.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';

/** Of observations the month alone is told, by its first day. */
const lastUpdateOf = batchOne<{ readonly day: LocalDate }>((context, planIds) =>
  rows(
    context,
    sql`select p.id, greatest(p.known_from,
          (select max(v.known_from) from plan_version v where v.plan_id = p.id and v.known_from <= ${context.today}),
          (select max(r.known_from) from official_report r where r.plan_id = p.id and r.known_from <= ${context.today}),
          (select max(s.known_from) from measure_statement s join official_report r on r.id = s.report_id where r.plan_id = p.id and s.known_from <= ${context.today}),
          (select date_trunc('month', max(o.published_on))::date from public_observation o join measure m on m.id = o.measure_id where m.plan_id = p.id and o.published_on <= ${context.today})
        ) as day from action_plan p where p.id = any(${planIds}::uuid[])`,
  ),
);

@Resolver(() => ActionPlan)
export class PlanUpdatesResolver {
  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description:
      'The day on which anything was last added: a version, a report, or the month of an observation by its first day. Null is never met.',
  })
  async lastUpdated(@Ctx() context: RequestContext, @Root() { id }: ActionPlan): Promise<LocalDate | null> {
    return (await lastUpdateOf(context, id))?.day ?? null;
  }
}
