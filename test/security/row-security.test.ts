/**
 * Private rows are guarded by the database itself. Every statement here is written without any rule of ours, as a
 * forgotten rule would leave it, and goes the way of the program's own.
 */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import {
  GUARDED_TABLES,
  INNER_TABLES,
  MEMBER_VIEWS,
  OPEN_TABLES,
  OWNER_TABLES,
  PUBLIC_VIEWS,
  tableReach,
} from '../../server/database-access/table-access.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { DatabaseRole, startupOptions } from '../../server/platform/database-role.ts';
import { Purpose } from '../../server/platform/purpose.ts';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { NOBODY, type Standing } from '../../server/platform/standing.ts';
import { Statements } from '../../server/platform/statements.ts';
import { TableReach } from '../../server/platform/table-reach.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { loadDemoData } from '../../server/seed/demo.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildPerson, grantRole, worldContext } from '../support/world.ts';

let app: TestApp;
let owner: Client;
let url: string;

/** People of the demo by what they are, and one who has no role at all. */
let monitor: string;
let verifier: string;
let administrator: string;
let lead: string;
let official: string;
let stranger: string;
let exporter: string;

beforeAll(async () => {
  app = await createTestApp();
  url = app.database.config.get('clientUrl') ?? '';
  owner = new Client({ connectionString: app.owner.database.config.get('clientUrl') ?? '' });
  await owner.connect();
  await loadDemoData(app.owner, () => {});
  const holding = async (role: string): Promise<string> =>
    (await owner.query(`select person_id from membership where role = $1 order by id limit 1`, [role])).rows[0]
      .person_id;
  exporter = await holding('EXPORTER');
  [lead, official] = [await holding('COALITION_LEAD'), await holding('OFFICIAL')];
  const busiest = async (column: string, table: string): Promise<string> =>
    (await owner.query(`select ${column} as id from ${table} group by 1 order by count(*) desc, 1 limit 1`)).rows[0].id;
  [verifier, monitor] = [
    await busiest('decided_by_id', 'observation_decision'),
    await busiest('person_id', 'observation_author'),
  ];
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
  stranger = await buildPerson(app);
  await fillEmptyTables();
}, 120_000);
afterAll(() => owner.end());

/** A row of the monitor's, the verifier's or the coalition's in every guarded table that the demo leaves empty. */
async function fillEmptyTables(): Promise<void> {
  const [place] = (await owner.query(`select id from territory where kind = 'MUNICIPALITY' limit 1`)).rows;
  const [body] = (await owner.query('select id from organization limit 1')).rows;
  const [ask] = (await owner.query('select id, campaign_id from ask limit 1')).rows;
  const session = randomUUID();
  const add = (table: string, row: Record<string, unknown>) =>
    owner.query(
      `insert into ${table} (${Object.keys(row).join()}) values (${Object.keys(row)
        .map((_, at) => `$${at + 1}`)
        .join()})`,
      Object.values(row),
    );
  await add('account', { id: monitor, email: 'monitor@example.org' });
  await add('account_credential', { user_id: monitor, account_id: 'a', provider_id: 'credential', password: 'x' });
  await add('account_verification', {
    identifier: `sign-in-otp-${monitor}@account.invalid`,
    value: 'x',
    expires_at: new Date(),
  });
  await add('second_factor', { person_id: monitor, secret: 'x' });
  await add('second_factor_recovery', { person_id: monitor, code_hash: Buffer.from(session) });
  await add('recovery_code', { person_id: monitor, code_hash: Buffer.from(session) });
  await add('session', {
    person_id: monitor,
    token_hash: Buffer.from(session),
    expires_at: new Date(Date.now() + 1e6),
  });
  await add('administrator_link', { token_hash: Buffer.from(session), expires_at: new Date() });
  await add('attempt_window', { key: Buffer.from(session), started_at: new Date(), ends_at: new Date(), attempts: 1 });
  await add('membership_request', {
    person_id: monitor,
    role: 'HOTLINE_WORKER',
    valid_from: '2026-01-01',
    asked_by_id: administrator,
    asked_at: new Date(),
  });
  await add('certificate', {
    person_id: monitor,
    competence: 'MONITORING',
    valid_from: '2020-01-01',
    valid_to: '2020-02-01',
  });
  await add('affiliation', {
    person_id: monitor,
    organization_id: body.id,
    kind: 'MEMBER',
    valid_from: '2020-01-01',
    valid_to: '2020-02-01',
  });
  await add('invitation', {
    token_hash: Buffer.from(session),
    territory_id: place.id,
    made_by_id: verifier,
    language: 'BG',
    uses_allowed: 1,
    made_on: '2026-01-01',
    expires_on: '2099-01-01',
  });
  await add('plan_import', {
    uploaded_by_id: official,
    uploaded_on: '2026-01-01',
    file_name: 'a',
    file_sha256: 'a',
    file_bytes: Buffer.from('a'),
    state: 'READ',
  });
  await add('observation_export', {
    id: session,
    asked_by_id: exporter,
    territory_id: place.id,
    format: 'CSV',
    reason: 'Проучване',
    asked_on: '2026-01-01',
    asked_at: new Date(),
  });
  await add('organization_alias', { name_key: 'a', territory_id: place.id, organization_id: body.id });
  const [seen] = (await owner.query('select observation_id as id from observation_author limit 1')).rows;
  await add('withdrawal_due', { observation_id: seen.id, due_on: '2099-01-01' });
  await add('text_report', { observation_id: seen.id, reason: 'OTHER', reported_on: '2026-01-01' });
  await add('public_text_report', {
    kind: 'CAMPAIGN',
    subject_id: ask.campaign_id,
    reason: 'OTHER',
    reported_on: '2026-01-01',
  });
  await add('public_text_decision', {
    id: session,
    kind: 'CAMPAIGN',
    subject_id: ask.campaign_id,
    decision: 'WORDS_SHOWN',
    reason: 'a',
    decided_by_id: administrator,
    decided_on: '2026-01-01',
    decided_at: new Date(),
  });
  await add('campaign_note', { campaign_id: ask.campaign_id, text: 'a', written_by_id: lead, written_at: new Date() });
  await add('ask_extension', {
    ask_id: ask.id,
    until_on: '2026-01-01',
    reason: 'a',
    announced_on: '2026-01-01',
    known_from: '2026-01-01',
  });
  await owner.query(
    `insert into ask_answer (ask_id, number, level, answered_on, known_from) select id, 99, 'EXPLAINED', '2026-01-01', '2026-01-01' from ask where id = $1`,
    [ask.id],
  );
}

const as = (personId: string | null, purpose: Purpose | null = null): Standing => ({
  ...NOBODY,
  personId,
  purpose,
  awake: true,
});
/** The rows of a table as text, as they reach somebody. */
const reach = async (standing: Standing, table: string, where = 'true'): Promise<string[]> =>
  (
    await app.statements.as(standing).rows<{ row: string }>(`select t::text as row from ${table} t where ${where}`, [])
  ).map(({ row }) => row);
const kept = async (table: string, where = 'true'): Promise<string[]> =>
  (await owner.query(`select t::text as row from ${table} t where ${where}`)).rows.map(({ row }) => row);
const sorted = (found: readonly string[]): string[] => found.toSorted((a, b) => a.localeCompare(b));
const denied = { code: '42501' };

/** A connection of its own under a role, as an attacker would hold one. */
async function connection(role: DatabaseRole): Promise<Client> {
  const client = new Client({ connectionString: url, options: startupOptions(role) });
  await client.connect();
  return client;
}

const names = (tables: readonly { readonly table: string }[]): string[] => tables.map(({ table }) => table);
const privateTables = GUARDED_TABLES.filter((one) => one.public === undefined).map(({ table }) => table);
const partlyPublic = GUARDED_TABLES.flatMap((one) =>
  one.public === undefined ? [] : [{ ...one, public: one.public }],
);

describe('the lists', () => {
  it('hold every table and view of the database once', async () => {
    const found = await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`,
    );
    const listed = [
      ...names(OPEN_TABLES),
      ...names(INNER_TABLES),
      ...names(GUARDED_TABLES),
      ...OWNER_TABLES,
      ...PUBLIC_VIEWS,
      ...MEMBER_VIEWS,
    ];
    expect(listed.toSorted()).toEqual(found.rows.map(({ relname }) => relname));
  });

  it('are what the database does: guarded tables have row-level security, and there is a row to guard in each', async () => {
    for (const { table } of GUARDED_TABLES) {
      const [{ on }] = (
        await owner.query(`select relrowsecurity as on from pg_class where oid = $1::regclass`, [table])
      ).rows;
      expect(on, table).toBe(true);
      expect((await kept(table)).length, table).toBeGreaterThan(0);
    }
  });
});

describe('the roles', () => {
  it('own nothing, log in nowhere, belong to no other role and may not go round policies', async () => {
    for (const role of [DatabaseRole.MEMBERS, DatabaseRole.PUBLIC]) {
      const [attributes] = (
        await owner.query(
          `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication as too_much,
             exists (select from pg_auth_members where member = r.oid) as belongs,
             exists (select from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owns from pg_roles r where rolname = $1`,
          [role],
        )
      ).rows;
      expect(attributes, role).toEqual({ too_much: false, belongs: false, owns: false });
    }
  });

  it('change no table, policy, function or row of the audit', async () => {
    for (const role of [DatabaseRole.MEMBERS, DatabaseRole.PUBLIC]) {
      const client = await connection(role);
      for (const statement of [
        'alter table person disable row level security',
        'alter table person no force row level security',
        'drop policy member_read on person',
        'alter policy member_read on person using (true)',
        'create policy mine on person using (true)',
        'create table mine (id int)',
        'drop view public_observation',
        `create or replace function sverka_person() returns uuid language sql as 'select null::uuid'`,
        'alter role sverka_app bypassrls',
        'grant sverka_app to sverka_public',
        `update audit_entry set action = 'x'`,
        'delete from audit_entry',
        'truncate audit_entry',
        'truncate observation cascade',
        'select * from database_access',
      ])
        await expect(client.query(statement), `${role}: ${statement}`).rejects.toMatchObject({
          code: expect.stringMatching(/^42(501|710)$/),
        });
      await client.end();
    }
  });

  it('are what a connection comes back to when it is reset', async () => {
    const client = await connection(DatabaseRole.MEMBERS);
    await client.query('reset role');
    await client.query('reset all');
    expect((await client.query('select current_user as name')).rows).toEqual([{ name: DatabaseRole.MEMBERS }]);
    await client.end();
  });
});

describe('the public role', () => {
  it.each([...privateTables, ...names(INNER_TABLES), ...OWNER_TABLES, ...MEMBER_VIEWS])(
    'is refused %s',
    async (table) => {
      const client = await connection(DatabaseRole.PUBLIC);
      await expect(client.query(`select 1 from ${table}`)).rejects.toMatchObject(denied);
      await client.end();
    },
  );

  it.each(partlyPublic)('sees of $table what is public', async ({ table, public: condition }) => {
    const client = await connection(DatabaseRole.PUBLIC);
    // somebody’s standing is worth nothing here
    await client.query(
      `select set_config('sverka.person', $1, false), set_config('sverka.purpose', 'session', false)`,
      [lead],
    );
    const seen = (await client.query(`select t::text as row from ${table} t`)).rows.map(({ row }) => row);
    await client.end();
    const open = (await kept('campaign', 'public_from is not null')).length;
    expect(open).toBeGreaterThan(0);
    expect(sorted(seen)).toEqual(sorted(await kept(table, condition)));
  });

  it('sees no column that says who entered what, and writes nothing', async () => {
    const client = await connection(DatabaseRole.PUBLIC);
    for (const { table, except = [] } of OPEN_TABLES) {
      for (const column of except)
        await expect(client.query(`select ${column} from ${table}`), `${table}.${column}`).rejects.toMatchObject(
          denied,
        );
      await expect(client.query(`delete from ${table}`), table).rejects.toMatchObject(denied);
    }
    await client.end();
  });

  it('sees published observations without a day, a person or words that were paraphrased', async () => {
    const client = await connection(DatabaseRole.PUBLIC);
    const { fields, rows: seen } = await client.query('select * from public_observation');
    await client.end();
    expect(seen.length).toBe((await kept('observation', 'published_on is not null')).length);
    expect(fields.map(({ name }) => name).toSorted()).toEqual([
      'dont_know',
      'ended_on',
      'from_implementer',
      'id',
      'level',
      'measure_id',
      'method',
      'published_on',
      'seen_month',
      'settlement_id',
      'undone_on',
      'withdrawn_on',
      'words',
      'words_hidden_on',
    ]);
  });
});

describe('without an actor', () => {
  it.each(privateTables)('nothing of %s is seen', async (table) => {
    expect(await reach(NOBODY, table)).toEqual([]);
  });

  it.each(privateTables)('nothing is changed in %s', async (table) => {
    const before = await kept(table);
    const [column] = (
      await owner.query(
        `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and attidentity = '' order by attnum limit 1`,
        [table],
      )
    ).rows;
    const attempts = [`update ${table} set ${column.attname} = ${column.attname}`, `delete from ${table}`];
    for (const attempt of attempts)
      await app.statements.rows(attempt, []).catch((error: unknown) => expect(error).toMatchObject(denied));
    expect(await kept(table)).toEqual(before);
  });
});

describe('a stranger', () => {
  it.each(privateTables)('sees nothing of %s but their own', async (table) => {
    const own = table === 'person' ? [stranger] : [];
    const seen = await app.statements
      .as(as(stranger))
      .rows<{ row: { id: string } }>(`select to_jsonb(t) as row from ${table} t`, []);
    expect(seen.map(({ row }) => row.id)).toEqual(own);
  });

  it.each(partlyPublic)('sees of $table what everybody sees', async ({ table }) => {
    expect(await reach(as(stranger), table)).toEqual(await reach(NOBODY, table));
  });

  it.each([
    'verified_observation',
    'coming_evidence',
    'waiting_evidence',
    'waiting_at_month_start',
    'verifier_seat',
    'verifier_certificate',
    'verifier_body',
  ])('finds %s empty', async (view) => {
    expect(await reach(as(stranger), view)).toEqual([]);
    expect(await reach(as(monitor), view)).toEqual([]);
  });

  it('cannot give themselves a role, another’s name or a place in a coalition', async () => {
    const write = (text: string, values: unknown[]) => app.statements.as(as(stranger)).rows(text, values);
    const [campaign] = (await owner.query('select id, coalition_id from campaign limit 1')).rows;
    const [seen] = (await owner.query('select observation_id as id from observation_author limit 1')).rows;
    for (const [text, ...values] of [
      [`insert into membership (person_id, role, valid_from) values ($1, 'ADMINISTRATOR', '2020-01-01')`, stranger],
      [
        `insert into membership (person_id, role, coalition_id, valid_from) values ($1, 'COALITION_LEAD', $2, '2020-01-01')`,
        stranger,
        campaign.coalition_id,
      ],
      [
        `insert into certificate (person_id, competence, valid_from, valid_to) values ($1, 'MONITORING', '2020-01-01', '2099-01-01')`,
        stranger,
      ],
      [
        `insert into campaign_note (campaign_id, text, written_by_id, written_at) values ($1, 'x', $2, now())`,
        campaign.id,
        stranger,
      ],
      [
        `insert into observation_author (observation_id, person_id, pseudonym, group_key, is_implementer) values ($1, $2, 'x', 'x', false)`,
        seen.id,
        monitor,
      ],
      [`insert into session (token_hash, person_id, expires_at) values ('x', $1, now())`, monitor],
      [`insert into audit_entry (actor_id, action, subject_kind) values ($1, 'x', 'x')`, monitor],
    ] as const)
      await expect(write(text, values), text).rejects.toMatchObject(denied);
  });
});

describe('whose it is', () => {
  const own: readonly (readonly [table: string, column: string, person: () => string])[] = [
    ['person', 'id', () => monitor],
    ['account', 'id', () => monitor],
    ['account_credential', 'user_id', () => monitor],
    ['second_factor', 'person_id', () => monitor],
    ['second_factor_recovery', 'person_id', () => monitor],
    ['recovery_code', 'person_id', () => monitor],
    ['session', 'person_id', () => monitor],
    ['membership', 'person_id', () => monitor],
    ['certificate', 'person_id', () => monitor],
    ['affiliation', 'person_id', () => monitor],
    ['observation_author', 'person_id', () => monitor],
    ['observer_pseudonym', 'person_id', () => monitor],
    ['invitation', 'made_by_id', () => verifier],
    ['plan_import', 'uploaded_by_id', () => official],
  ];
  it.each(own)('sees their own of %s and nobody else’s', async (table, column, person) => {
    const theirs = await kept(table, `${column} = '${person()}'`);
    expect(theirs.length).toBeGreaterThan(0);
    expect((await reach(as(person()), table)).toSorted()).toEqual(theirs.toSorted());
  });

  it('a monitor sees what they observed, and what was decided on it', async () => {
    const mine = `(select observation_id from observation_author where person_id = '${monitor}')`;
    expect((await reach(as(monitor), 'observation')).toSorted()).toEqual(
      (await kept('observation', `id in ${mine}`)).toSorted(),
    );
    expect((await reach(as(monitor), 'observation_decision')).toSorted()).toEqual(
      (await kept('observation_decision', `observation_id in ${mine}`)).toSorted(),
    );
  });

  it('a monitor cannot publish what they observed, and can take it back', async () => {
    const [mine] = (
      await owner.query('select observation_id as id from observation_author where person_id = $1 limit 1', [monitor])
    ).rows;
    const write = (set: string) =>
      app.statements
        .as(as(monitor))
        .rows(`with changed as (update observation set ${set} where id = $1 returning id) select id from changed`, [
          mine.id,
        ]);
    await expect(write(`state = 'PUBLISHED', published_on = '2026-01-01'`)).rejects.toMatchObject(denied);
    expect(await write(`state = 'WITHDRAWN', withdrawn_on = '2026-01-01'`)).toEqual([mine]);
  });

  it('a verifier sees the observations of their places, and a verifier of another district none', async () => {
    const elsewhere = await buildPerson(app);
    const [far] = (
      await owner.query(
        `select t.id from territory t where t.kind = 'MUNICIPALITY' and t.parent_id not in
           (select above.parent_id from action_plan p join territory above on above.id = p.territory_id where above.parent_id is not null) limit 1`,
      )
    ).rows;
    await grantRole(app, { personId: elsewhere, role: 'VERIFIER', territoryId: far.id });
    expect((await reach(as(verifier), 'observation')).length).toBeGreaterThan(0);
    expect((await reach(as(verifier), 'observation_author')).length).toBe(
      (await reach(as(verifier), 'observation')).length,
    );
    for (const table of ['observation', 'observation_author', 'observation_decision', 'coming_evidence'])
      expect(await reach(as(elsewhere), table), table).toEqual([]);
  });

  it('an official sees no observation and nobody behind one', async () => {
    for (const table of ['observation', 'observation_author', 'observation_decision', 'observer_pseudonym'])
      expect(await reach(as(official), table), table).toEqual([]);
    const [evidence] = await app.statements
      .as(as(official))
      .rows<Record<string, string>>('select * from published_evidence limit 1', []);
    const known = await owner.query('select person_id, group_key from observation_author');
    const people = new Set(known.rows.flatMap((row) => Object.values(row)));
    expect(Object.values(evidence ?? {}).length).toBeGreaterThan(5);
    expect(Object.values(evidence ?? {}).filter((value) => people.has(value))).toEqual([]);
  });

  it('a coalition sees its drafts and notes, and another coalition’s lead does not', async () => {
    const [{ coalition_id: coalition }] = (
      await owner.query('select coalition_id from campaign_note n join campaign c on c.id = n.campaign_id')
    ).rows;
    const works = await buildPerson(app, { role: 'COALITION_MEMBER', coalitionId: coalition });
    expect((await reach(as(works), 'campaign_note')).length).toBe((await kept('campaign_note')).length);
    const ended = await buildPerson(app);
    await grantRole(app, {
      personId: ended,
      role: 'COALITION_MEMBER',
      coalitionId: coalition,
      validFrom: '2020-01-01',
      validTo: '2020-02-01',
    });
    expect(await reach(as(ended), 'campaign_note')).toEqual([]);
    const now = { ...as(ended), day: '2020-01-15' };
    expect((await reach(now, 'campaign_note')).length).toBe((await kept('campaign_note')).length);
  });

  it('an administrator sees people, roles and files, and no observation', async () => {
    for (const table of ['person', 'membership', 'membership_request', 'plan_import', 'invitation'])
      expect((await reach(as(administrator), table)).length, table).toBe((await kept(table)).length);
    for (const table of ['observation', 'observation_author', 'session', 'recovery_code', 'second_factor'])
      expect(await reach(as(administrator), table), table).toEqual([]);
  });
});

describe('without a second factor', () => {
  const coalitionWithNotes = async (): Promise<string> =>
    (await owner.query('select coalition_id from campaign_note n join campaign c on c.id = n.campaign_id')).rows[0]
      .coalition_id;
  const asleep = (personId: string): Standing => ({ ...as(personId), awake: false });

  it('a verifier, an administrator and a lead see no more than a stranger but what is their own', async () => {
    const anotherLead = await buildPerson(app, { role: 'COALITION_LEAD', coalitionId: await coalitionWithNotes() });
    for (const [person, table] of [
      [verifier, 'observation'],
      [verifier, 'observation_author'],
      [verifier, 'waiting_evidence'],
      [verifier, 'verifier_seat'],
      [administrator, 'membership_request'],
      [administrator, 'organization_alias'],
      [anotherLead, 'campaign_note'],
    ] as const) {
      expect((await reach(as(person), table)).length, `${table} awake`).toBeGreaterThan(0);
      expect(await reach(asleep(person), table), table).toEqual([]);
    }
    expect((await reach(as(administrator), 'person')).length).toBeGreaterThan(1);
    expect((await reach(asleep(administrator), 'person')).length).toBe(1);
  });

  it('an official does not see what waits on the measures of their body', async () => {
    const [{ id, body }] = (
      await owner.query(
        `select o.id, r.organization_id as body from observation o join measure_version v on v.measure_id = o.measure_id
           join measure_responsible r on r.measure_version_id = v.id
         where o.state = 'SUBMITTED' and o.ended_on is null and r.organization_id is not null limit 1`,
      )
    ).rows;
    // of what was sent in the running month no official sees any
    await owner.query('update observation set seen_on = seen_on - 40, submitted_on = submitted_on - 40 where id = $1', [
      id,
    ]);
    const theirs = await buildPerson(app, { role: 'OFFICIAL', organizationId: body });
    expect((await reach(as(theirs), 'waiting_at_month_start')).length).toBeGreaterThan(0);
    expect(await reach(asleep(theirs), 'waiting_at_month_start')).toEqual([]);
    expect(await reach(as(theirs), 'waiting_evidence')).toEqual([]);
  });

  it('a monitor and a member of a coalition act as ever', async () => {
    expect((await reach(asleep(monitor), 'observation')).length).toBeGreaterThan(0);
    const coalitionId = await coalitionWithNotes();
    const member = await buildPerson(app, { role: 'COALITION_MEMBER', coalitionId });
    expect((await reach(asleep(member), 'campaign_note')).length).toBe((await kept('campaign_note')).length);
  });

  it('the statements and transactions of a request say so by themselves', async () => {
    const actor = { personId: verifier, memberships: [], sleepingRoles: [Role.VERIFIER] };
    const context = app.contextFor({ actor });
    const seen = sql`select id from observation`;
    expect(await rows(context, seen)).toEqual([]);
    expect(await inTransaction(context, (tx) => rows(tx, seen))).toEqual([]);
    const awake = app.contextFor({ actor: { ...actor, sleepingRoles: [] } });
    expect((await rows(awake, seen)).length).toBeGreaterThan(0);
    expect((await inTransaction(awake, (tx) => rows(tx, seen))).length).toBeGreaterThan(0);
  });
});

describe('an exporter', () => {
  const exportable = async (standing: Standing, what = 'exportable_observation'): Promise<string[]> => {
    const found = await app.statements.as(standing).rows<{ id: string }>(`select measure_id as id from ${what}`, []);
    return found.map(({ id }) => id);
  };

  it('reads what may be exported of their place through the views alone, and asleep or as anybody else nothing', async () => {
    const { rows: due } = await owner.query<{ id: string }>(
      `with recursive inside as (
         select territory_id as id from membership where person_id = $1 and role = 'EXPORTER'
         union select c.id from territory c join inside on c.parent_id = inside.id
       ) select o.measure_id as id from observation o join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id join inside on inside.id = p.territory_id
       where o.state in ('PUBLISHED', 'AWAITING_REPLY') and o.withdrawn_on is null and o.undone_on is null and o.words_hidden_on is null
         and to_char(o.seen_on, 'YYYY-MM') < to_char(now() at time zone 'Europe/Sofia', 'YYYY-MM')`,
      [exporter],
    );
    expect(due.length).toBeGreaterThan(5);
    expect(sorted(await exportable(as(exporter)))).toEqual(sorted(due.map(({ id }) => id)));
    expect((await exportable(as(exporter), 'exportable_voice')).length).toBeGreaterThan(0);
    expect(await reach(as(exporter), 'observation')).toEqual([]);
    expect(await reach(as(exporter), 'observation_author')).toEqual([]);
    const others = [null, stranger, monitor, verifier, administrator, lead, official].map((person) => as(person));
    for (const standing of [...others, { ...as(exporter), awake: false }]) {
      expect(await exportable(standing)).toEqual([]);
      expect(await exportable(standing, 'exportable_voice')).toEqual([]);
    }
  });

  it('sees their own exports, an administrator everybody’s, nobody else any, and only they enter one', async () => {
    const enter = (standing: Standing, askedBy: string) =>
      app.statements.as(standing).rows(
        `insert into observation_export (id, asked_by_id, territory_id, format, reason, asked_on, asked_at)
         select gen_random_uuid(), $1::uuid, id, 'CSV', 'Проучване', current_date, now() from territory where code = 'RAZ16'`,
        [askedBy],
      );
    await enter(as(exporter), exporter);
    await expect(enter(as(exporter), stranger)).rejects.toMatchObject(denied);
    await expect(enter({ ...as(exporter), awake: false }, exporter)).rejects.toMatchObject(denied);
    await expect(enter(as(stranger), stranger)).rejects.toMatchObject(denied);
    const all = await kept('observation_export');
    expect(all.length).toBeGreaterThan(1);
    expect(sorted(await reach(as(exporter), 'observation_export'))).toEqual(sorted(all));
    expect(sorted(await reach(as(administrator), 'observation_export'))).toEqual(sorted(all));
    for (const person of [null, stranger, verifier, official])
      expect(await reach(as(person), 'observation_export')).toEqual([]);
  });
});

describe('a purpose', () => {
  it.each(Object.values(Purpose))('%s opens no more than it is for', async (purpose) => {
    const entries = await reach(as(null, purpose), 'audit_entry');
    expect(entries.length).toBe(purpose === Purpose.SEALING ? (await kept('audit_entry')).length : 0);
    const seen = await reach(as(null, purpose), 'observation_author');
    expect(seen.length).toBe(purpose === Purpose.ERASURE ? (await kept('observation_author')).length : 0);
  });

  it('of receiving an observation shows whoever sends one nothing of what others sent', async () => {
    expect((await kept('observation', `state = 'SUBMITTED'`)).length).toBeGreaterThan(0);
    for (const table of ['observation', 'observation_author', 'observation_decision'])
      expect(await reach(as(stranger, Purpose.SUBMISSION), table), table).toEqual([]);
  });

  it('that nobody gave a name opens nothing', async () => {
    for (const table of privateTables) expect(await reach(as(null, 'anything' as Purpose), table), table).toEqual([]);
  });
});

describe('a statement', () => {
  it('goes by what it reads, whoever asks', () => {
    expect(tableReach('select id from measure')).toBe(TableReach.PUBLIC);
    expect(tableReach('select id from campaign c')).toBe(TableReach.PARTLY_PUBLIC);
    expect(tableReach('select id from "session" join measure m')).toBe(TableReach.PRIVATE);
    expect(tableReach('select id from public_observation')).toBe(TableReach.PUBLIC);
  });

  it('whose text is misjudged is refused', async () => {
    const blind = new Statements({
      url,
      poolSize: 1,
      translateError: (error) => error,
      reachOf: () => TableReach.PUBLIC,
    });
    await expect(blind.rows('select * from person', [], as(administrator))).rejects.toMatchObject(denied);
    await blind.close();
  });

  it('runs on behalf of its own actor alone, however many share the connections', async () => {
    const few = new Statements({ url, poolSize: 2, translateError: (error) => error, reachOf: tableReach });
    const people = await Promise.all(Array.from({ length: 20 }, () => buildPerson(app)));
    const answers = await Promise.all(
      Array.from({ length: 600 }, async (_, turn) => {
        const person = turn % 3 === 0 ? null : (people[turn % people.length] ?? null);
        // some of them fail after they have said who asks
        if (turn % 7 === 0)
          return few.rows('select 1 / (select count(*) - count(*) from person) as none', [], as(person)).then(
            () => 'answered',
            () => 'as it should',
          );
        const write =
          turn % 5 === 0 ? 'with touched as (update person set display_name = display_name where false) ' : '';
        const found = await few.rows<{ id: string }>(`${write}select id from person`, [], as(person));
        return found.map(({ id }) => id).join() === (person ?? '')
          ? 'as it should'
          : `${person}: ${JSON.stringify(found)}`;
      }),
    );
    expect([...new Set(answers)]).toEqual(['as it should']);
    expect(await few.rows(`select id, current_setting('sverka.person', true) as who from person`, [])).toEqual([]);
    await few.close();
  });

  it('in a transaction runs on behalf of its actor, and the next on that connection on nobody’s', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => buildPerson(app)));
    const found = await Promise.all(
      people.map(async (person) =>
        inTransaction(await app.contextOf({ as: person }), async (tx) => [
          ...(await rows<{ id: string }>(tx, sql`select id from person`)),
          ...(await inTransaction(tx, (inner) => rows<{ id: string }>(inner, sql`select id from person`))),
        ]),
      ),
    );
    expect(found.map((each) => each.map(({ id }) => id))).toEqual(people.map((person) => [person, person]));
    const left = await Promise.all(people.map(() => rows({ em: app.database.em.fork() }, sql`select id from person`)));
    expect(left.flat()).toEqual([]);
  });

  it('sees the places of who asks now, whoever asked before in the same transaction', async () => {
    const client = new Client({ connectionString: url, options: startupOptions(DatabaseRole.MEMBERS) });
    await client.connect();
    try {
      await client.query('begin');
      const placesOf = async (personId: string, awake: string): Promise<number> => {
        await client.query(`select set_config('sverka.person', $1, true), set_config('sverka.awake', $2, true)`, [
          personId,
          awake,
        ]);
        const { rows: found } = await client.query('select cardinality(actor_verified_territories()) as places');
        return found[0].places;
      };
      const places = await placesOf(verifier, 'on');
      expect(places).toBeGreaterThan(0);
      expect(await placesOf(stranger, 'on')).toBe(0);
      expect(await placesOf(verifier, '')).toBe(0);
      expect(await placesOf(verifier, 'on')).toBe(places);
      await client.query(`select set_config('sverka.day', '1990-01-01', true)`);
      expect(await placesOf(verifier, 'on')).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('that a rule was forgotten in gives the owner of the database all, so that these tests mean something', async () => {
    const all = await oneRow<{ count: number }>(worldContext(app), sql`select count(*)::int as count from person`);
    expect(all?.count).toBeGreaterThan(20);
  });
});
