/** Texts of officials and coalitions that were reported, or hidden and can be shown again. The resolver lets administrators alone ask. */
import { PublicTextState } from '../../schema/vocabulary/public-text-state.ts';
import { reading, type ReadingOf } from '../platform/reading.ts';
import { sql, type Sql } from '../platform/sql.ts';
import { publicRowsOf, STATED_KINDS } from './stated-texts.ts';
import type { PublicText } from './public-text.type.ts';

export type PublicTextRow = PublicText;

/** The public row `x` of a text `q`, whatever it stands in. */
const standing: Sql = STATED_KINDS.map(
  (kind) => sql`select * from (${publicRowsOf(kind)}) t where q.kind = ${kind} and t.id = q.subject_id`,
).reduce((all, one) => sql`${all} union all ${one}`);

const columns = {
  id: sql`q.subject_id`,
  kind: sql`q.kind`,
  words: sql`x.words`,
  moreWords: sql`x.more_words`,
  wordsHiddenOn: sql`x.words_hidden_on`,
  wordsHiddenBecause: sql`x.words_hidden_because`,
  hiddenWith: sql`null::text`,
  standsIn: sql`x.stands_in`,
  standsInId: sql`x.stands_in_id`,
  reports: sql`(select coalesce(json_agg(json_build_object('reason', r.reason, 'words', r.words, 'reportedOn', r.reported_on) order by r.reported_on, r.id), '[]')
    from public_text_report r where r.kind = q.kind and r.subject_id = q.subject_id and r.settled_on is null)`,
} satisfies ReadingOf<PublicTextRow>['columns'];

const read = {
  type: 'PublicText',
  always: ['id', 'kind'],
  recorded: { action: 'publicText.read', subjectKind: 'PublicText', isPrivate: () => true },
} satisfies Partial<ReadingOf<PublicTextRow>>;

const reported = reading<PublicTextRow>({
  ...read,
  from: sql`(select kind, subject_id, min(reported_on) as since from public_text_report where settled_on is null group by 1, 2) q
    cross join lateral (${standing}) x`,
  columns,
}).list({
  order: [
    { by: sql`q.since`, as: 'date' },
    { by: sql`q.subject_id`, as: 'uuid' },
  ],
});

/** Words that were written anew since are nobody's to show again: their row is not hidden. */
const hidden = reading<PublicTextRow>({
  ...read,
  from: sql`public_text_decision q cross join lateral (${standing}) x`,
  columns: { ...columns, words: sql`q.words`, moreWords: sql`q.more_words`, hiddenWith: sql`q.reason` },
}).list({
  where: () => sql`q.words is not null and x.words_hidden_on is not null`,
  order: [
    { by: sql`q.decided_on`, as: 'date', descending: true },
    { by: sql`q.subject_id`, as: 'uuid', descending: true },
  ],
});

/** Reported ones, those that wait longest first; or hidden ones, the latest first. Which were read is recorded. */
export const publicTextsIn = (state: PublicTextState) => (state === PublicTextState.REPORTED ? reported : hidden);
