/** A backup holds all that is to be kept, goes only whole and only into an empty database, and brings nobody back. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addDays, sofiaDay } from '../../schema/rules/days.ts';
import { createApp, type App } from '../../server/app.ts';
import { createErasureKeeper, readErasures } from '../../server/backup/erasure-register.ts';
import { makeBackup } from '../../server/backup/make-backup.ts';
import { replayErasures } from '../../server/backup/replay-erasures.ts';
import { restoreBackup } from '../../server/backup/restore-backup.ts';
import { knownMigrations, migrate } from '../../server/database.ts';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { lastSeal, sealAudit } from '../../server/platform/audit-chain/seal.service.ts';
import { verifyChain } from '../../server/platform/audit-chain/verify-chain.ts';
import { DatabaseRole } from '../../server/platform/database-role.ts';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { sweepPersonalData } from '../../server/retention/retention.service.ts';
import { loadDemoData } from '../../server/seed/demo.ts';
import { createBlankDatabase } from '../support/database.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildCampaign, buildMeasure, buildMunicipality, buildPerson } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'sverka-backup-'));
const file = join(folder, 'demo.backup');
let source: TestApp;
let sourceUrl: string;
let monitor: string;
let verifier: string;
let observationId: string;
let place: string;
let measureId: string;

const HIDE = 'mutation ($input: DecidePublishedTextInput!) { hidePublishedWords(input: $input) { on } }';
const UNDO = 'mutation ($input: DecidePublishedTextInput!) { undoVerification(input: $input) { on } }';
const WORDS = 'Чешмата работи.';

const submit = (as: string, { id, words, seenOn }: { id: string; words: string; seenOn: string }) =>
  source.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
    as,
    variables: { input: { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn, words } },
  });

beforeAll(async () => {
  source = await createTestApp();
  sourceUrl = source.owner.database.config.get('clientUrl') ?? '';
  await loadDemoData(source.owner, () => {});
  const municipality = await buildMunicipality(source);
  place = municipality.id;
  measureId = (await buildMeasure(source, { plan: { territoryId: place } })).id;
  monitor = await buildPerson(source, { role: 'MONITOR', territoryId: municipality.id });
  verifier = await buildPerson(source, { role: 'VERIFIER', territoryId: municipality.id });
  observationId = randomUUID();
  await submit(monitor, {
    id: observationId,
    words: 'Кавички " и \\ черта,\nнов ред\tтабулатор',
    seenOn: addDays(sofiaDay(new Date()), -3),
  });
  await sealAudit(source.contextFor({ actor: null }));
  await makeBackup({ url: sourceUrl, to: file });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Seen in a month that is over and decided some days ago, so that it was public before anything was done about it. */
async function published(decidedBy: string): Promise<string> {
  const author = await buildPerson(source, { role: 'MONITOR', territoryId: place });
  const id = randomUUID();
  await submit(author, { id, words: WORDS, seenOn: addDays(sofiaDay(new Date()), -40) });
  await source.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: decidedBy,
    on: addDays(sofiaDay(new Date()), -3),
    variables: { input: { observationId: id, decision: 'VERIFIED' } },
  });
  return id;
}

async function authorOf(id: string): Promise<string> {
  const author = await oneRow<{ personId: string }>(
    source.owner.contextFor({ actor: null }),
    sql`select person_id from observation_author where observation_id = ${id}`,
  );
  return author?.personId ?? '';
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What lets somebody in for a while, and what belongs to one database alone. */
const LEFT_BEHIND = ['account_verification', 'administrator_link', 'attempt_window', 'audit_gap', 'session'];
const OF_ITS_OWN = [...LEFT_BEHIND, 'database_access', 'retention_sweep', 'schema_migration'];

/** Rows and a digest of every table. */
const digestsOf = (url: string): Promise<Map<string, string>> =>
  withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
    );
    const digests = new Map<string, string>();
    for (const { name } of tables) {
      const { rows: found } = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text collate "C")), '') as digest from "${name}" t
         ${name === 'content_change' ? "where topic <> 'site' or n < 1000000" : ''}`,
      );
      digests.set(name, found[0]?.digest ?? '');
    }
    return digests;
  });

async function restored(options: { readonly from?: string } = {}): Promise<{ url: string; app: App }> {
  const { url } = await createBlankDatabase();
  await restoreBackup({ url, from: options.from ?? file });
  const app = await createApp({ databaseUrl: url, poolSize: 3, role: DatabaseRole.OWNER });
  onTestFinished(() => app.close());
  return { url, app };
}

/** What the database consists of beside its rows. */
const structureOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      `select 'constraint' as kind, conrelid::regclass::text as of, conname::text as name, pg_get_constraintdef(oid) as says from pg_constraint where connamespace = 'public'::regnamespace
       union all select 'trigger', tgrelid::regclass::text, tgname::text, tgenabled::text from pg_trigger where not tgisinternal order by 1, 2, 3`,
    );
    return rows;
  });

describe('a restored database', () => {
  it('has the rows of every table that is kept, and none of what lets somebody in for a while', async () => {
    const { url } = await restored();
    const [before, after] = [await digestsOf(sourceUrl), await digestsOf(url)];
    for (const name of OF_ITS_OWN) {
      if (LEFT_BEHIND.includes(name)) expect(`${name} ${after.get(name)}`).toBe(`${name} 0 `);
      before.delete(name);
      after.delete(name);
    }
    expect(before.size).toBeGreaterThan(35);
    expect([...after]).toEqual([...before]);
  });

  it('has every reference and every trigger as before', async () => {
    const { url } = await restored();
    expect(await structureOf(url)).toEqual(await structureOf(sourceUrl));
  });

  it('keeps a sealed audit log, goes on with it, and counts as changed as a whole', async () => {
    const { app } = await restored();
    const context = () => app.contextFor({ actor: null });
    const head = (await lastSeal(source.contextFor({ actor: null })))?.head ?? '';
    expect(await verifyChain(context(), head)).toMatchObject({ findings: [], head });
    await erasePerson(context(), monitor);
    expect(await sealAudit(context())).toBeGreaterThan(0);
    expect(await verifyChain(context(), head)).toMatchObject({ findings: [], unsealed: 0 });
    const site = await oneRow<{ n: string }>(
      context(),
      sql`select sum(n)::text as n from content_change where topic = 'site'`,
    );
    expect(Number(site?.n)).toBeGreaterThan(0);
  });

  it('of an older program is brought up to this one', async () => {
    const { url } = await createBlankDatabase();
    const older = knownMigrations.slice(0, -1);
    await migrate(url, older);
    await withClient(url, (client) => client.query("insert into person (display_name) values ('Мария')"));
    const from = join(folder, 'older.backup');
    await makeBackup({ url, to: from });
    const { app } = await restored({ from });
    const found = await oneRow<{ name: string; migrations: number }>(
      app.contextFor({ actor: null }),
      sql`select display_name as name, (select count(*)::int from schema_migration) as migrations from person`,
    );
    expect(found).toEqual({ name: 'Мария', migrations: knownMigrations.length });
  });
});

describe('a backup', () => {
  it('is a file of its owner alone, and never written over another', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(makeBackup({ url: sourceUrl, to: file })).rejects.toThrow('is there already');
  });

  it('is refused where there are rows, and changes none', async () => {
    const before = await digestsOf(sourceUrl);
    await expect(restoreBackup({ url: sourceUrl, from: file })).rejects.toThrow('The database is not empty');
    expect(await digestsOf(sourceUrl)).toEqual(before);
  });

  it.each([
    ['cut at its end', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['changed in one bit', (bytes: Buffer) => Buffer.from(bytes).fill((bytes[5000] ?? 0) ^ 1, 5000, 5001)],
    ['followed by more', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['something else', () => Buffer.from('a file that nobody made as a backup, long enough to be read as one')],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is refused before anything is written', async (_what, change) => {
    const { url } = await createBlankDatabase();
    const from = join(folder, randomUUID());
    writeFileSync(from, change(readFileSync(file)));
    await expect(restoreBackup({ url, from })).rejects.toThrow(/was cut or altered|is no backup/);
    expect((await digestsOf(url)).size).toBe(0);
  });

  it('that is not there is said to be so', async () => {
    const from = join(folder, 'none');
    await expect(restoreBackup({ url: sourceUrl, from })).rejects.toThrow('There is no readable file');
  });
});

describe('an erasure after the backup', () => {
  it('is done again by the register, with effect from its day; without it the person is back', async () => {
    const register = join(folder, 'erasures');
    const keeper = createErasureKeeper(register);
    expect(await keeper.keep(source.contextFor({ actor: null }))).toBe(0);
    expect(await readErasures(register)).toEqual([]);
    await source.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { id } }', {
      as: monitor,
      variables: { id: observationId },
    });
    await erasePerson(source.contextFor({ actor: null }), verifier);
    expect(await keeper.keep(source.contextFor({ actor: null }))).toBe(2);
    expect(await keeper.keep(source.contextFor({ actor: null }))).toBe(0);
    expect(await createErasureKeeper(register).keep(source.contextFor({ actor: null }))).toBe(0);
    expect(readFileSync(register, 'utf8')).not.toMatch(/[^0-9a-f\n .\-personvatiwhd]/);

    const { app } = await restored();
    const standing = () =>
      oneRow(
        app.contextFor({ actor: null }),
        sql`select o.state, o.words, to_char(o.withdrawn_on, 'YYYY-MM-DD') as withdrawn_on, to_char(p.erased_on, 'YYYY-MM-DD') as erased_on,
              (select count(*)::int from membership m where m.person_id = p.id) as roles
            from observation o, person p where o.id = ${observationId}::uuid and p.id = ${verifier}::uuid`,
      );
    expect(await standing()).toMatchObject({ state: 'SUBMITTED', words: expect.any(String), erasedOn: null, roles: 1 });
    const erasures = (await readErasures(register)) ?? [];
    const yesterday = addDays(sofiaDay(new Date()), -1);
    expect(
      await replayErasures(
        app,
        erasures.map((each) => ({ ...each, on: yesterday })),
      ),
    ).toBe(2);
    expect(await standing()).toEqual({
      state: 'WITHDRAWN',
      words: null,
      withdrawnOn: yesterday,
      erasedOn: yesterday,
      roles: 0,
    });
    expect(await replayErasures(app, erasures)).toBe(0);
  });

  it('withdraws what was published on the days drawn before it, and draws days for what was erased since', async () => {
    const register = join(folder, 'one-by-one');
    const from = join(folder, 'one-by-one.backup');
    const decides = await buildPerson(source, { role: 'VERIFIER', territoryId: place });
    const [earlier, gone, since] = [await published(decides), await published(decides), await published(decides)];
    const nobody = () => source.contextFor({ actor: null });
    const owner = source.owner.contextFor({ actor: null });
    await erasePerson(nobody(), await authorOf(earlier));
    await makeBackup({ url: sourceUrl, to: from });
    const keeper = createErasureKeeper(register);
    for (const id of [gone, since]) await erasePerson(nobody(), await authorOf(id));
    await rows(owner, sql`update withdrawal_due set due_on = current_date where observation_id = ${gone}`);
    await sweepPersonalData(nobody());
    await keeper.keep(nobody());

    const { app } = await restored({ from });
    const context = app.contextFor({ actor: null });
    const erasures = ((await readErasures(register)) ?? []).filter(({ on }) => on === sofiaDay(new Date()));
    await replayErasures(app, erasures);
    const due = await rows<{ id: string; dueOn: string }>(
      context,
      sql`select observation_id as id, to_char(due_on, 'YYYY-MM-DD') as due_on from withdrawal_due`,
    );
    expect(due.map(({ id }) => id).toSorted()).toEqual([earlier, since].toSorted());
    const [before] = await rows<{ dueOn: string }>(
      owner,
      sql`select to_char(due_on, 'YYYY-MM-DD') as due_on from withdrawal_due where observation_id = ${earlier}`,
    );
    expect(due.find(({ id }) => id === earlier)?.dueOn).toBe(before?.dueOn);
    const standing = await rows<{ id: string; state: string }>(
      context,
      sql`select id, state from observation where id = any(${[earlier, gone, since]}::uuid[])`,
    );
    expect(Object.fromEntries(standing.map(({ id, state }) => [id, state]))).toEqual({
      [earlier]: 'PUBLISHED',
      [gone]: 'WITHDRAWN',
      [since]: 'PUBLISHED',
    });
  });

  it('of words or of a verification is done again from its day, and neither is published anew', async () => {
    const register = join(folder, 'hidden');
    const from = join(folder, 'before-hiding.backup');
    const decides = await buildPerson(source, { role: 'VERIFIER', territoryId: place });
    const [hidden, undone, untouched] = [await published(decides), await published(decides), await published(decides)];
    const keeper = createErasureKeeper(register);
    await makeBackup({ url: sourceUrl, to: from });
    const input = (id: string) => ({ input: { observationId: id, reason: 'В думите има име.' } });
    await source.ask(HIDE, { as: decides, variables: input(hidden) });
    // who confirmed it may take it back on that very day alone
    const another = await buildPerson(source, { role: 'VERIFIER', territoryId: place });
    await source.ask(UNDO, { as: another, variables: input(undone) });
    await keeper.keep(source.contextFor({ actor: null }));

    const { app } = await restored({ from });
    const context = app.contextFor({ actor: null });
    const shown = () =>
      rows<{ id: string }>(
        context,
        sql`select id, words, to_char(words_hidden_on, 'YYYY-MM-DD') as hidden, to_char(undone_on, 'YYYY-MM-DD') as undone
            from public_observation where id = any(${[hidden, undone, untouched]}::uuid[])`,
      ).then((found) => Object.fromEntries(found.map(({ id, ...row }) => [id, row])));
    const asBefore = { words: WORDS, hidden: null, undone: null };
    expect(await shown()).toEqual({ [hidden]: asBefore, [undone]: asBefore, [untouched]: asBefore });
    const yesterday = addDays(sofiaDay(new Date()), -1);
    const erasures = ((await readErasures(register)) ?? [])
      .filter(({ id }) => id === hidden || id === undone)
      .map((each) => ({ ...each, on: yesterday }));
    expect(erasures.map(({ kind }) => kind).toSorted()).toEqual([
      'observation.hideWords',
      'observation.undoVerification',
    ]);
    expect(await replayErasures(app, erasures)).toBe(2);
    expect(await shown()).toEqual({
      [hidden]: { ...asBefore, words: null, hidden: yesterday },
      [undone]: { ...asBefore, words: null, undone: yesterday },
      [untouched]: asBefore,
    });
    const recorded = await rows<{ action: string }>(
      context,
      sql`select a.action from audit_entry a join observation_decision d on d.observation_id = a.subject_id and d.decided_by_id = a.actor_id
          where a.subject_id = any(${[hidden, undone]}::uuid[]) and d.decision in ('WORDS_HIDDEN', 'UNDONE') order by a.action`,
    );
    expect(recorded.map(({ action }) => action)).toEqual(['observation.hideWords', 'observation.undoVerification']);
    expect(await replayErasures(app, erasures)).toBe(0);
  });

  it('of words that officials or coalitions wrote is done again, unless the copy knows of it', async () => {
    const register = join(folder, 'stated');
    const from = join(folder, 'before-hiding-stated.backup');
    const decides = await buildPerson(source, { role: 'ADMINISTRATOR' });
    const [earlier, hidden, rewritten] = [
      await buildCampaign(source),
      await buildCampaign(source),
      await buildCampaign(source),
    ];
    const hide = ({ id }: { readonly id: string }) =>
      source.ask('mutation ($input: HidePublicWordsInput!) { hidePublicWords(input: $input) { on } }', {
        as: decides,
        variables: { input: { kind: 'CAMPAIGN', id, because: 'INSULTS', reason: 'Обижда.' } },
      });
    await hide(earlier);
    await makeBackup({ url: sourceUrl, to: from });
    await hide(hidden);
    await hide(rewritten);
    // its new words are not what was hidden, but the copy still has those
    await source.ask('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      as: rewritten.coalition.memberId,
      variables: { input: { campaignId: rewritten.id, title: 'Друго', goal: 'Друго' } },
    });
    await createErasureKeeper(register).keep(source.contextFor({ actor: null }));
    const ids = [earlier.id, hidden.id, rewritten.id];
    const erasures = ((await readErasures(register)) ?? []).filter(({ id }) => ids.includes(id));
    expect(erasures.map(({ kind }) => kind)).toEqual(ids.map(() => 'publicText.hide.INSULTS'));

    const { app } = await restored({ from });
    const context = app.contextFor({ actor: null });
    const shown = () =>
      rows<{ id: string; title: string | null; words: string | null }>(
        context,
        sql`select c.id, c.title, c.words_hidden_because as because, d.words from campaign c
            left join public_text_decision d on d.subject_id = c.id where c.id = any(${ids}::uuid[])`,
      ).then((found) => Object.fromEntries(found.map(({ id, ...row }) => [id, row])));
    const before = await shown();
    expect(before[earlier.id]).toMatchObject({ title: null, because: 'INSULTS' });
    expect(before[hidden.id]).toMatchObject({ because: null, words: null });
    expect(await replayErasures(app, erasures)).toBe(2);
    for (const { id } of [hidden, rewritten])
      expect((await shown())[id]).toEqual({ title: null, because: 'INSULTS', words: before[id]?.title });
    expect((await shown())[earlier.id]).toEqual(before[earlier.id]);
    expect(await replayErasures(app, erasures)).toBe(0);
  });

  it('that was written in part, before the power failed, is written again', async () => {
    const register = join(folder, 'torn');
    const keeper = createErasureKeeper(register);
    await keeper.keep(source.contextFor({ actor: null }));
    const whole = readFileSync(register, 'utf8');
    expect(whole.split('\n').length).toBeGreaterThan(2);
    writeFileSync(register, whole.slice(0, -10));
    await createErasureKeeper(register).keep(source.contextFor({ actor: null }));
    expect(readFileSync(register, 'utf8')).toBe(whole);
    writeFileSync(register, 'somebody wrote here\n');
    await expect(readErasures(register)).rejects.toThrow('line 1: no erasure');
  });
});
