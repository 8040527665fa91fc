/** Where each text of officials and coalitions stands, what of it everybody reads, and on which page. */
import type { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import type { PublicTextPlace } from '../../schema/vocabulary/public-text-place.ts';
import { PublicTextKind, type StatedTextKind } from '../../schema/vocabulary/public-text-kind.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import { publicAsk, publicCampaign } from '../campaigns/campaign.policy.ts';
import { nothing, sql, type Sql } from '../platform/sql.ts';

interface StatedText {
  /** As the record calls what it stands in. */
  readonly subjectKind: string;
  readonly table: Sql;
  /** Columns of that table, `t`. */
  readonly words: Sql;
  /** Null: it has no more. */
  readonly moreWords: Sql | null;
  /** Which rows everybody reads. */
  readonly isPublic: () => Sql;
  readonly standsIn: Sql;
  readonly standsInId: Sql;
}

const page = (place: PublicTextPlace): Sql => sql`${place}::text`;
const everybody = (): Sql => sql`true`;
const ofAsk = (): Sql =>
  sql`exists (select from ask a join campaign c on c.id = a.campaign_id where a.id = t.ask_id and ${publicAsk})`;
const campaignOfAsk = sql`(select a.campaign_id from ask a where a.id = t.ask_id)`;

const STATED: Readonly<Record<StatedTextKind, StatedText>> = {
  STATEMENT: {
    subjectKind: 'MeasureStatement',
    table: sql`measure_statement`,
    words: sql`text`,
    moreWords: null,
    isPublic: everybody,
    standsIn: page('MEASURE'),
    standsInId: sql`t.measure_id`,
  },
  REPORT: {
    subjectKind: 'OfficialReport',
    table: sql`official_report`,
    words: sql`title`,
    moreWords: null,
    isPublic: everybody,
    standsIn: sql`case when t.plan_id is null then 'STRATEGY' else 'PLAN' end`,
    standsInId: sql`coalesce(t.plan_id, t.strategy_id)`,
  },
  COALITION: {
    subjectKind: 'Coalition',
    table: sql`coalition`,
    words: sql`name`,
    moreWords: sql`purpose`,
    isPublic: everybody,
    standsIn: page('COALITION'),
    standsInId: sql`t.id`,
  },
  CAMPAIGN: {
    subjectKind: 'Campaign',
    table: sql`campaign`,
    words: sql`title`,
    moreWords: sql`goal`,
    isPublic: () => sql`exists (select from campaign c where c.id = t.id and ${publicCampaign})`,
    standsIn: page('CAMPAIGN'),
    standsInId: sql`t.id`,
  },
  ACTIVITY: {
    subjectKind: 'Activity',
    table: sql`activity`,
    words: sql`title`,
    moreWords: null,
    isPublic: () =>
      sql`t.state = 'DONE' and exists (select from campaign c where c.id = t.campaign_id and ${publicCampaign})`,
    standsIn: page('CAMPAIGN'),
    standsInId: sql`t.campaign_id`,
  },
  ASK: {
    subjectKind: 'Ask',
    table: sql`ask`,
    words: sql`demand`,
    moreWords: null,
    isPublic: () =>
      sql`exists (select from ask a join campaign c on c.id = a.campaign_id where a.id = t.id and ${publicAsk})`,
    standsIn: page('CAMPAIGN'),
    standsInId: sql`t.campaign_id`,
  },
  ASK_EXTENSION: {
    subjectKind: 'AskExtension',
    table: sql`ask_extension`,
    words: sql`reason`,
    moreWords: null,
    isPublic: ofAsk,
    standsIn: page('CAMPAIGN'),
    standsInId: campaignOfAsk,
  },
  ASK_ANSWER: {
    subjectKind: 'AskAnswer',
    table: sql`ask_answer`,
    words: sql`text`,
    moreWords: null,
    isPublic: ofAsk,
    standsIn: page('CAMPAIGN'),
    standsInId: campaignOfAsk,
  },
};
export const STATED_KINDS = Object.keys(STATED) as readonly StatedTextKind[];

export const isStated = (kind: PublicTextKind): kind is StatedTextKind => kind !== PublicTextKind.OBSERVATION;
export const subjectKindOf = (kind: StatedTextKind): string => STATED[kind].subjectKind;

/** One text, by what it stands in. */
export interface StatedTextKey {
  readonly kind: StatedTextKind;
  readonly id: string;
}

/** What everybody reads of a kind: `id`, `words`, `more_words`, since when and why they are hidden, and where it stands. */
export function publicRowsOf(kind: StatedTextKind): Sql {
  const { table, words, moreWords, isPublic, standsIn, standsInId } = STATED[kind];
  return sql`select t.id, t.${words} as words, ${moreWords === null ? sql`null::text` : sql`t.${moreWords}`} as more_words,
      t.words_hidden_on, t.words_hidden_because, ${standsIn} as stands_in, ${standsInId} as stands_in_id
    from ${table} t where ${isPublic()}`;
}

/** Takes the words away; gives them back in a row when there were any that everybody read. */
export function hidingOf(
  { kind, id }: StatedTextKey,
  { on, because }: { readonly on: LocalDate; readonly because: HidingGround },
): Sql {
  const { table, words, moreWords, isPublic } = STATED[kind];
  const more = moreWords === null ? nothing : sql`${moreWords} = null,`;
  return sql`
    with standing as materialized (
      select t.id, t.${words} as words, ${moreWords === null ? sql`null::text` : sql`t.${moreWords}`} as more_words from ${table} t
      where t.id = ${id}::uuid and t.words_hidden_on is null and t.${words} is not null and ${isPublic()} for update of t
    )
    update ${table} t set ${words} = null, ${more} words_hidden_on = ${on}::date, words_hidden_because = ${because}
    from standing where t.id = standing.id returning standing.words, standing.more_words`;
}

/** Puts them back where they are hidden; gives a row when it did. */
export function showingOf(
  { kind, id }: StatedTextKey,
  given: { readonly words: string | null; readonly moreWords: string | null },
): Sql {
  const { table, words, moreWords, isPublic } = STATED[kind];
  const more = moreWords === null ? nothing : sql`${moreWords} = ${given.moreWords},`;
  return sql`
    update ${table} t set ${words} = ${given.words}, ${more} words_hidden_on = null, words_hidden_because = null
    where t.id = ${id}::uuid and t.words_hidden_on is not null and ${isPublic()} returning t.id`;
}
