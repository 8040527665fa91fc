/**
 * Who sees and changes which rows, table by table: the second line behind the rules of the features, kept by PostgreSQL
 * itself. It stands on its own: a statement without any rule still gives nobody what is not theirs. Two roles serve the
 * network. `sverka_public` reads what everybody may see; `sverka_app` works on behalf of a person or for a purpose
 * (platform/purpose.ts), both told for one transaction. A table that stands in no list is open to neither.
 *
 * Conditions may be coarser than the policies of the features, never narrower. They call the functions of
 * access-functions.ts; `(select …)` around one lets it be asked once for a statement.
 */
import { Purpose } from '../platform/purpose.ts';
import { reachIn, type TableReach } from '../platform/table-reach.ts';
import { verifiedByActor } from './access-functions.ts';

type Command = 'select' | 'insert' | 'update' | 'delete';

/** Everybody may read all rows. Members write what the services of the features write. */
export interface OpenTable {
  readonly table: string;
  /** Columns that the public does not see. */
  readonly except?: readonly string[];
  readonly writes: readonly Exclude<Command, 'select'>[];
}

/** Row-level security decides. What has no condition is refused. */
export interface GuardedTable {
  readonly table: string;
  /** Rows that everybody sees; left out: none. */
  readonly public?: string;
  readonly read?: string;
  readonly add?: string;
  /** For the row as it was, and as it becomes unless `becomes` says otherwise. */
  readonly change?: string;
  readonly becomes?: string;
  readonly remove?: string;
}

const everyWrite = ['insert', 'update', 'delete'] as const;
const grows = ['insert', 'update'] as const;

export const OPEN_TABLES: readonly OpenTable[] = [
  { table: 'territory', writes: grows },
  { table: 'organization', writes: grows },
  { table: 'strategy', writes: grows },
  { table: 'action_plan', writes: grows },
  { table: 'plan_version', except: ['entered_by_id'], writes: grows },
  { table: 'objective', writes: grows },
  { table: 'measure', writes: grows },
  { table: 'measure_version', writes: grows },
  { table: 'measure_succession', writes: grows },
  { table: 'measure_responsible', writes: grows },
  { table: 'funding_line', writes: grows },
  { table: 'indicator', writes: grows },
  { table: 'reporting_obligation', writes: grows },
  { table: 'official_report', except: ['entered_by_id'], writes: grows },
  { table: 'measure_statement', except: ['entered_by_id'], writes: grows },
  { table: 'indicator_value', writes: grows },
  { table: 'measure_progress', writes: everyWrite },
  { table: 'coalition', writes: grows },
  { table: 'coalition_member', writes: grows },
  // versions of what the public sees: sums of changes, which say what changed and never who
  { table: 'content_change', writes: everyWrite },
];

/** Nothing of a person, and no answer of the public: for members whole. */
export const INNER_TABLES: readonly OpenTable[] = [
  { table: 'progress_revision', writes: grows },
  { table: 'retention_sweep', writes: grows },
  // heads of the chain over the audit, which anybody may note down; what they seal is not in them
  { table: 'audit_seal', writes: ['insert'] },
  { table: 'audit_gap', writes: ['insert', 'delete'] },
];

/** For the owner alone: what the program knows of its own schema. */
export const OWNER_TABLES: readonly string[] = ['schema_migration', 'database_access'];

const own = (column = 'person_id'): string => `${column} = sverka_person()`;
const holds = (...roles: readonly string[]): string =>
  `(select actor_holds(${roles.map((role) => `'${role}'`).join(', ')}))`;
const administrator = holds('ADMINISTRATOR');
const inPurpose = (...purposes: readonly Purpose[]): string =>
  `sverka_purpose() in (${purposes.map((purpose) => `'${purpose}'`).join(', ')})`;
const erasing = inPurpose(Purpose.ERASURE);
/** What has to be looked up is asked last: mostly the rest says yes before. */
const any = (...conditions: readonly string[]): string =>
  conditions.toSorted((a, b) => Number(LOOKS_UP.test(a)) - Number(LOOKS_UP.test(b))).join(' or ');
const LOOKS_UP = /select|is_[a-z]+_observation/;

const worksIn = (coalition: string): string => `${coalition} = any ((select actor_coalitions())::uuid[])`;
const ofCampaign = (condition: string): string =>
  `exists (select from campaign c where c.id = campaign_id and ${condition})`;
const ofAsk = (condition: string): string =>
  `exists (select from ask a join campaign c on c.id = a.campaign_id where a.id = ask_id and ${condition})`;
const publicAsk = "a.state <> 'DRAFT' and c.public_from is not null";
const ownCampaign = ofCampaign(worksIn('c.coalition_id'));
const ownAsk = ofAsk(worksIn('c.coalition_id'));
/** An administrator hides the words of what everybody reads, and shows them again. */
const settled = (publicRows: string): string => `(${administrator} and ${publicRows})`;
/** Rows of a campaign: the public's, and all to its coalition. */
const campaignPart = (table: string, publicRows: string): GuardedTable => ({
  table,
  public: publicRows,
  read: any(publicRows, ownCampaign),
  add: ownCampaign,
  change: ownCampaign,
});
const wordedPart = (table: string, publicRows: string): GuardedTable => ({
  ...campaignPart(table, publicRows),
  change: any(ownCampaign, settled(publicRows)),
});
const askPart = (table: string): GuardedTable => ({
  table,
  public: ofAsk(publicAsk),
  read: any(ofAsk(publicAsk), ownAsk),
  add: ownAsk,
  change: any(ownAsk, settled(ofAsk(publicAsk))),
});

/** The same condition for whatever is done to a row. */
const all = (table: string, condition: string): GuardedTable => ({
  table,
  read: condition,
  add: condition,
  change: condition,
  remove: condition,
});

/** Whose place it is to decide on observations there, or near it. */
const verifiedHere = verifiedByActor('measure_id');
const verifiedObservation = 'exists (select from verified_observation v where v.id = observation_id)';
const ownObservation = 'exists (select from own_observation mine where mine.id = observation.id)';
const ownDecided = 'exists (select from own_observation mine where mine.id = observation_id)';
/** While it is being sent, in the statement that writes it and who saw it: nobody's name stands yet on an id with this content. */
const beingSent = `${inPurpose(Purpose.SUBMISSION)} and state = 'SUBMITTED' and sverka_person() is not null and not is_received_observation(id, content_hash)`;

export const GUARDED_TABLES: readonly GuardedTable[] = [
  // What was seen, and by whom: the public reads `public_observation`, never these.
  {
    table: 'observation',
    // each row that is sent is looked at: that it is being sent comes before where the actor verifies
    read: any(`(${beingSent})`, ownObservation, verifiedHere, erasing),
    add: `sverka_person() is not null and state = 'SUBMITTED' and published_on is null`,
    change: any(ownObservation, verifiedHere, erasing),
    // one's own is taken back, and never published by oneself
    becomes: any(verifiedHere, `(state = 'WITHDRAWN' and ${ownObservation})`, erasing),
  },
  {
    table: 'observation_author',
    read: any(own(), verifiedObservation, erasing),
    add: own(),
    change: erasing,
    remove: erasing,
  },
  { table: 'observer_pseudonym', read: any(own(), erasing), add: own(), change: own(), remove: erasing },
  {
    table: 'observation_decision',
    read: any(own('decided_by_id'), 'exists (select from observation o where o.id = observation_id)', erasing),
    add: `${own('decided_by_id')} and ${verifiedObservation}`,
    // why words were published that could reveal somebody goes when these are taken back
    change: any(ownDecided, erasing),
    becomes: any(`(${ownDecided} and revealing_reason is null)`, erasing),
  },

  // what an erased person had published, to be withdrawn one by one: which rows came together is nobody's to see
  all('withdrawal_due', erasing),

  // anybody may report a text, and no name stands on it
  {
    table: 'text_report',
    read: any(verifiedObservation, administrator, erasing),
    add: 'true',
    change: any(verifiedObservation, administrator, erasing),
    remove: erasing,
  },

  // the same of what officials and coalitions write, which administrators settle; and what they decided, with the words
  // that they took from the public
  {
    table: 'public_text_report',
    read: any(administrator, erasing),
    add: 'true',
    change: any(administrator, erasing),
    remove: erasing,
  },
  {
    table: 'public_text_decision',
    read: any(own('decided_by_id'), administrator, erasing),
    add: `${own('decided_by_id')} and ${administrator}`,
    change: any(administrator, erasing),
  },

  // People and their roles: one's own, and administrators'.
  {
    table: 'person',
    read: any(
      own('id'),
      administrator,
      inPurpose(Purpose.SESSION, Purpose.SIGN_IN, Purpose.JOIN, Purpose.ERASURE),
      `(is_demo and ${inPurpose(Purpose.DEMO)})`,
    ),
    add: any(administrator, inPurpose(Purpose.SIGN_IN, Purpose.JOIN)),
    change: any(own('id'), inPurpose(Purpose.SESSION, Purpose.SIGN_IN, Purpose.JOIN, Purpose.ERASURE)),
  },
  {
    table: 'membership',
    read: any(
      own(),
      administrator,
      inPurpose(Purpose.SESSION, Purpose.SIGN_IN, Purpose.JOIN, Purpose.ERASURE),
      `(${inPurpose(Purpose.DEMO)} and exists (select from person p where p.id = person_id and p.is_demo))`,
    ),
    // whoever forms a coalition leads it, and may form one only as a lead of another
    add: any(
      administrator,
      inPurpose(Purpose.SIGN_IN, Purpose.JOIN),
      `(${own()} and role = 'COALITION_LEAD' and ${holds('COALITION_LEAD')})`,
    ),
    change: any(administrator, erasing),
    remove: erasing,
  },
  { ...all('membership_request', any(administrator, erasing)), read: any(own(), administrator, erasing) },
  // an observer without an organization speaks for whoever invited them (R2): whose that is, they may look up
  {
    table: 'affiliation',
    read: any(own(), 'person_id = (select actor_inviter())', administrator, erasing),
    add: administrator,
    remove: erasing,
  },
  { table: 'certificate', read: any(own(), administrator, erasing), add: administrator, remove: erasing },
  {
    table: 'invitation',
    read: any(own('made_by_id'), administrator, inPurpose(Purpose.JOIN, Purpose.ERASURE)),
    add: `${own('made_by_id')} and ${holds('VERIFIER', 'ADMINISTRATOR')}`,
    change: any(own('made_by_id'), administrator, inPurpose(Purpose.JOIN)),
    remove: erasing,
  },

  // What proves who somebody is: their own, and sign-in's.
  {
    table: 'account',
    read: any(own('id'), administrator, inPurpose(Purpose.SIGN_IN, Purpose.ERASURE)),
    add: any(administrator, inPurpose(Purpose.SIGN_IN)),
    change: any(own('id'), inPurpose(Purpose.SIGN_IN)),
    remove: erasing,
  },
  all('account_credential', any(own('user_id'), inPurpose(Purpose.SIGN_IN, Purpose.ERASURE))),
  all('account_verification', inPurpose(Purpose.SIGN_IN, Purpose.ERASURE)),
  {
    ...all('second_factor', any(own(), inPurpose(Purpose.SIGN_IN, Purpose.ERASURE))),
    read: any(own(), inPurpose(Purpose.SESSION, Purpose.SIGN_IN, Purpose.ERASURE)),
  },
  all('second_factor_recovery', any(own(), inPurpose(Purpose.SIGN_IN, Purpose.ERASURE))),
  all('recovery_code', any(own(), inPurpose(Purpose.SIGN_IN, Purpose.JOIN, Purpose.ERASURE))),
  all('session', any(own(), inPurpose(Purpose.SESSION, Purpose.SIGN_IN, Purpose.JOIN, Purpose.ERASURE))),
  {
    table: 'administrator_link',
    read: inPurpose(Purpose.SIGN_IN, Purpose.ERASURE),
    change: inPurpose(Purpose.SIGN_IN),
    remove: erasing,
  },
  all('attempt_window', inPurpose(Purpose.ATTEMPTS, Purpose.ERASURE)),

  // A file that is being read is seen by whoever sent it, and by administrators.
  {
    table: 'plan_import',
    read: any(own('uploaded_by_id'), administrator, erasing),
    add: own('uploaded_by_id'),
    change: any(own('uploaded_by_id'), administrator, erasing),
    remove: erasing,
  },
  all('organization_alias', holds('ADMINISTRATOR', 'OFFICIAL', 'COALITION_LEAD')),

  // A coalition's inner life is its own; what was started, done or sent is everybody's.
  {
    table: 'campaign',
    public: 'public_from is not null',
    read: any('public_from is not null', worksIn('coalition_id')),
    add: worksIn('coalition_id'),
    change: any(worksIn('coalition_id'), settled('public_from is not null')),
  },
  campaignPart('campaign_measure', ofCampaign('c.public_from is not null')),
  wordedPart('activity', `(state = 'DONE' and ${ofCampaign('c.public_from is not null')})`),
  wordedPart('ask', `(state <> 'DRAFT' and ${ofCampaign('c.public_from is not null')})`),
  askPart('ask_extension'),
  askPart('ask_answer'),
  { table: 'campaign_note', read: any(ownCampaign, own('written_by_id'), erasing), add: ownCampaign, remove: erasing },

  // Who took out what and why: their own, and administrators'. What was taken, `exportable_observation` tells.
  {
    table: 'observation_export',
    read: any(own('asked_by_id'), administrator, erasing),
    add: `${own('asked_by_id')} and ${holds('EXPORTER')} and times_taken = 0`,
    change: any(own('asked_by_id'), erasing),
    remove: erasing,
  },

  // Append-only; what one did oneself is part of one's own data. An entry is by whoever acts, or by whom a purpose let in.
  {
    table: 'audit_entry',
    read: any(own('actor_id'), inPurpose(Purpose.SEALING)),
    add: any('actor_id is not distinct from sverka_person()', inPurpose(Purpose.SIGN_IN, Purpose.JOIN)),
  },
];

/** Views that tell the public something of private tables; members read them too. See access-functions.ts. */
export const PUBLIC_VIEWS = ['public_observation', 'public_voice'] as const;
/** Views for members alone. */
export const MEMBER_VIEWS = [
  'observation_face',
  'published_evidence',
  'coming_evidence',
  'waiting_evidence',
  'waiting_at_month_start',
  'exportable_observation',
  'exportable_voice',
  'own_observation',
  'verified_observation',
  'verifier_seat',
  'verifier_certificate',
  'verifier_body',
] as const;

export const tableReach: (text: string) => TableReach = reachIn({
  partlyPublic: new Set(GUARDED_TABLES.filter((one) => one.public !== undefined).map(({ table }) => table)),
  private: new Set([
    ...GUARDED_TABLES.filter((one) => one.public === undefined).map(({ table }) => table),
    ...INNER_TABLES.map(({ table }) => table),
    ...OWNER_TABLES,
    ...MEMBER_VIEWS,
    // columns that the public role does not have
    ...OPEN_TABLES.flatMap(({ except = [] }) => except),
  ]),
});
