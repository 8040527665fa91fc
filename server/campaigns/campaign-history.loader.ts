/** What campaigns add to the history of a measure: public things alone, for every reader the same. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { batchMany } from '../platform/batch.ts';
import { rows, sql } from '../platform/sql.ts';
import { publicAsk, publicCampaign } from './campaign.policy.ts';

export interface CampaignHistoryRow {
  readonly on: LocalDate;
  readonly kind: 'CAMPAIGN_STARTED' | 'ASK_SENT' | 'ASK_ANSWERED';
  /** The campaign's title, the demand, or the answer; null for an answer of which only the kind is known. */
  readonly text: string | null;
  /** Who leads the coalition, who signed, who answered. Null: a coalition that nobody leads. */
  readonly organizationId: string | null;
  /** Null: they are not. */
  readonly wordsHiddenOn: LocalDate | null;
  readonly enteredAfterwards: boolean;
  /** Id of the campaign or the ask. */
  readonly subjectId: string;
}

/** By measure, the earliest first. */
export const campaignHistoryOf = batchMany<CampaignHistoryRow>((context, measureIds) =>
  rows(
    context,
    sql`select * from (
          select l.measure_id as key, c.public_from as "on", 'CAMPAIGN_STARTED' as kind, c.title as text,
            (select m.organization_id from coalition_member m where m.coalition_id = c.coalition_id and m.leads limit 1) as organization_id,
            false as entered_afterwards, c.id as subject_id, c.words_hidden_on
          from campaign_measure l join campaign c on c.id = l.campaign_id
          where l.measure_id = any(${measureIds}::uuid[]) and ${publicCampaign}
          union all
          select a.measure_id, a.sent_on, 'ASK_SENT', a.demand, a.signed_by_id, a.sent_known_from > a.sent_on, a.id, a.words_hidden_on
          from ask a join campaign c on c.id = a.campaign_id
          where a.measure_id = any(${measureIds}::uuid[]) and ${publicAsk}
          union all
          select a.measure_id, w.answered_on, 'ASK_ANSWERED', w.text, a.decision_maker_id, w.known_from > w.answered_on, a.id, w.words_hidden_on
          from ask_answer w join ask a on a.id = w.ask_id join campaign c on c.id = a.campaign_id
          where a.measure_id = any(${measureIds}::uuid[]) and ${publicAsk}
        ) entry order by "on", kind, subject_id`,
  ),
);
