/** Territories, organizations, plans, reports, roll-ups: the public record, and the little in it that is not. */
import { CLOSED, OF_PUBLIC, type Sights } from './sights.ts';

export const recordSights: Sights = {
  territory: {
    // a neighbourhood is named to whoever was invited for it
    person: '(select p.id from person p where p.invited_for_territory_id = r.id)',
    public: 'id kind code name name_en settlement_kind parent_id longitude latitude search_text',
    private: [
      { rows: `r.kind = 'NEIGHBOURHOOD'`, columns: 'id', kept: true },
      { rows: `r.kind = 'NEIGHBOURHOOD'`, columns: 'name', sights: [{ who: 'OWNER', at: 'ownData' }] },
      { rows: `r.kind = 'NEIGHBOURHOOD'`, columns: 'code name_en search_text' },
    ],
  },
  organization: { public: 'id name name_en name_key kind sector territory_id consents_to_be_named' },
  organization_alias: { private: [{ columns: 'name_key' }], unmarked: { [OF_PUBLIC]: 'territory_id organization_id' } },
  strategy: {
    public:
      'id level title territory_id period_text period_from period_to adopted_by act adopted_on source implements_id known_from',
  },
  action_plan: {
    public:
      'id level title territory_id strategy_id parent_id period_text period_from period_to adopted_by act adopted_on source is_sample known_from',
  },
  plan_version: {
    public:
      'id plan_id number label adopted_by act adopted_on known_from known_from_source file_name file_sha256 fingerprint',
    private: [{ columns: 'entered_by_id', kept: true }],
  },
  objective: { public: 'id version_id parent_id kind code wording position' },
  measure: { public: 'id plan_id' },
  measure_version: {
    public:
      'id measure_id version_id objective_id objective_path position code code_generated wording period_text starts_on ends_on recurring target_groups places source_table source_row as_written change search_text',
  },
  measure_succession: { public: 'id version_id from_measure_id to_measure_id change' },
  measure_responsible: { public: 'id measure_version_id organization_id body_kind as_written leads position' },
  funding_line: {
    public:
      'id measure_version_id source_text programme project_number state amount_cents currency as_written position',
  },
  indicator: {
    public: 'id measure_version_id series_id wording unit direction baseline target as_written position',
  },
  reporting_obligation: {
    public:
      'id debtor_organization_id creditor_organization_id plan_id previous_id period_label period_from period_to due_on source received_on received_known_from adopted_on forwarded_on known_from',
  },
  official_report: {
    public:
      'id title plan_id strategy_id organization_id obligation_id period_label period_from period_to act adopted_by adopted_on source known_from known_from_source words_hidden_on words_hidden_because',
    private: [{ columns: 'entered_by_id', kept: true }],
  },
  measure_statement: {
    public:
      'id report_id measure_id organization_id correction level text spent_cents currency act adopted_on known_from words_hidden_on words_hidden_because',
    private: [{ columns: 'entered_by_id', kept: true }],
  },
  indicator_value: {
    public: 'id series_id measure_id statement_id said_by_organization_id value on_day known_from',
  },
  measure_progress: {
    public:
      'measure_id plan_id measure_version_id objective_path official_level community_level confidence contested stale bodies_differ schedule_state late gap_kind gap_value unfunded incomplete dropped groups agreeing_groups observation_count looked_count settlement_count last_seen_month',
    unmarked: { 'the days of observations, which are marked there': 'from_day to_day' },
  },
  progress_revision: { unmarked: { [OF_PUBLIC]: 'measure_id', [CLOSED]: 'revision' } },
  database_access: { unmarked: { 'a hash of the rights in the database': 'digest' } },
  content_change: { unmarked: { 'names of topics, which are public': 'topic', [CLOSED]: 'n' } },
  retention_sweep: { unmarked: { 'how many rows went on a day': 'kind swept_on gone' } },
  schema_migration: { unmarked: { 'the name and time of a migration': 'id name executed_at' } },
};
