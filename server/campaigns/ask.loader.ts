/** Reads of asks, each with what came back on it. A draft is seen by its coalition alone; a sent one by whoever sees its campaign. */
import type { AskClock } from '../../schema/rules/ask-clock.ts';
import { compareDays, type LocalDate } from '../../schema/rules/days.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { AskState } from '../../schema/vocabulary/ask-state.ts';
import { AskClockState } from '../../schema/vocabulary/ask-clock-state.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { sql, type Sql } from '../platform/sql.ts';
import { clockOn, isInSubstance, type TimedAnswer, type TimedAsk } from './ask-timing.ts';
import type { Ask, AskAnswer, AskExtension } from './ask.entity.ts';
import { publicAsk, visibleAsk } from './campaign.policy.ts';

export type AskExtensionRow = Pick<
  AskExtension,
  'id' | 'untilOn' | 'reason' | 'announcedOn' | 'knownFrom' | 'wordsHiddenOn' | 'wordsHiddenBecause'
>;
export type AskAnswerRow = Pick<
  AskAnswer,
  'id' | 'level' | 'text' | 'answeredOn' | 'promisedBy' | 'wordsHiddenOn' | 'wordsHiddenBecause'
>;

/** What the clock of an ask looks at. */
type AskTiming = TimedAsk & {
  /** As they were announced. */
  readonly extensions: readonly AskExtensionRow[];
  /** Every answer as far as the clock looks at it, the earliest first: the last one counts. */
  readonly timedAnswers: readonly TimedAnswer[];
};
export type AskRow = Omit<Ask, 'sentKnownFrom'> &
  AskTiming & {
    /** The same answers with their words. */
    readonly answers: readonly AskAnswerRow[];
  };

const answersAs = (parts: Sql): Sql => sql`
  (select coalesce(json_agg(json_build_object(${parts}) order by w.answered_on, w.number), '[]') from ask_answer w where w.ask_id = a.id)`;

const timing = {
  legalWayCode: sql`a.legal_way`,
  ...columnsOf('a', ['sentOn', 'registeredOn', 'registeredKnownFrom']),
  extensions: sql`
    (select coalesce(json_agg(json_build_object('id', e.id, 'untilOn', e.until_on, 'reason', e.reason, 'announcedOn', e.announced_on, 'knownFrom', e.known_from,
         'wordsHiddenOn', e.words_hidden_on, 'wordsHiddenBecause', e.words_hidden_because)
       order by e.announced_on, e.until_on, e.id), '[]') from ask_extension e where e.ask_id = a.id)`,
  timedAnswers: answersAs(sql`'level', w.level, 'answeredOn', w.answered_on, 'knownFrom', w.known_from`),
} satisfies ReadingOf<AskTiming>['columns'];
const timed = Object.keys(timing) as (keyof typeof timing)[];

const gap = ['officialLevelThen', 'communityLevelThen', 'gapKindThen', 'gapValueThen'] as const;

const ask = {
  type: 'Ask',
  from: sql`ask a join campaign c on c.id = a.campaign_id`,
  columns: {
    ...columnsOf('a', ['id', 'campaignId', 'measureId', 'demand', 'decisionMakerId', 'signedById', 'state']),
    ...columnsOf('a', ['incomingNumber', 'escalatesId', 'wordsHiddenOn', 'wordsHiddenBecause', ...gap]),
    ...timing,
    answers: answersAs(
      sql`'id', w.id, 'level', w.level, 'text', w.text, 'answeredOn', w.answered_on, 'promisedBy', w.promised_by,
        'wordsHiddenOn', w.words_hidden_on, 'wordsHiddenBecause', w.words_hidden_because`,
    ),
  },
  always: ['id', 'campaignId', 'measureId', 'decisionMakerId', 'signedById', 'escalatesId', 'state'],
  needs: {
    legalWay: ['legalWayCode', 'sentOn', 'registeredOn'],
    dueOn: timed,
    lastDayToContest: timed,
    daysLate: timed,
    clockState: timed,
    answer: ['timedAnswers'],
    gapThen: ['sentOn', ...gap],
  },
  rule: ({ actor }) => visibleAsk(actor),
  recorded: { action: 'ask.read', subjectKind: 'Ask', isPrivate: ({ state }) => state === AskState.DRAFT },
} satisfies ReadingOf<AskRow>;

const asks = reading<AskRow>(ask);

const asSent: readonly SortKey[] = [
  { by: sql`a.sent_on`, as: 'date' },
  { by: sql`a.id`, as: 'uuid' },
];

/** Null also when it is not for this actor. */
export const askById = asks.one({ key: sql`a.id` });

/** In the order in which they were sent, drafts last. */
export const asksOfCampaign = asks.many({ key: sql`a.campaign_id`, order: asSent });

/** To bodies of a territory or of its settlements. The public ones alone: who works in a coalition is told no more. */
const toBodiesOf = {
  from: sql`territory t
    join organization o on o.territory_id = t.id
      or o.territory_id in (select s.id from territory s where s.parent_id = t.id and s.kind = 'SETTLEMENT')
    join ask a on a.decision_maker_id = o.id join campaign c on c.id = a.campaign_id`,
  rule: () => publicAsk,
};
const knownToBeSent = {
  key: sql`t.id`,
  where: (asOf: LocalDate) => sql`a.sent_known_from <= ${asOf}::date`,
  order: asSent,
};

const sentToBodiesOf = reading<AskRow>({
  ...ask,
  ...toBodiesOf,
  always: [...ask.always, ...timed],
}).many<LocalDate>(knownToBeSent);

/** No type of the contract: always read whole. */
const timingOfSentToBodiesOf = reading<AskTiming>({
  ...toBodiesOf,
  type: 'AskTiming',
  columns: timing,
  always: timed,
}).many<LocalDate>(knownToBeSent);

/** What the clock of an ask shows on the day. */
export const clockOfAsk = (record: AskTiming, day: LocalDate): AskClock =>
  clockOn({ ask: record, extensions: record.extensions, answers: record.timedAnswers }, day);

/** How far the latest answer goes; NONE: silence. */
export const answerOfAsk = ({ timedAnswers }: Pick<AskRow, 'timedAnswers'>): AskAnswerLevel =>
  timedAnswers.at(-1)?.level ?? AskAnswerLevel.NONE;

/** Public asks to bodies of a territory that have no answer in substance by what was known on the day, the earliest due first, those without a due day last. */
export async function asksAwaiting(context: RequestContext, territoryId: string, day: LocalDate): Promise<AskRow[]> {
  const sent = await sentToBodiesOf(context, territoryId, day);
  return sent
    .filter(
      ({ timedAnswers }) => !timedAnswers.some(({ level, knownFrom }) => isInSubstance(level) && knownFrom <= day),
    )
    .map((each) => ({ each, dueOn: clockOfAsk(each, day).dueOn ?? NEVER }))
    .toSorted((a, b) => compareDays(a.dueOn, b.dueOn))
    .map(({ each }) => each);
}

/** Sorts after every day. */
const NEVER = '9999-12-31';

/** How many public asks to bodies of a territory were answered after their due day, by what was known on the day. */
export async function countAnsweredLate(context: RequestContext, territoryId: string, day: LocalDate): Promise<number> {
  const sent = await timingOfSentToBodiesOf(context, territoryId, day);
  return sent.filter((each) => clockOfAsk(each, day).state === AskClockState.ANSWERED_LATE).length;
}
