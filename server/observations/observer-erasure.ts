/**
 * What becomes of an observer's observations when the observer is erased. Whatever leads to the person goes at once. What
 * is public keeps its level on earlier days (R6), and goes one by one in the days that follow
 * (erased-withdrawal.service.ts): did all of it go together, it would be known as one person's. What never was public
 * becomes an empty shell of nobody's, so that whatever refers to it still finds a row; of what waited when the month began
 * the level stays until the month is over, as it does when it is taken back: officials are told of it in numbers.
 */
import { firstDayOfMonth, monthOf, type LocalDate } from '../../schema/rules/days.ts';
import type { DomainEvents } from '../platform/events.ts';
import { PublishedFate } from '../platform/events.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';
import { drawDays } from './withdrawal-days.ts';

interface Held {
  readonly id: string;
  readonly measureId: string;
  /** By today. */
  readonly isPublic: boolean;
  /** Counts, or would on a day to come. */
  readonly counts: boolean;
  /** Waited when the month began. */
  readonly awaited: boolean;
}

export async function eraseObserver(
  tx: RequestContext,
  { personId, published }: DomainEvents['person.erased'],
): Promise<void> {
  const held = await rows<Held>(
    tx,
    sql`select o.id, o.measure_id, coalesce(o.published_on <= ${tx.today}::date, false) as is_public,
          o.published_on is not null and o.ended_on is null as counts, ${awaitedAtMonthStart(tx.today)} as awaited
        from observation_author a join observation o on o.id = a.observation_id where a.person_id = ${personId}::uuid order by o.id for update of o`,
  );
  const unseen = held.filter(({ isPublic }) => !isPublic);
  const seen = held.filter(({ isPublic }) => isPublic);
  const awaited = unseen.filter((one) => one.awaited);
  await forgetWords(tx, idsOf(held));
  await withdrawUnseen(tx, idsOf(unseen));
  await emptyUnseen(tx, idsOf(unseen.filter((one) => !one.awaited)));
  await shorten(tx, idsOf(seen));
  await loosen(tx, [...seen, ...awaited]);
  await forgetBodies(tx, idsOf(awaited));
  if (published === PublishedFate.WITHDRAWN) await planWithdrawals(tx, idsOf(seen.filter(({ counts }) => counts)));
  await rows(tx, sql`delete from observer_pseudonym where person_id = ${personId}::uuid`);
  const measureIds = [...new Set(unseen.filter(({ counts }) => counts).map(({ measureId }) => measureId))].toSorted();
  if (measureIds.length > 0) await tx.events.emit(tx, 'measures.changed', { measureIds, fromDay: tx.today });
}

const idsOf = (held: readonly Held[]): string[] => held.map(({ id }) => id);

/** What others wrote of them. A report still waits, without its words: the text that it is of can still be read. */
async function forgetWords(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation_decision set reason = case when reason is not null then '' end, revealing_reason = null where observation_id = any(${ids}::uuid[])`,
  );
  await rows(tx, sql`update text_report set words = null where observation_id = any(${ids}::uuid[])`);
}

/** Of an observation `o` that is not public: what an official may be told of in numbers this month (the view `waiting_at_month_start`). */
const awaitedAtMonthStart = (today: LocalDate): Sql => {
  const monthStart = firstDayOfMonth(monthOf(today));
  return sql`(o.submitted_on < ${monthStart}::date and (o.ended_on is null or o.ended_on >= ${monthStart}::date)
    and not exists (select from observation_decision d where d.observation_id = o.id and d.decided_on < ${monthStart}::date and d.decision <> 'VERIFIED'))`;
};

/** What the public never saw has no words any more, and no day. */
async function withdrawUnseen(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation set state = 'WITHDRAWN', withdrawn_on = coalesce(withdrawn_on, ${tx.today}::date), published_on = null,
          words = null, public_words = null, official_level_then = null, content_hash = '',
          seen_on = date_trunc('month', seen_on)::date, submitted_on = date_trunc('month', submitted_on)::date, submitted_at = date_trunc('month', submitted_at)
        where id = any(${ids}::uuid[])`,
  );
}

/** Nothing is left of it that tells anything. */
async function emptyUnseen(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation set level = null, dont_know = true, settlement_id = null where id = any(${ids}::uuid[])`,
  );
  await rows(tx, sql`delete from observation_author where observation_id = any(${ids}::uuid[])`);
}

/** What waited in a month that ended by the day. In the caller's transaction, for the purpose of erasure. @returns how many went. */
export async function emptyAwaited(tx: RequestContext, lastDay: LocalDate): Promise<number> {
  const over = await rows<{ id: string }>(
    tx,
    sql`select o.id from observation_author a join observation o on o.id = a.observation_id
        where a.person_id is null and o.published_on is null
          and (date_trunc('month', o.withdrawn_on::timestamp) + interval '1 month' - interval '1 day')::date <= ${lastDay}::date`,
  );
  const ids = over.map(({ id }) => id);
  await emptyUnseen(tx, ids);
  return ids.length;
}

/** Of what the public sees only what it reads is left. It can still be decided anew, which looks at the bodies behind it (R7). */
async function shorten(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation o set content_hash = '', seen_on = date_trunc('month', seen_on)::date, submitted_on = date_trunc('month', submitted_on)::date,
          submitted_at = date_trunc('month', submitted_at),
          words = case when ended_on is null and words_hidden_on is null and public_words is null then words end,
          public_words = case when ended_on is null and words_hidden_on is null then public_words end
        where id = any(${ids}::uuid[])`,
  );
}

/** Nothing is left by which two of them are one person's but on one measure (R2). */
async function loosen(tx: RequestContext, left: readonly Held[]): Promise<void> {
  for (const ofMeasure of Map.groupBy(left, ({ measureId }) => measureId).values())
    await rows(
      tx,
      sql`with drawn as materialized (select gen_random_uuid() as stand_in)
          update observation_author set person_id = null, stand_in = drawn.stand_in, pseudonym = '',
            group_key = case when group_key like 'person:%' then 'person:' || drawn.stand_in else group_key end
          from drawn where observation_id = any(${idsOf(ofMeasure)}::uuid[])`,
    );
}

/** What nobody decides any more need not say whom its observer belonged to or was invited by. */
export async function forgetBodies(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation_author set body_ids = '{}', invited_by_person_id = null where observation_id = any(${ids}::uuid[])`,
  );
}

async function planWithdrawals(tx: RequestContext, ids: readonly string[]): Promise<void> {
  const days = drawDays(tx.today, ids.length);
  await rows(
    tx,
    sql`insert into withdrawal_due (observation_id, due_on) select * from unnest(${ids}::uuid[], ${days}::date[]) on conflict do nothing`,
  );
}

/** Wires the feature to those upstream of it. */
export function eraseObservers(events: RequestContext['events']): void {
  events.on('person.erased', eraseObserver);
}
