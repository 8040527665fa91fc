/** The inner life of coalitions, files that are being read, and what was taken out in bulk. */
import { CLOSED, OF_OTHER_ROW, OF_PUBLIC, SHARED_DAY, type Sights } from './sights.ts';

const COALITION_ANYWHERE = [{ who: 'COALITION', at: '*' }] as const;
const OF_CAMPAIGN = '(select c.coalition_id from campaign c where c.id = r.campaign_id)';

export const workSights: Sights = {
  coalition: { public: 'id name territory_id purpose founded_on words_hidden_on words_hidden_because' },
  coalition_member: { public: 'coalition_id organization_id leads joined_on left_on' },
  campaign: {
    coalition: 'r.coalition_id',
    public: 'id coalition_id title goal stage starts_on public_from words_hidden_on words_hidden_because',
    private: [
      { rows: 'r.public_from is null', columns: 'id', kept: true, sights: COALITION_ANYWHERE },
      { rows: 'r.public_from is null', columns: 'title goal', sights: COALITION_ANYWHERE },
    ],
  },
  campaign_measure: {
    public: 'campaign_id measure_id linked_on official_level_then community_level_then gap_kind_then gap_value_then',
  },
  activity: {
    coalition: OF_CAMPAIGN,
    public: 'id campaign_id title owner_organization_id due_on state done_on words_hidden_on words_hidden_because',
    private: [
      { rows: `r.state <> 'DONE'`, columns: 'id', kept: true, sights: COALITION_ANYWHERE },
      { rows: `r.state <> 'DONE'`, columns: 'title', sights: COALITION_ANYWHERE },
    ],
  },
  campaign_note: {
    coalition: OF_CAMPAIGN,
    private: [
      { columns: 'id written_at', kept: true, sights: COALITION_ANYWHERE },
      { columns: 'text', sights: COALITION_ANYWHERE },
      { columns: 'written_by_id', kept: true },
    ],
    unmarked: { [OF_OTHER_ROW]: 'campaign_id' },
  },
  ask: {
    coalition: OF_CAMPAIGN,
    public:
      'id campaign_id measure_id demand decision_maker_id signed_by_id legal_way state sent_on sent_known_from registered_on registered_known_from incoming_number escalates_id official_level_then community_level_then gap_kind_then gap_value_then words_hidden_on words_hidden_because',
    private: [
      { rows: `r.state = 'DRAFT'`, columns: 'id', kept: true, sights: COALITION_ANYWHERE },
      { rows: `r.state = 'DRAFT'`, columns: 'demand', sights: COALITION_ANYWHERE },
    ],
  },
  ask_extension: { public: 'id ask_id until_on reason announced_on known_from words_hidden_on words_hidden_because' },
  ask_answer: {
    public: 'id ask_id number level text answered_on promised_by known_from words_hidden_on words_hidden_because',
  },
  public_text_report: {
    private: [
      { columns: 'id', kept: true },
      { columns: 'words', sights: [{ who: 'ADMINISTRATOR', at: 'publicTexts' }] },
    ],
    unmarked: { [OF_PUBLIC]: 'subject_id', [CLOSED]: 'kind reason', [SHARED_DAY]: 'reported_on settled_on' },
  },
  public_text_decision: {
    person: 'r.decided_by_id',
    private: [
      { columns: 'id decided_by_id decided_at', kept: true },
      {
        rows: 'r.words is not null',
        columns: 'words more_words',
        sights: [{ who: 'ADMINISTRATOR', at: 'publicTexts' }],
      },
      {
        rows: 'r.words is not null',
        columns: 'reason',
        sights: [
          { who: 'OWNER', at: 'ownData' },
          { who: 'ADMINISTRATOR', at: 'publicTexts' },
        ],
      },
      { rows: 'r.words is null', columns: 'reason', sights: [{ who: 'OWNER', at: 'ownData' }] },
    ],
    unmarked: { [OF_PUBLIC]: 'subject_id', [CLOSED]: 'kind decision because', [SHARED_DAY]: 'decided_on' },
  },
  observation_export: {
    person: 'r.asked_by_id',
    private: [
      {
        columns: 'id',
        kept: true,
        sights: [
          // what they did is in their log by its id
          { who: 'OWNER', at: 'observationExports ownData' },
          { who: 'ADMINISTRATOR', at: 'observationExports' },
        ],
      },
      {
        columns: 'reason',
        sights: [
          { who: 'OWNER', at: 'observationExports ownData' },
          { who: 'ADMINISTRATOR', at: 'observationExports' },
        ],
      },
      { columns: 'asked_by_id asked_at', kept: true },
    ],
    unmarked: {
      [OF_PUBLIC]: 'territory_id plan_id',
      [CLOSED]: 'month_from month_to format times_taken row_count whole',
      [SHARED_DAY]: 'asked_on',
    },
  },
  plan_import: {
    person: 'r.uploaded_by_id',
    private: [
      {
        columns: 'id',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'planImport ownData' },
          { who: 'ADMINISTRATOR', at: 'planImport' },
        ],
      },
      {
        columns: 'file_name',
        sights: [
          { who: 'OWNER', at: 'planImport ownData' },
          { who: 'ADMINISTRATOR', at: 'planImport' },
        ],
      },
      { columns: 'uploaded_by_id file_sha256', kept: true },
    ],
    unmarked: {
      'the cells of the file, which carry marks of their own': 'file_bytes parsed',
      'what a person decided of those cells': 'mapping refusal bodies matches',
      [SHARED_DAY]: 'uploaded_on',
      [CLOSED]: 'state',
      [OF_PUBLIC]: 'plan_id version_id',
    },
  },
};
