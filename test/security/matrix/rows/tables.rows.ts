/**
 * The second line: what PostgreSQL itself lets through, row by row, to a statement without any rule of the program.
 * Written from DESIGN §3. It may let through more than the features do (it knows of no closeness), never less. Each change is tried by somebody who could read every row, so that reading hides no gap in changing.
 */
import { EVERYONE, SIGNED_IN, type Audience } from '../actors.ts';
import type { TableRow } from '../row.ts';
import { ADMINISTRATORS, INSIDE } from './change-outcomes.ts';

const MONITORS = ['MONITOR own'] as const;
const VERIFIERS = ['VERIFIER own'] as const;
const OFFICIALS = ['OFFICIAL own'] as const;
const EXPORTERS = ['EXPORTER own'] as const;
const NOBODY: Audience = [];
const INSIDE_OR_KEEPING = [...INSIDE, ...ADMINISTRATORS] as const;

/** Whose it is does all to it, and nobody else anything. */
const theirs = (table: string, which: string): TableRow => ({
  table,
  which,
  read: MONITORS,
  add: MONITORS,
  change: MONITORS,
  remove: MONITORS,
});

/** Everybody reads what was started, done or sent, those who work in the coalition the rest; they alone write, */
// but that administrators hide the words of what is public.
const ofCoalition = (
  table: string,
  { shown, hidden, changed = INSIDE }: { readonly shown: string; readonly hidden: string; readonly changed?: Audience },
): readonly TableRow[] => [
  { table, kind: 'public', which: shown, read: EVERYONE, add: INSIDE, change: changed, remove: NOBODY },
  { table, kind: 'inner', which: hidden, read: INSIDE, add: INSIDE, change: INSIDE, remove: NOBODY },
];

export const tableRows: readonly TableRow[] = [
  {
    table: 'observation',
    kind: 'waiting',
    which: "id = '{waiting}'",
    read: [...MONITORS, ...VERIFIERS],
    // whose it is stands beside it; a new one is never published
    add: SIGNED_IN,
    change: VERIFIERS,
    remove: NOBODY,
  },
  {
    table: 'observation',
    kind: 'published, of another',
    which: "id = '{published}'",
    read: VERIFIERS,
    add: NOBODY,
    change: VERIFIERS,
    remove: NOBODY,
  },
  {
    table: 'observation_author',
    which: "observation_id = '{waiting}'",
    read: [...MONITORS, ...VERIFIERS],
    add: MONITORS,
    change: NOBODY,
    remove: NOBODY,
  },
  {
    table: 'observer_pseudonym',
    which: "person_id = '{personMONITOR}'",
    read: MONITORS,
    add: MONITORS,
    change: MONITORS,
    remove: NOBODY,
  },
  {
    table: 'observation_decision',
    which: "observation_id = '{returned}'",
    read: [...MONITORS, ...VERIFIERS],
    add: VERIFIERS,
    change: MONITORS,
    remove: NOBODY,
  },
  {
    // which public observations were one erased person's: nobody's to see, not even of those who verify there
    table: 'withdrawal_due',
    which: "observation_id = '{published}'",
    planted: "insert into withdrawal_due (observation_id, due_on) values ('{published}', '{today}')",
    read: NOBODY,
    add: NOBODY,
    change: NOBODY,
    remove: NOBODY,
  },
  {
    table: 'text_report',
    which: "observation_id = '{sharing}'",
    read: [...VERIFIERS, ...ADMINISTRATORS],
    add: EVERYONE,
    change: [...VERIFIERS, ...ADMINISTRATORS],
    remove: NOBODY,
  },
  {
    table: 'public_text_report',
    which: "subject_id = '{publicCampaign}'",
    read: ADMINISTRATORS,
    add: EVERYONE,
    change: ADMINISTRATORS,
    remove: NOBODY,
  },
  {
    // in their own name
    table: 'public_text_decision',
    which: "subject_id = '{hiddenCampaign}'",
    read: ADMINISTRATORS,
    add: ['ADMINISTRATOR own'],
    change: ADMINISTRATORS,
    remove: NOBODY,
  },
  {
    table: 'person',
    which: "id = '{personMONITOR}'",
    read: [...MONITORS, ...ADMINISTRATORS],
    add: ADMINISTRATORS,
    change: MONITORS,
    remove: NOBODY,
  },
  {
    table: 'membership',
    kind: 'of a monitor',
    which: "person_id = '{personMONITOR}'",
    read: [...MONITORS, ...ADMINISTRATORS],
    add: ADMINISTRATORS,
    change: ADMINISTRATORS,
    remove: NOBODY,
  },
  {
    // whoever forms another coalition leads it
    table: 'membership',
    kind: 'of a lead',
    which: "person_id = '{personCOALITION_LEAD}'",
    read: ['COALITION_LEAD own', ...ADMINISTRATORS],
    add: ['COALITION_LEAD own', ...ADMINISTRATORS],
    change: ADMINISTRATORS,
    remove: NOBODY,
  },
  {
    table: 'membership_request',
    which: "id = '{membershipRequest}'",
    read: ADMINISTRATORS,
    add: ADMINISTRATORS,
    change: ADMINISTRATORS,
    remove: ADMINISTRATORS,
  },
  {
    table: 'affiliation',
    which: "person_id = '{personVERIFIER}'",
    read: [...VERIFIERS, ...ADMINISTRATORS],
    add: ADMINISTRATORS,
    change: NOBODY,
    remove: NOBODY,
  },
  {
    table: 'certificate',
    which: "person_id = '{personVERIFIER}'",
    read: [...VERIFIERS, ...ADMINISTRATORS],
    add: ADMINISTRATORS,
    change: NOBODY,
    remove: NOBODY,
  },
  {
    table: 'invitation',
    which: "id = '{verifiersInvitation}'",
    read: [...VERIFIERS, ...ADMINISTRATORS],
    add: VERIFIERS,
    change: [...VERIFIERS, ...ADMINISTRATORS],
    remove: NOBODY,
  },
  {
    table: 'account',
    which: "id = '{personMONITOR}'",
    read: [...MONITORS, ...ADMINISTRATORS],
    add: ADMINISTRATORS,
    change: MONITORS,
    remove: NOBODY,
  },
  theirs('account_credential', "user_id = '{personMONITOR}'"),
  {
    // codes that were mailed: sign-in's alone
    table: 'account_verification',
    which: "identifier = 'somebody'",
    planted: "insert into account_verification (identifier, value, expires_at) values ('somebody', 'x', now())",
    read: NOBODY,
    add: NOBODY,
    change: NOBODY,
    remove: NOBODY,
  },
  theirs('second_factor', "person_id = '{personMONITOR}'"),
  theirs('second_factor_recovery', "person_id = '{personMONITOR}'"),
  theirs('recovery_code', "person_id = '{personMONITOR}'"),
  theirs('session', "id = '{monitorsSession}'"),
  { table: 'administrator_link', which: 'true', read: NOBODY, add: NOBODY, change: NOBODY, remove: NOBODY },
  {
    table: 'attempt_window',
    which: "key = 'somebody'",
    planted: "insert into attempt_window (key, started_at, ends_at, attempts) values ('somebody', now(), now(), 1)",
    read: NOBODY,
    add: NOBODY,
    change: NOBODY,
    remove: NOBODY,
  },
  {
    table: 'plan_import',
    which: "id = '{officialsImport}'",
    read: [...OFFICIALS, ...ADMINISTRATORS],
    add: OFFICIALS,
    change: [...OFFICIALS, ...ADMINISTRATORS],
    remove: NOBODY,
  },
  {
    // how plans call bodies: for whoever sends in plans
    table: 'organization_alias',
    which: "name_key = 'somebody'",
    planted:
      "insert into organization_alias (name_key, territory_id, organization_id) values ('somebody', '{municipality}', '{administration}')",
    read: ['OFFICIAL', 'COALITION_LEAD', ...ADMINISTRATORS],
    add: ['OFFICIAL', 'COALITION_LEAD', ...ADMINISTRATORS],
    change: ['OFFICIAL', 'COALITION_LEAD', ...ADMINISTRATORS],
    remove: ['OFFICIAL', 'COALITION_LEAD', ...ADMINISTRATORS],
  },
  ...ofCoalition('campaign', {
    shown: "id = '{publicCampaign}'",
    hidden: "id = '{draftCampaign}'",
    changed: INSIDE_OR_KEEPING,
  }),
  ...ofCoalition('campaign_measure', {
    shown: "campaign_id = '{publicCampaign}'",
    hidden: "campaign_id = '{draftCampaign}'",
  }),
  ...ofCoalition('activity', {
    shown: "id = '{publicCampaignDoneActivity}'",
    hidden: "id = '{publicCampaignPlannedActivity}'",
    changed: INSIDE_OR_KEEPING,
  }),
  ...ofCoalition('ask', {
    shown: "id = '{runningAsk}'",
    hidden: "id = '{draftAsk}'",
    changed: INSIDE_OR_KEEPING,
  }),
  ...ofCoalition('ask_extension', {
    shown: "ask_id = '{sentAsk}'",
    hidden: "ask_id = '{draftAsk}'",
    changed: INSIDE_OR_KEEPING,
  }).map((row) => ({
    ...row,
    planted:
      "insert into ask_extension (ask_id, until_on, reason, announced_on, known_from) values ('{draftAsk}', '2026-12-30', 'x', '2026-11-10', '2026-11-10')",
  })),
  ...ofCoalition('ask_answer', {
    shown: "ask_id = '{sentAsk}'",
    hidden: "ask_id = '{draftAsk}'",
    changed: INSIDE_OR_KEEPING,
  }).map((row) => ({
    ...row,
    planted:
      "insert into ask_answer (ask_id, number, level, answered_on, known_from) values ('{draftAsk}', 1, 'EXPLAINED', '2026-11-10', '2026-11-10')",
  })),
  {
    table: 'campaign_note',
    which: "id = '{draftCampaignNote}'",
    read: INSIDE,
    add: INSIDE,
    change: NOBODY,
    remove: NOBODY,
  },
  {
    // taken by whoever asked for it, and overseen
    table: 'observation_export',
    which: "reason = 'of the matrix'",
    planted: `insert into observation_export (id, asked_by_id, territory_id, format, reason, asked_on, asked_at, times_taken)
      values (gen_random_uuid(), '{personEXPORTER}', '{municipality}', 'CSV', 'of the matrix', '{today}', now(), 0)`,
    read: [...EXPORTERS, ...ADMINISTRATORS],
    add: EXPORTERS,
    change: EXPORTERS,
    remove: NOBODY,
  },
  {
    // append-only; one's own acts are part of one's own data
    table: 'audit_entry',
    which: "actor_id = '{personMONITOR}'",
    read: MONITORS,
    add: MONITORS,
    change: NOBODY,
    remove: NOBODY,
  },
];
