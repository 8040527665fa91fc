/** Submissions that come at once are committed together: each under its own person's rights, and none for another's error. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { submitObservation, type Submitted } from '../../server/observations/observation.service.ts';
import { Purpose } from '../../server/platform/purpose.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import type { Standing } from '../../server/platform/standing.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';

const TODAY = '2026-11-20';
const PEOPLE = 6;

let app: TestApp;
let measureId: string;
let monitors: readonly string[];
let stranger: string;

beforeAll(async () => {
  app = await createTestApp();
  const { id: territoryId } = await buildMunicipality(app);
  measureId = (await buildMeasure(app, { plan: { territoryId } })).id;
  const organizationId = await buildOrganization(app);
  monitors = await Promise.all(
    Array.from({ length: PEOPLE }, () =>
      buildPerson(app, { role: 'MONITOR', territoryId, affiliation: { organizationId } }),
    ),
  );
  stranger = await buildPerson(app);
});

interface Sent {
  readonly as: string;
  readonly id?: string;
  readonly revises?: string;
}

/** All in one turn of the event loop. */
async function sendAtOnce(sent: readonly Sent[]): Promise<{ readonly answers: readonly Promise<Submitted>[] }> {
  const contexts = await Promise.all(sent.map(({ as }) => app.contextOf({ as, on: TODAY })));
  return {
    answers: sent.map(({ id = randomUUID(), revises = null }, place) => {
      const context = contexts[place] ?? expect.fail();
      const content = { level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn: '2026-10-10' } as const;
      return submitObservation(context, context.actor ?? expect.fail(), { ...content, id, measureId, revises });
    }),
  };
}

const submitAtOnce = async (sent: readonly Sent[]): Promise<PromiseSettledResult<Submitted>[]> =>
  Promise.allSettled((await sendAtOnce(sent)).answers);

const idsOf = (outcomes: readonly PromiseSettledResult<Submitted>[]): string[] =>
  outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value.observation.id : expect.fail(String(outcome.reason)),
  );

interface StoredRow {
  readonly id: string;
  readonly transaction: string;
  readonly personId: string;
  readonly recordedOf: readonly string[];
}

const storedOf = (ids: readonly string[]) =>
  rows<StoredRow>(
    worldContext(app),
    sql`select o.id, o.xmin::text as transaction, a.person_id,
          (select json_agg(e.actor_id) from audit_entry e where e.subject_id = o.id and e.action = 'observation.submit') as recorded_of
        from observation o join observation_author a on a.observation_id = o.id where o.id = any(${ids}::uuid[])`,
  );

describe('submissions that come at once', () => {
  it('are one transaction, each with its own author and audit entry', async () => {
    const ids = idsOf(await submitAtOnce(monitors.map((as) => ({ as }))));
    const stored = new Map((await storedOf(ids)).map((row) => [row.id, row]));
    expect(ids.map((id) => stored.get(id)?.personId)).toEqual(monitors);
    expect(ids.map((id) => stored.get(id)?.recordedOf)).toEqual(monitors.map((id) => [id]));
    expect(new Set([...stored.values()].map(({ transaction }) => transaction)).size).toBe(1);
  });

  it('are taken also when one of them is refused by the database, whose error is its own alone', async () => {
    const [first, second] = [monitors[0] ?? '', monitors[1] ?? ''];
    const [returned = ''] = idsOf(await submitAtOnce([{ as: first }]));
    await rows(worldContext(app), sql`update observation set state = 'RETURNED' where id = ${returned}`);
    const outcomes = await submitAtOnce([
      { as: first, revises: returned },
      { as: second },
      { as: first, revises: returned },
      ...monitors.slice(2).map((as) => ({ as })),
    ]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: { extensions: { code: 'CONFLICT' } } });
    const taken = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(await storedOf(idsOf(taken))).toHaveLength(outcomes.length - 1);
  });

  it('leave out what a rule refuses without keeping the others', async () => {
    const outcomes = await submitAtOnce([{ as: stranger }, { as: monitors[0] ?? '' }]);
    expect(outcomes[0]).toMatchObject({ reason: { extensions: { code: 'FORBIDDEN' } } });
    expect(await storedOf(idsOf(outcomes.slice(1)))).toHaveLength(1);
  });

  it('with one id are one observation, and another person’s is a conflict', async () => {
    const [own = '', other = ''] = monitors;
    const id = randomUUID();
    const [first, again, foreign] = await submitAtOnce([
      { as: own, id },
      { as: own, id },
      { as: other, id },
    ]);
    expect(first).toMatchObject({ value: { alreadyReceived: false } });
    expect(again).toMatchObject({ value: { alreadyReceived: true, observation: { id } } });
    expect(foreign).toMatchObject({ reason: { extensions: { code: 'CONFLICT' } } });
    expect(await storedOf([id])).toMatchObject([{ personId: own, recordedOf: [own] }]);
  });

  it('do not wait for one whose person is held by somebody else', async () => {
    const [held = '', free = ''] = monitors;
    const holder = new Client({ connectionString: app.owner.database.config.get('clientUrl') ?? '' });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('select from person where id = $1 for update', [held]);
      let waits = true;
      const { answers } = await sendAtOnce([{ as: held }, { as: free }]);
      const late = Promise.allSettled(answers.slice(0, 1)).finally(() => (waits = false));
      expect(await storedOf(idsOf(await Promise.allSettled(answers.slice(1))))).toMatchObject([{ personId: free }]);
      expect(waits).toBe(true);
      await holder.query('commit');
      expect(await storedOf(idsOf(await late))).toMatchObject([{ personId: held }]);
    } finally {
      await holder.end();
    }
  });
});

describe('when the database cuts off its connections again and again', () => {
  const ROUNDS = 12;

  it('what was acknowledged is kept, and what was not can be sent again: each is there once', async () => {
    const cutter = new Client({ connectionString: app.owner.database.config.get('clientUrl') ?? '' });
    await cutter.connect();
    const serving = new URL(app.database.config.get('clientUrl') ?? '').username;
    const all: (Sent & { readonly id: string })[] = [];
    const acknowledged: string[] = [];
    let cutOff = 0;
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const sent = monitors.map((as) => ({ as, id: randomUUID() }));
        all.push(...sent);
        const outcomes = submitAtOnce(sent);
        await sleep(round);
        const cut = await cutter.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1',
          [serving],
        );
        cutOff += cut.rowCount ?? 0;
        for (const outcome of await outcomes)
          if (outcome.status === 'fulfilled') acknowledged.push(outcome.value.observation.id);
      }
    } finally {
      await cutter.end();
    }
    expect(cutOff).toBeGreaterThan(0);
    const kept = new Set((await storedOf(acknowledged)).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    for (const each of all) expect(idsOf(await submitAtOnce([each]))).toEqual([each.id]);
    const stored = await storedOf(all.map(({ id }) => id));
    expect(stored).toHaveLength(all.length);
    expect(stored.filter(({ recordedOf }) => recordedOf.length !== 1)).toEqual([]);
  });
});

describe('in a transaction that several share', () => {
  const submittingAs = (personId: string): Standing => ({
    personId,
    day: TODAY,
    purpose: Purpose.SUBMISSION,
    awake: true,
  });
  const write = (standing: Standing, authorId: string, id: string) =>
    app.statements.as(standing).rows(
      `with received as (
         insert into observation (id, measure_id, level, dont_know, method, seen_on, state, content_hash, submitted_at, submitted_on)
         values ($1, $2, 'LIMITED', false, 'SITE_VISIT', '2026-10-10', 'SUBMITTED', $4, now(), '2026-11-20') returning id
       ) insert into observation_author (observation_id, person_id, pseudonym, group_key, is_implementer, body_ids)
         select id, $3::uuid, 'ABCD-EFGH', 'person:' || $3::text, false, '{}' from received`,
      [id, measureId, authorId, randomUUID().replaceAll('-', '').repeat(2)],
    );

  it('nobody writes in the name of another who writes beside them', async () => {
    const [one = '', two = '', three = ''] = monitors;
    const [ofOne, forged, ofThree] = [randomUUID(), randomUUID(), randomUUID()];
    const outcomes = await Promise.allSettled([
      write(submittingAs(one), one, ofOne),
      write(submittingAs(two), one, forged),
      write(submittingAs(three), three, ofThree),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(String((outcomes[1] as PromiseRejectedResult).reason)).toContain('row-level security');
    const stored = await storedOf([ofOne, forged, ofThree]);
    expect(new Map(stored.map(({ id, personId }) => [id, personId]))).toEqual(
      new Map([
        [ofOne, one],
        [ofThree, three],
      ]),
    );
  });

  it('nobody reads what is another’s who asks beside them', async () => {
    const [one = '', two = ''] = monitors;
    const asked = (personId: string) =>
      app.statements
        .as(submittingAs(personId))
        .rows<{ personId: string }>(
          `with nothing as (update person set display_name = display_name where false) select distinct person_id from observation_author`,
          [],
        );
    const [ofOne, ofTwo] = await Promise.all([asked(one), asked(two)]);
    expect(ofOne).toEqual([{ personId: one }]);
    expect(ofTwo).toEqual([{ personId: two }]);
  });
});
