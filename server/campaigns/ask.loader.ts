/** Reads of asks. A draft is seen by its coalition alone; a sent one by whoever sees its campaign. */
import type { AskClock } from '../../schema/rules/ask-clock.ts';
import { compareDays, type LocalDate } from '../../schema/rules/days.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { AskClockState } from '../../schema/vocabulary/ask-clock-state.ts';
import { coalitionsOf } from '../coalitions/coalition.policy.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';
import { clockOn, isInSubstance } from './ask-timing.ts';
import type { Ask, AskAnswer, AskExtension } from './ask.entity.ts';
import { visible } from './campaign.loader.ts';

export type AskRow = Omit<Ask, 'sentKnownFrom'>;
export type AskExtensionRow = Pick<AskExtension, 'untilOn' | 'reason' | 'announcedOn' | 'knownFrom'>;
export type AskAnswerRow = Pick<
  AskAnswer,
  'id' | 'number' | 'level' | 'text' | 'answeredOn' | 'promisedBy' | 'knownFrom'
>;

const columns = sql`a.id, a.campaign_id, a.measure_id, a.demand, a.decision_maker_id, a.signed_by_id, a.legal_way as legal_way_code, a.state,
  a.sent_on, a.registered_on, a.registered_known_from, a.incoming_number, a.escalates_id,
  a.official_level_then, a.community_level_then, a.gap_kind_then, a.gap_value_then`;

const visibleAsk = (context: RequestContext): Sql =>
  sql`${visible(context)} and (a.state <> 'DRAFT' or c.coalition_id = any(${coalitionsOf(context.actor)}::uuid[]))`;

/** Null also when it is not for this actor. */
export const askById = batchOne<AskRow>((context, ids) =>
  rows(
    context,
    sql`select ${columns} from ask a join campaign c on c.id = a.campaign_id where a.id = any(${ids}::uuid[]) and ${visibleAsk(context)}`,
  ),
);

/** In the order in which they were sent, drafts last. */
export const asksOfCampaign = batchMany<AskRow>((context, ids) =>
  rows(
    context,
    sql`select a.campaign_id as key, ${columns} from ask a join campaign c on c.id = a.campaign_id
        where a.campaign_id = any(${ids}::uuid[]) and ${visibleAsk(context)} order by a.sent_on nulls last, a.id`,
  ),
);

/** Public asks to bodies of a territory or of its settlements that were known to be sent by the day. */
const asksToBodiesOf = batchMany<AskRow, LocalDate>((context, territoryIds, asOf) =>
  rows(
    context,
    sql`select t.id as key, ${columns} from territory t
        join organization o on o.territory_id = t.id
          or o.territory_id in (select s.id from territory s where s.parent_id = t.id and s.kind = 'SETTLEMENT')
        join ask a on a.decision_maker_id = o.id join campaign c on c.id = a.campaign_id
        where t.id = any(${territoryIds}::uuid[]) and c.public_from is not null and a.state <> 'DRAFT' and a.sent_known_from <= ${asOf}::date
        order by a.sent_on, a.id`,
  ),
);

/** As they were announced. */
export const extensionsOfAsk = batchMany<AskExtensionRow>((context, ids) =>
  rows(
    context,
    sql`select ask_id as key, until_on, reason, announced_on, known_from from ask_extension
        where ask_id = any(${ids}::uuid[]) order by announced_on, until_on, id`,
  ),
);

/** The earliest first: the last one counts. */
export const answersOfAsk = batchMany<AskAnswerRow>((context, ids) =>
  rows(
    context,
    sql`select ask_id as key, id, number, level, text, answered_on, promised_by, known_from from ask_answer
        where ask_id = any(${ids}::uuid[]) order by answered_on, number`,
  ),
);

/** What the clock of an ask shows on the day. */
export async function clockOfAsk(context: RequestContext, ask: AskRow, day: LocalDate): Promise<AskClock> {
  const [extensions, answers] = await Promise.all([extensionsOfAsk(context, ask.id), answersOfAsk(context, ask.id)]);
  return clockOn({ ask, extensions, answers }, day);
}

/** How far the latest answer goes; NONE: silence. */
export async function answerOfAsk(context: RequestContext, id: string): Promise<AskAnswerLevel> {
  return (await answersOfAsk(context, id)).at(-1)?.level ?? AskAnswerLevel.NONE;
}

/** Public asks to bodies of a territory that have no answer in substance by what was known on the day, the earliest due first, those without a due day last. */
export async function asksAwaiting(context: RequestContext, territoryId: string, day: LocalDate): Promise<AskRow[]> {
  const asks = await asksToBodiesOf(context, territoryId, day);
  const timed = await Promise.all(
    asks.map(async (ask) => {
      const answers = await answersOfAsk(context, ask.id);
      const answered = answers.some(({ level, knownFrom }) => isInSubstance(level) && knownFrom <= day);
      return answered ? [] : [{ ask, dueOn: (await clockOfAsk(context, ask, day)).dueOn ?? NEVER }];
    }),
  );
  return timed
    .flat()
    .toSorted((a, b) => compareDays(a.dueOn, b.dueOn))
    .map(({ ask }) => ask);
}

/** Sorts after every day. */
const NEVER = '9999-12-31';

/** How many public asks to bodies of a territory were answered after their due day, by what was known on the day. */
export async function countAnsweredLate(context: RequestContext, territoryId: string, day: LocalDate): Promise<number> {
  const asks = await asksToBodiesOf(context, territoryId, day);
  const clocks = await Promise.all(asks.map((ask) => clockOfAsk(context, ask, day)));
  return clocks.filter(({ state }) => state === AskClockState.ANSWERED_LATE).length;
}
