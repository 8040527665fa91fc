/** Who people are, how they sign in, what they may do: nobody's business but their own and, for roles, administrators'. */
import { CLOSED, EMPTY, OF_PUBLIC, SHARED_DAY, type Sights } from './sights.ts';

const USED_LATER = 'empty until it is used';

export const peopleSights: Sights = {
  person: {
    person: 'r.id',
    private: [
      {
        columns: 'display_name',
        sights: [
          { who: 'OWNER', at: 'viewer ownData observationExports' },
          { who: 'ADMINISTRATOR', at: 'memberships membershipRequests observationExports' },
        ],
      },
      { columns: 'id', kept: true, sights: [{ who: 'OWNER', at: 'viewer ownData' }] },
      { columns: 'invited_by_person_id invited_for_territory_id', kept: true },
    ],
    unmarked: {
      [OF_PUBLIC]: 'invited_by_organization_id',
      [CLOSED]: 'is_demo consent_version',
      [SHARED_DAY]: 'erased_on last_seen_on consented_on',
    },
  },
  membership: {
    person: 'r.person_id',
    private: [
      { columns: 'id', kept: true, sights: [{ who: 'ADMINISTRATOR', at: 'memberships' }] },
      { columns: 'person_id granted_by_id ended_by_id asked_by_id ended_at erasure_asked_by_id', kept: true },
    ],
    unmarked: {
      [CLOSED]: 'role',
      [OF_PUBLIC]: 'territory_id organization_id coalition_id',
      [SHARED_DAY]: 'valid_from valid_to erasure_asked_on',
    },
  },
  membership_request: {
    private: [
      {
        columns: 'id',
        kept: true,
        rows: `r.state = 'WAITING'`,
        sights: [{ who: 'ADMINISTRATOR', at: 'membershipRequests' }],
      },
      { columns: 'person_id asked_by_id asked_at decided_by_id decided_at', kept: true },
    ],
    unmarked: {
      [CLOSED]: 'role state',
      [OF_PUBLIC]: 'territory_id organization_id',
      [SHARED_DAY]: 'valid_from valid_to',
    },
  },
  affiliation: {
    person: 'r.person_id',
    private: [{ columns: 'id person_id', kept: true }],
    unmarked: { [OF_PUBLIC]: 'organization_id', [CLOSED]: 'kind', [SHARED_DAY]: 'valid_from valid_to' },
  },
  certificate: {
    person: 'r.person_id',
    private: [{ columns: 'id person_id', kept: true }],
    unmarked: { [CLOSED]: 'competence', [SHARED_DAY]: 'valid_from valid_to' },
  },
  session: {
    person: 'r.person_id',
    private: [
      { columns: 'id', kept: true, sights: [{ who: 'OWNER', at: 'ownAccount' }] },
      { columns: 'browser', sights: [{ who: 'OWNER', at: 'ownAccount ownData' }] },
      { columns: 'token_hash person_id expires_at second_factor_at', kept: true },
    ],
    unmarked: { [SHARED_DAY]: 'started_on last_used_on', [CLOSED]: 'lasts_days device' },
  },
  account: {
    person: 'r.id',
    private: [
      {
        columns: 'email',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'ownAccount mail ownData' },
          // mail that leaves no local installation, for who keeps it
          { who: 'ADMINISTRATOR', at: 'outbox' },
        ],
      },
      { columns: 'name' },
      { columns: 'id created_at updated_at sign_in_name', kept: true },
    ],
    unmarked: { [CLOSED]: 'language email_verified', [EMPTY]: 'image' },
  },
  account_credential: {
    person: 'r.user_id',
    private: [{ columns: 'id user_id account_id password created_at updated_at', kept: true }],
    unmarked: {
      [CLOSED]: 'provider_id',
      [EMPTY]: 'access_token refresh_token id_token access_token_expires_at refresh_token_expires_at scope',
    },
  },
  account_verification: {
    private: [{ columns: 'id identifier value expires_at created_at updated_at', kept: true }],
  },
  second_factor: {
    person: 'r.person_id',
    private: [{ columns: 'person_id secret confirmed_at', kept: true }, { columns: 'last_step' }],
  },
  second_factor_recovery: {
    person: 'r.person_id',
    private: [{ columns: 'person_id code_hash', kept: true }],
    unmarked: { [USED_LATER]: 'used_at' },
  },
  recovery_code: {
    person: 'r.person_id',
    private: [{ columns: 'id person_id code_hash used_at opened_session_id', kept: true }],
  },
  administrator_link: { private: [{ columns: 'token_hash expires_at used_at', kept: true }] },
  attempt_window: {
    private: [{ columns: 'key started_at ends_at', kept: true }],
    unmarked: { [CLOSED]: 'attempts' },
  },
  invitation: {
    person: 'r.made_by_id',
    private: [
      {
        columns: 'id',
        kept: true,
        sights: [
          { who: 'OWNER', at: 'invitations ownData' },
          { who: 'ADMINISTRATOR', at: 'invitations' },
        ],
      },
      { columns: 'token_hash made_by_id', kept: true },
    ],
    unmarked: {
      [OF_PUBLIC]: 'territory_id organization_id',
      [CLOSED]: 'language uses_allowed uses',
      [SHARED_DAY]: 'made_on expires_on',
      [USED_LATER]: 'revoked_at',
    },
  },
  audit_entry: {
    // to the minute it is one's own; nobody is told more
    private: [{ columns: 'at', kept: true }],
    unmarked: {
      'a number that counts up': 'id',
      [CLOSED]: 'action subject_kind',
      'the id of a row, which is marked there': 'actor_id subject_id record_ids',
    },
  },
  audit_seal: { unmarked: { 'numbers and hashes, made to be published': 'number entry_ids up_to sealed_at head' } },
  audit_gap: { unmarked: { 'numbers of entries': 'ids noted_at open_until' } },
};
