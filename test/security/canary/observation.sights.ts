/** What monitors saw. Who they are, where, when and in which words: of the public nothing but what a verifier paraphrased. */
import { CLOSED, OF_OTHER_ROW, OF_PUBLIC, SHARED_DAY, type Sights } from './sights.ts';

export const observationSights: Sights = {
  observation: {
    person: '(select a.person_id from observation_author a where a.observation_id = r.id)',
    place: '(select p.territory_id from measure m join action_plan p on p.id = m.plan_id where m.id = r.measure_id)',
    public: 'id level dont_know public_words measure_id official_level_then',
    private: [
      {
        rows: `r.state = 'SUBMITTED'`,
        columns: 'id',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'myObservations observation ownData' },
          { who: 'VERIFIER', at: 'verificationQueue observation' },
        ],
      },
      {
        rows: `r.state = 'SUBMITTED'`,
        columns: 'words',
        sights: [
          { who: 'OWNER', at: 'myObservations observation ownData' },
          { who: 'VERIFIER', at: 'verificationQueue observation' },
        ],
      },
      {
        rows: `r.state = 'SUBMITTED'`,
        columns: 'seen_on submitted_on',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'myObservations ownData' },
          { who: 'VERIFIER', at: 'verificationQueue' },
        ],
      },
      {
        rows: `r.state in ('RETURNED', 'REJECTED')`,
        columns: 'id',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'myObservations observation ownData' },
          // whoever decided it keeps what they decided
          { who: 'VERIFIER', at: 'ownData' },
        ],
      },
      {
        rows: `r.state in ('RETURNED', 'REJECTED')`,
        columns: 'words',
        sights: [{ who: 'OWNER', at: 'myObservations observation ownData' }],
      },
      {
        rows: `r.state = 'AWAITING_REPLY'`,
        columns: 'id',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'myObservations observation ownData' },
          { who: 'VERIFIER', at: 'ownData' },
        ],
      },
      {
        // approved for the public, which does not read them yet
        rows: `r.state = 'AWAITING_REPLY'`,
        columns: 'words',
        sights: [
          { who: 'OWNER', at: 'myObservations observation ownData' },
          { who: 'EXPORTER', at: 'exports' },
        ],
      },
      {
        // the public reads the paraphrase
        rows: `r.public_words is not null`,
        columns: 'words',
        sights: [{ who: 'OWNER', at: 'myObservations ownData' }],
      },
      {
        rows: `r.state <> 'SUBMITTED'`,
        columns: 'seen_on submitted_on',
        kept: true,
        sights: [{ who: 'OWNER', at: 'myObservations ownData' }],
      },
      { columns: 'submitted_at', kept: true, sights: [{ who: 'OWNER', at: 'myObservations' }] },
      {
        rows: 'r.published_on is not null',
        columns: 'published_on',
        kept: true,
        sights: [{ who: 'OWNER', at: 'myObservations ownData' }],
      },
      { columns: 'content_hash', kept: true },
      { columns: 'withdrawn_on', kept: true, sights: [{ who: 'OWNER', at: 'ownData' }] },
      { rows: 'r.words_hidden_on is not null', columns: 'public_words', sights: [{ who: 'OWNER', at: 'ownData' }] },
      {
        columns: 'words_hidden_on undone_on',
        kept: true,
        sights: [{ who: 'OWNER', at: 'myObservations' }],
      },
      { columns: 'ended_on', kept: true, sights: [{ who: 'OWNER', at: 'myObservations ownData' }] },
    ],
    unmarked: { [CLOSED]: 'method state consent_version', [OF_PUBLIC]: 'settlement_id', [OF_OTHER_ROW]: 'revises_id' },
  },
  observation_author: {
    person: 'r.person_id',
    place:
      '(select p.territory_id from observation o join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id where o.id = r.observation_id)',
    private: [
      {
        columns: 'pseudonym',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'ownData' },
          { who: 'VERIFIER', at: 'verificationQueue' },
        ],
      },
      { columns: 'person_id group_key invited_by_person_id', kept: true },
    ],
    unmarked: {
      [OF_OTHER_ROW]: 'observation_id',
      [OF_PUBLIC]: 'organization_id body_ids',
      [CLOSED]: 'is_implementer',
      'drawn for erased people, of whom nothing else is left: the world has none': 'stand_in',
    },
  },
  observer_pseudonym: {
    person: 'r.person_id',
    place: 'r.territory_id',
    private: [
      {
        columns: 'pseudonym',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'ownData' },
          { who: 'VERIFIER', at: 'verificationQueue' },
        ],
      },
      { columns: 'person_id', kept: true },
    ],
    unmarked: { [OF_PUBLIC]: 'territory_id' },
  },
  observation_decision: {
    person: '(select a.person_id from observation_author a where a.observation_id = r.observation_id)',
    place:
      '(select p.territory_id from observation o join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id where o.id = r.observation_id)',
    private: [
      {
        rows: 'r.reason is not null',
        columns: 'reason',
        sights: [
          { who: 'OWNER', at: 'myObservations ownData' },
          { who: 'VERIFIER', at: 'ownData' },
        ],
      },
      {
        rows: `r.decision = 'VERIFIED'`,
        columns: 'decided_on',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'myObservations ownData' },
          { who: 'VERIFIER', at: 'ownData' },
        ],
      },
      {
        rows: `r.decision <> 'VERIFIED'`,
        columns: 'decided_on',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'ownData' },
          { who: 'VERIFIER', at: 'ownData' },
        ],
      },
      {
        rows: `r.decision = 'VERIFIED'`,
        columns: 'revealing_reason',
        sights: [
          { who: 'OWNER', at: 'ownData' },
          { who: 'VERIFIER', at: 'ownData' },
        ],
      },
      { columns: 'id decided_by_id decided_at', kept: true },
    ],
    unmarked: { [OF_OTHER_ROW]: 'observation_id', [CLOSED]: 'decision words_shown revealing_kinds' },
  },
  withdrawal_due: { private: [{ columns: 'due_on', kept: true }], unmarked: { [OF_OTHER_ROW]: 'observation_id' } },
  text_report: {
    place:
      '(select p.territory_id from observation o join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id where o.id = r.observation_id)',
    private: [
      { columns: 'id', kept: true },
      { columns: 'words', sights: [{ who: 'VERIFIER', at: 'reportedTexts' }] },
    ],
    unmarked: { [OF_OTHER_ROW]: 'observation_id', [CLOSED]: 'reason', [SHARED_DAY]: 'reported_on settled_on' },
  },
};
