/** What observations gain from this feature: what was claimed when it was seen. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { addDays, firstDayOfMonth, type LocalDate, type Month } from '../../schema/rules/days.ts';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { Observation } from '../observations/observation.type.ts';
import { batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { Told, value } from '../platform/one-statement/telling.ts';
import { rows, sql } from '../platform/sql.ts';

/** By measure and day: `<id>/<YYYY-MM-DD>`. */
const officialLevelOn = batchOne<{ readonly level: CompletionLevel | null }>((context, keys) =>
  rows(
    context,
    sql`select wanted.id, s.official_level as level from unnest(${keys}::text[]) as wanted (id)
        cross join lateral (
          select p.official_level from measure_progress p
          where p.measure_id = split_part(wanted.id, '/', 1)::uuid and p.from_day <= split_part(wanted.id, '/', 2)::date order by p.from_day desc limit 1
        ) s`,
  ),
);

@Resolver(() => Observation)
export class ObservationClaimResolver {
  @FieldResolver(() => CompletionLevel, {
    nullable: true,
    description:
      'The official level as it stood at the end of the month in which it was seen, or stands today in the running one; null: none was known. No finer than the month, for the same reason as the day.',
  })
  @Told(({ row, context }) =>
    value(sql`(select p.official_level from measure_progress p where p.measure_id = ${row.column('measureId')}
        and p.from_day <= least(${context.today}::date, (to_date(${row.column('seenMonth')}, 'YYYY-MM') + interval '1 month - 1 day')::date) order by p.from_day desc limit 1)`),
  )
  async officialLevelThen(
    @Ctx() context: RequestContext,
    @Root() { measureId, seenMonth }: { readonly measureId: string; readonly seenMonth: Month },
  ): Promise<CompletionLevel | null> {
    const day = lastDayOrToday(seenMonth, context.today);
    return (await officialLevelOn(context, `${measureId}/${day}`))?.level ?? null;
  }
}

function lastDayOrToday(month: Month, today: LocalDate): LocalDate {
  const lastDay = addDays(firstDayOfMonth(month, 1), -1);
  return lastDay < today ? lastDay : today;
}
