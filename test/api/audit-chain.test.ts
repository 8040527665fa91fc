/** The audit log is append-only and sealed: whatever somebody who holds the database does to it later is found. */
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '../../server/platform/audit.ts';
import { lastSeal, sealAudit } from '../../server/platform/audit-chain/seal.service.ts';
import { ChainFault, verifyChain } from '../../server/platform/audit-chain/verify-chain.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, plainGet } from '../support/test-web.ts';
import { worldContext } from '../support/world.ts';

const SUBJECT = '11111111-1111-4111-8111-111111111111';
let app: TestApp;
/** Holds the database, as its owner does. */
let owner: Client;

const context = (now?: Date): RequestContext => app.contextFor({ actor: null, now });
const write = (action: string): Promise<void> =>
  audit(context(), { action, subjectKind: 'Measure', subjectId: SUBJECT });
const seal = (): Promise<number> => sealAudit(context());
const faults = async (head: string | null = null): Promise<ChainFault[]> =>
  (await verifyChain(worldContext(app), head)).findings.map(({ fault }) => fault);

beforeAll(async () => {
  app = await createTestApp();
  owner = new Client({ connectionString: app.owner.database.config.get('clientUrl') ?? '' });
  await owner.connect();
});
afterAll(() => owner.end());

/** Does something to the two tables with their triggers off, looks, and takes it back. */
async function withTampering(work: string, look: () => Promise<void>): Promise<void> {
  const kept = 'create table kept_entry as table audit_entry; create table kept_seal as table audit_seal;';
  const off = ['audit_entry', 'audit_seal'].map((table) => `alter table ${table} disable trigger user;`).join('');
  await owner.query(`begin; ${kept} ${off} ${work}; commit`);
  try {
    await look();
  } finally {
    await owner.query(`begin; delete from audit_entry; delete from audit_seal;
      insert into audit_entry overriding system value select * from kept_entry; insert into audit_seal select * from kept_seal;
      drop table kept_entry; drop table kept_seal;
      alter table audit_entry enable always trigger audit_entry_append_only, enable always trigger audit_entry_never_emptied;
      alter table audit_seal enable always trigger audit_seal_append_only, enable always trigger audit_seal_never_emptied; commit`);
  }
}

describe('the log', () => {
  it.each([
    'update audit_entry set action = action',
    'delete from audit_entry',
    'truncate audit_entry',
    'update audit_seal set head = head',
    'delete from audit_seal',
    'truncate audit_seal',
    "set session_replication_role = 'replica'; delete from audit_entry",
  ])('refuses its owner: %s', async (statement) => {
    await write('measure.read');
    await seal();
    await expect(owner.query(statement)).rejects.toThrow(/is append-only/);
    await owner.query('reset session_replication_role');
  });
});

describe('sealing', () => {
  it('takes each entry once, in order, and leaves nothing unsealed', async () => {
    await seal();
    for (const action of ['one', 'two', 'three']) await write(action);
    expect((await verifyChain(worldContext(app))).unsealed).toBe(3);
    expect(await seal()).toBe(3);
    expect(await seal()).toBe(0);
    expect(await verifyChain(worldContext(app))).toMatchObject({ unsealed: 0, unsealedSince: null, findings: [] });
  });

  it('takes what was under way when a later entry was sealed', async () => {
    const slow = new Client({ connectionString: app.owner.database.config.get('clientUrl') ?? '' });
    await slow.connect();
    const insert = "insert into audit_entry (action, subject_kind) values ('slow', 'Measure')";
    await slow.query(`begin; ${insert}; ${insert}`);
    await write('quick');
    expect(await seal()).toBe(1);
    expect(await verifyChain(worldContext(app))).toMatchObject({ unsealed: 0, findings: [] });
    await slow.query('commit');
    expect(await verifyChain(worldContext(app))).toMatchObject({ unsealed: 2, findings: [] });
    expect(await seal()).toBe(2);
    await slow.query(`begin; ${insert}; rollback`);
    await slow.end();
    await write('after');
    expect(await seal()).toBe(1);
    expect(await verifyChain(worldContext(app))).toMatchObject({ unsealed: 0, findings: [] });
  });

  it('many entries go into several seals, and several processes do not collide', async () => {
    await seal();
    await owner.query(
      "insert into audit_entry (action, subject_kind) select 'many', 'Measure' from generate_series(1, 4500)",
    );
    const counts = await Promise.all([seal(), seal(), seal()]);
    await seal();
    expect(Math.max(...counts)).toBeGreaterThan(0);
    expect(await verifyChain(worldContext(app))).toMatchObject({ unsealed: 0, findings: [] });
  });

  it('leaves a seal on the first turn of a day on which nothing happened', async () => {
    await seal();
    const before = await lastSeal(context());
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    expect(await sealAudit(context(tomorrow))).toBe(0);
    const after = await lastSeal(context());
    expect(after?.number).toBe((before?.number ?? 0) + 1);
    expect(after?.head).not.toBe(before?.head);
    await sealAudit(context(tomorrow));
    expect(await lastSeal(context())).toEqual(after);
    expect(await faults()).toEqual([]);
  });
});

describe('the check finds', () => {
  beforeEach(async () => {
    for (const group of ['a', 'b', 'c']) {
      for (const place of [1, 2, 3]) await write(`${group}${place}`);
      await seal();
    }
  });
  const newest = (action: string) => `(select max(id) from audit_entry where action = '${action}')`;
  const expectFound = (work: string, expected: readonly ChainFault[], head: string | null = null) =>
    withTampering(work, async () => expect(await faults(head)).toEqual(expected));

  it.each([
    ["action = 'nothing'"],
    ["at = at + interval '1 microsecond'"],
    ["actor_id = '22222222-2222-4222-8222-222222222222'"],
    ["subject_kind = 'Person'"],
    ['subject_id = null'],
    ["record_ids = '{}'"],
  ])('an edited entry: %s', (change) =>
    expectFound(`update audit_entry set ${change} where id = ${newest('b2')}`, [ChainFault.CHANGED]),
  );

  it('a deleted entry', () =>
    expectFound(`delete from audit_entry where id = ${newest('b2')}`, [ChainFault.ENTRY_MISSING]));

  it('two entries that changed places', () =>
    expectFound(
      `update audit_entry e set action = case e.action when 'b1' then 'b3' else 'b1' end where id in (${newest('b1')}, ${newest('b3')})`,
      [ChainFault.CHANGED],
    ));

  it('a log whose end was cut', () =>
    expectFound(`delete from audit_entry where id >= ${newest('c1')}`, [ChainFault.ENTRY_MISSING]));

  it('a log whose end was cut with its seal, by a head that was noted', async () => {
    const head = (await lastSeal(context()))?.head ?? '';
    expect(await faults(head)).toEqual([]);
    const work = `delete from audit_entry where id >= ${newest('c1')}; delete from audit_seal where number = (select max(number) from audit_seal)`;
    await expectFound(work, [ChainFault.HEAD_UNKNOWN], head);
  });

  it('a seal that was taken out', () =>
    expectFound('delete from audit_seal where number = (select max(number) - 1 from audit_seal)', [
      ChainFault.SEAL_MISSING,
      ChainFault.ENTRY_ADDED,
    ]));

  it.each([
    "sealed_at = sealed_at + interval '1 second'",
    'up_to = up_to + 1',
    "head = decode(repeat('ab', 32), 'hex')",
  ])('a seal that was edited: %s', async (change) => {
    await withTampering(
      `update audit_seal set ${change} where number = (select max(number) - 1 from audit_seal)`,
      async () => expect(await faults()).toContain(ChainFault.CHANGED),
    );
  });

  it('two seals that changed places', () =>
    withTampering(
      `with two as (select array_agg(number order by number) as n from (select number from audit_seal order by number desc limit 2) s)
       update audit_seal set number = 1000000 + case number when n[1] then n[2] else n[1] end from two where number = any(n);
       update audit_seal set number = number - 1000000 where number > 1000000`,
      async () => expect(await faults()).toEqual([ChainFault.CHANGED, ChainFault.CHANGED]),
    ));

  it('a seal that claims an entry which never was', () =>
    withTampering(
      `update audit_seal set entry_ids = entry_ids + '{[900000000,900000001)}' where number = (select max(number) from audit_seal)`,
      async () => expect(await faults()).toEqual([ChainFault.ENTRY_MISSING]),
    ));

  it('an entry slipped in among those that were sealed', () =>
    expectFound(
      `delete from audit_gap; insert into audit_entry (id, at, action, subject_kind) overriding system value values (-5, now() - interval '9 days', 'forged', 'Measure')`,
      [ChainFault.ENTRY_ADDED],
    ));

  it('nothing where nothing was done', () => expectFound('select 1', []));
});

describe('the head', () => {
  it('of yesterday is told to anybody, without a count or a moment; that of today to nobody', async () => {
    const web = await createTestWeb(app);
    const asked = async () => JSON.parse((await plainGet(`${web.address}/audit-head`)).body);
    await write('today');
    await seal();
    const today = (await lastSeal(context()))?.head;
    const first = await asked();
    expect(Object.keys(first).toSorted()).toEqual(['day', 'head']);
    expect(first.head).not.toBe(today);
    // the same seal, made two days ago
    await withTampering(`update audit_seal set sealed_at = now() - interval '2 days'`, async () => {
      const answer = await asked();
      expect(answer).toEqual({ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), head: today });
      expect(answer.day < app.contextFor({ actor: null }).today).toBe(true);
    });
  });
});
