/** What was kept long enough goes, on its day and not before. The clock is an argument: years pass in a test. */
import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { addDays, firstDayOfMonth, monthOf, sofiaDay, type LocalDate } from '../../schema/rules/days.ts';
import { retentionPeriods, type SweptKind } from '../../schema/vocabulary/retention.ts';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { startSession } from '../../server/people/identity.ts';
import { oneRow, rows, sql, type Sql } from '../../server/platform/sql.ts';
import { AtStop, startChore } from '../../server/platform/chore.ts';
import { sweepAndSay, sweepPersonalData } from '../../server/retention/retention.service.ts';
import { sweeps } from '../../server/retention/sweeps.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildAccount,
  buildMeasure,
  buildMunicipality,
  buildPerson,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

/** Everything planted here came to its end on this day. */
const END = '2026-03-10';
const NOON = `${END}T12:00:00+02:00`;

let app: TestApp;
let municipality: BuiltTerritory;
let verifier: string;

beforeAll(async () => {
  app = await createTestApp();
  municipality = await buildMunicipality(app);
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
});
beforeEach(() => run(sql`delete from retention_sweep`));

const run = (statement: Sql) => rows(worldContext(app), statement);
const countOf = async (statement: Sql): Promise<number> =>
  (await oneRow<{ count: number }>(worldContext(app), sql`select count(*)::int as count from ${statement}`))?.count ??
  -1;
const sweepOn = async (day: string) => sweepPersonalData(await app.contextOf({ on: day }));
const aPerson = () => buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });

/** An observation that a verifier returned on the last day; and one of which nobody has decided. */
async function returned(): Promise<string> {
  const { id: measureId } = await buildMeasure(app, { plan: { territoryId: municipality.id } });
  const monitor = await aPerson();
  const submit = async () => {
    const id = randomUUID();
    const input = {
      id,
      measureId,
      level: 'LIMITED',
      dontKnow: false,
      method: 'MEETING',
      seenOn: '2026-03-01',
      words: 'Чува се.',
    };
    const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
    await app.ask(SUBMIT, { as: monitor, on: '2026-03-02', variables: { input } });
    return id;
  };
  const [id] = [await submit(), await submit()];
  const decision = { observationId: id, decision: 'RETURNED', reason: 'Кога?' };
  const DECIDE = 'mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }';
  await app.ask(DECIDE, { as: verifier, on: END, variables: { input: decision } });
  return measureId;
}

/** Sent and verified in 2024, and public since. */
async function publishedLongAgo(words: string, decision: { readonly publicWords?: string } = {}) {
  const { id: measureId } = await buildMeasure(app, { plan: { territoryId: municipality.id } });
  const monitor = await aPerson();
  const id = randomUUID();
  const input = {
    id,
    measureId,
    level: 'COMPLETE',
    dontKnow: false,
    method: 'SITE_VISIT',
    seenOn: '2024-01-03',
    words,
  };
  await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
    as: monitor,
    on: '2024-01-04',
    variables: { input },
  });
  await app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: verifier,
    on: '2024-01-05',
    variables: { input: { observationId: id, decision: 'VERIFIED', ...decision } },
  });
  return { measureId, monitor, id };
}

/** Plants what ends on that day, and tells where to count it: one before its time, none after. */
const planted: Record<SweptKind, () => Promise<Sql>> = {
  SESSION: async () => {
    const person = await aPerson();
    await run(
      sql`insert into session (token_hash, person_id, expires_at) values (${randomBytes(32)}, ${person}, ${NOON})`,
    );
    return sql`session where person_id = ${person}`;
  },
  SIGN_IN_CODE: async () => {
    const name = randomUUID();
    await run(sql`insert into account_verification (identifier, value, expires_at) values (${name}, 'x', ${NOON})`);
    return sql`account_verification where identifier = ${name}`;
  },
  PAPER_CODE: async () => {
    const person = await aPerson();
    await run(
      sql`insert into recovery_code (person_id, code_hash, used_at) values (${person}, ${randomBytes(32)}, ${NOON})`,
    );
    await run(sql`insert into second_factor_recovery (person_id, code_hash) values (${person}, ${randomBytes(32)})`);
    return sql`(select used_at from recovery_code where person_id = ${person} union all select used_at from second_factor_recovery where person_id = ${person}) c where used_at is not null`;
  },
  ADMINISTRATOR_LINK: async () => {
    const hash = randomBytes(32);
    await run(sql`insert into administrator_link (token_hash, expires_at) values (${hash}, ${NOON})`);
    return sql`administrator_link where token_hash = ${hash}`;
  },
  ATTEMPT: async () => {
    const key = randomBytes(32);
    await run(
      sql`insert into attempt_window (key, started_at, ends_at, attempts) values (${key}, ${NOON}, ${NOON}, 1)`,
    );
    return sql`attempt_window where key = ${key}`;
  },
  OUTBOX_MAIL: async () => {
    const to = `${randomUUID()}@example.org`;
    app.house.mail.post({ to, subject: 'x', text: 'x' });
    Object.assign(app.house.mail.kept()[0] ?? {}, { postedAt: new Date(NOON) });
    const kept = () => app.house.mail.kept().filter((mail) => mail.to === to).length;
    outbox = kept;
    return sql`generate_series(1, 0)`;
  },
  INVITATION: async () => {
    const id = randomUUID();
    await run(
      sql`insert into invitation (id, token_hash, territory_id, made_by_id, language, uses_allowed, made_on, expires_on)
          values (${id}, ${randomBytes(32)}, ${municipality.id}, ${verifier}, 'BG', 5, '2026-01-01', ${END})`,
    );
    return sql`invitation where id = ${id}`;
  },
  UNUSED_ACCOUNT: async () => {
    const { personId, email } = await buildAccount(app, { role: 'COUNCILLOR' });
    await run(sql`update account set created_at = ${NOON} where id = ${personId}`);
    return sql`account where email = ${email}`;
  },
  UNCONFIRMED_IMPORT: async () => imported('READ'),
  CONFIRMED_IMPORT: async () => imported('CONFIRMED'),
  UNPUBLISHED_WORDS: async () => {
    const measure = await returned();
    return sql`observation o where measure_id = ${measure} and state = 'RETURNED' and (words is not null or exists (select from observation_decision d where d.observation_id = o.id and reason <> ''))`;
  },
  REPLACED_WORDS: async () => {
    const { id } = await publishedLongAgo('Мария има вода.', { publicWords: 'Има вода.' });
    await run(sql`update observation_decision set decided_on = ${END} where observation_id = ${id}`);
    return sql`observation where id = ${id} and words is not null and public_words = 'Има вода.'`;
  },
  HIDDEN_WORDS: async () => {
    const { id } = await publishedLongAgo('Има вода.');
    const other = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
    await app.ask('mutation ($input: DecidePublishedTextInput!) { hidePublishedWords(input: $input) { on } }', {
      as: other,
      on: END,
      variables: { input: { observationId: id, reason: 'В думите има име.' } },
    });
    return sql`observation o where id = ${id} and (words is not null or exists (select from observation_decision d where d.observation_id = o.id and d.reason <> ''))`;
  },
  TEXT_REPORT: async () => {
    const { id } = await publishedLongAgo('Има вода.');
    await app.ask('mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }', {
      on: END,
      variables: { input: { kind: 'OBSERVATION', id, reason: 'REVEALS_WRITER', words: 'Това е съседката.' } },
    });
    return sql`text_report where observation_id = ${id}`;
  },
  WAITING_ROLE_REQUEST: async () => {
    const person = await aPerson();
    await run(
      sql`insert into membership_request (person_id, role, valid_from, asked_by_id, asked_at) values (${person}, 'HOTLINE_WORKER', '2026-01-01', ${verifier}, ${NOON})`,
    );
    return sql`membership_request where person_id = ${person}`;
  },
  ERASED_OBSERVATION: async () => {
    const { monitor, id } = await publishedLongAgo('Има вода.');
    await erasePerson(await app.contextOf({ on: END }), monitor);
    await run(
      sql`update withdrawal_due set due_on = ${addDays(END, retentionPeriods.ERASED_OBSERVATION.days)} where observation_id = ${id}`,
    );
    return sql`observation where id = ${id} and state = 'PUBLISHED' and words is not null`;
  },
  ERASED_WAITING: async () => {
    const { id: measureId } = await buildMeasure(app, { plan: { territoryId: municipality.id } });
    const monitor = await aPerson();
    const id = randomUUID();
    const input = { id, measureId, level: 'LIMITED', dontKnow: false, method: 'MEETING', seenOn: '2026-02-01' };
    await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
      as: monitor,
      on: '2026-02-20',
      variables: { input },
    });
    await erasePerson(await app.contextOf({ on: END }), monitor);
    return sql`observation o join observation_author a on a.observation_id = o.id where o.id = ${id} and o.level is not null`;
  },
  ROLE_REQUEST: async () => {
    const person = await aPerson();
    await run(
      sql`insert into membership_request (person_id, role, valid_from, state, asked_by_id, asked_at, decided_by_id, decided_at)
          values (${person}, 'HOTLINE_WORKER', '2026-01-01', 'REFUSED', ${verifier}, ${NOON}, ${verifier}, ${NOON})`,
    );
    return sql`membership_request where person_id = ${person}`;
  },
  ABSENT_PERSON: async () => {
    const { personId } = await buildAccount(app, { role: 'COUNCILLOR', displayName: 'Отдавна отишъл' });
    // the month is all that is kept: the days count from the first of the next
    await run(sql`update person set last_seen_on = '2026-02-01' where id = ${personId}`);
    return sql`account where id = ${personId}`;
  },
  OBSERVATION_EXPORT: async () => {
    const id = randomUUID();
    await run(
      sql`insert into observation_export (id, asked_by_id, territory_id, format, reason, asked_on, asked_at)
          values (${id}, ${verifier}, ${municipality.id}, 'CSV', 'Проучване', ${END}, ${NOON})`,
    );
    return sql`observation_export where id = ${id}`;
  },
  ENDED_ROLE: async () => {
    const person = await buildPerson(app);
    await run(
      sql`insert into membership (person_id, role, valid_from, valid_to) values (${person}, 'COUNCILLOR', '2025-01-01', ${END})`,
    );
    return sql`membership where person_id = ${person}`;
  },
};
/** Where that is another day. */
const endedOn: Partial<Record<SweptKind, LocalDate>> = { ABSENT_PERSON: '2026-03-01', ERASED_WAITING: '2026-03-31' };
let outbox: (() => number) | null = null;

async function imported(state: 'READ' | 'CONFIRMED'): Promise<Sql> {
  const id = randomUUID();
  await run(
    sql`insert into plan_import (id, uploaded_by_id, uploaded_on, file_name, file_sha256, file_bytes, state)
        values (${id}, ${verifier}, ${END}, 'plan.xlsx', 'x', ${Buffer.from('x')}, ${state})`,
  );
  return sql`plan_import where id = ${id}`;
}

describe.each(Object.keys(sweeps) as SweptKind[])('%s', (kind) => {
  it('goes on its day, and not the day before', async () => {
    const { days } = retentionPeriods[kind];
    const place = await planted[kind]();
    const count = kind === 'OUTBOX_MAIL' ? async () => outbox?.() : () => countOf(place);
    const goes = addDays(endedOn[kind] ?? END, days);
    await sweepOn(addDays(goes, -1));
    expect(await count()).toBe(1);
    await run(sql`delete from retention_sweep`);
    await sweepOn(goes);
    expect(await count()).toBe(0);
  });
});

test('a code that still lets in stays, and one that ran out an hour ago goes at the next turn of the same day', async () => {
  const context = await app.contextOf({ on: '2027-05-05' });
  const names = [randomUUID(), randomUUID()];
  for (const [at, name] of names.entries())
    await run(
      sql`insert into account_verification (identifier, value, expires_at) values (${name}, 'x', ${new Date(context.now.getTime() + (at === 0 ? -3_600_000 : 60_000)).toISOString()})`,
    );
  await run(sql`insert into retention_sweep (kind, swept_on, gone) values ('SIGN_IN_CODE', '2027-05-05', 0)`);
  await sweepPersonalData(context);
  expect(await run(sql`select identifier from account_verification where identifier = any(${names})`)).toEqual([
    { identifier: names[1] },
  ]);
});

test('why an undone verification had shown marked words goes with its words', async () => {
  const { id } = await publishedLongAgo('Има вода.');
  await run(sql`update observation set state = 'UNDONE', undone_on = ${END} where id = ${id}`);
  await run(
    sql`update observation_decision set revealing_kinds = '{NAME}', revealing_reason = 'Името е на улица.' where observation_id = ${id}`,
  );
  await sweepOn(addDays(END, retentionPeriods.UNPUBLISHED_WORDS.days));
  expect(await run(sql`select revealing_reason from observation_decision where observation_id = ${id}`)).toEqual([
    { revealingReason: null },
  ]);
});

test('what waits for a decision keeps its words, however long it waits', async () => {
  const measure = await returned();
  await sweepOn('2036-03-10');
  const waiting = await run(sql`select words from observation where measure_id = ${measure} and state = 'SUBMITTED'`);
  expect(waiting).toEqual([{ words: 'Чува се.' }]);
});

describe('a person who is long away', () => {
  it('is forgotten, and what they published stays public as nobody’s', async () => {
    const { measureId, monitor, id } = await publishedLongAgo('Готово е.');
    const QUERY =
      'query ($id: ID!) { measure(id: $id) { assessment { communityLevel } observations { nodes { level words withdrawn } } } }';
    const before = await app.ask(QUERY, { on: '2026-04-10', variables: { id: measureId } });
    expect(before.measure.observations.nodes).toEqual([{ level: 'COMPLETE', words: 'Готово е.', withdrawn: false }]);
    await run(sql`update person set last_seen_on = '2024-01-01' where id = ${monitor}`);
    await sweepOn('2026-04-10');
    expect(await app.ask(QUERY, { on: '2026-04-10', variables: { id: measureId } })).toEqual(before);
    expect(await run(sql`select role from membership where person_id = ${monitor}`)).toEqual([]);
    expect(
      await run(
        sql`select person_id, pseudonym, seen_on, submitted_on from observation_author a join observation o on o.id = a.observation_id where o.id = ${id}`,
      ),
    ).toEqual([{ personId: null, pseudonym: '', seenOn: '2024-01-01', submittedOn: '2024-01-01' }]);
    expect(
      await run(sql`select action from audit_entry where subject_id = ${monitor} and action = 'person.forget'`),
    ).toHaveLength(1);
  });

  it('is not forgotten while they administer the house, nor when they come back in time', async () => {
    const [administrator, back] = [await buildAccount(app, { role: 'ADMINISTRATOR' }), await buildAccount(app)];
    await run(
      sql`update person set last_seen_on = '2020-01-01' where id = any(${[administrator.personId, back.personId]}::uuid[])`,
    );
    await startSession(app.contextFor({ actor: null }), { personId: back.personId });
    const seen = await run(sql`select last_seen_on from person where id = ${back.personId}`);
    expect(seen).toEqual([{ lastSeenOn: firstDayOfMonth(monthOf(sofiaDay(new Date()))) }]);
    await sweepOn(sofiaDay(new Date()));
    expect(await countOf(sql`account where id = any(${[administrator.personId, back.personId]}::uuid[])`)).toBe(2);
  });
});

describe('the sweep', () => {
  it('is made once a day, and again on the next', async () => {
    expect(await sweepOn('2027-01-01')).toHaveLength(Object.keys(sweeps).length);
    // what goes at once is looked for each time
    expect(await sweepOn('2027-01-01')).toEqual([{ kind: 'SIGN_IN_CODE', gone: 0 }]);
    expect(await sweepOn('2027-01-02')).toHaveLength(Object.keys(sweeps).length);
  });

  it('by several processes at once is made by one for each period', async () => {
    const contexts = await Promise.all(Array.from({ length: 4 }, () => app.contextOf({ on: '2027-02-01' })));
    const swept = (await Promise.all(contexts.map((context) => sweepPersonalData(context)))).flat();
    const onceADay = (kind: string) => kind !== 'SIGN_IN_CODE';
    expect(
      swept
        .map(({ kind }) => kind)
        .filter(onceADay)
        .toSorted(),
    ).toEqual(Object.keys(sweeps).filter(onceADay).toSorted());
  });

  it('runs when the server starts, by itself', async () => {
    const place = await planted.SESSION();
    const log = pino({ level: 'silent' });
    const work = () => sweepAndSay(app.contextFor({ actor: null }), log);
    const job = startChore({ name: 'retention', everySeconds: 3_600, atStop: AtStop.WAIT, work, log });
    await job.stop();
    expect(await countOf(place)).toBe(0);
    expect(await countOf(sql`retention_sweep`)).toBe(Object.keys(sweeps).length);
  });
});
