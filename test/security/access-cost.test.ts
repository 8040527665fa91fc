/**
 * What row-level security asks of the actor is asked once for a statement, however many rows there are: told by how often
 * PostgreSQL called functions, so that it holds on any machine.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listMyObservations } from '../../server/observations/my-observation.loader.ts';
import { listVerificationItems, verifierOf } from '../../server/observations/verification.loader.ts';
import type { Actor } from '../../server/platform/access.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildPerson, worldContext } from '../support/world.ts';

/** Of each kind that is read. */
const ROWS = 40;
/** A statement names a function in a few places, each of which asks it once. */
const PLACES_IN_A_STATEMENT = 12;
const OWN = 'one’s own observations';

let app: TestApp;
let measureId: string;
let monitor: string;
let verifier: string;

beforeAll(async () => {
  app = await createTestApp();
  // before the program opens a connection: a login takes its settings on when it comes
  await rows(
    worldContext(app),
    sql`do $$ begin execute format('alter role sverka_server in database %I set track_functions = %L', current_database(), 'all'); end $$`,
  );
  const municipality = await buildMunicipality(app);
  ({ id: measureId } = await buildMeasure(app, { plan: { territoryId: municipality.id } }));
  monitor = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
  await observe(ROWS);
});

async function observe(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
      as: monitor,
      on: '2026-11-20',
      variables: {
        input: {
          id: randomUUID(),
          measureId,
          level: 'LIMITED',
          dontKnow: false,
          method: 'SITE_VISIT',
          seenOn: '2026-11-19',
        },
      },
    });
}

type Read = (tx: RequestContext, actor: Actor) => Promise<number>;

const READS: readonly (readonly [name: string, read: Read])[] = [
  [
    'the queue',
    async (tx, actor) => {
      const asked = { context: tx, actor, verifier: await verifierOf(tx, actor) };
      return (await listVerificationItems(asked, { first: 100 }, null)).nodes.length;
    },
  ],
  [OWN, async (tx) => (await listMyObservations(tx, { first: 100 })).nodes.length],
  ['all observations', async (tx) => (await rows(tx, sql`select * from observation`)).length],
  ['who observed', async (tx) => (await rows(tx, sql`select * from observation_author`)).length],
  ['what waits', async (tx) => (await rows(tx, sql`select * from waiting_evidence`)).length],
  ['what comes', async (tx) => (await rows(tx, sql`select * from coming_evidence`)).length],
];

/** How many rows a read gives, and how often it called what. */
const costOf = async (person: string, read: Read): Promise<{ found: number; calls: Record<string, number> }> => {
  const context = await app.contextOf({ as: person, on: '2026-11-20' });
  return inTransaction(context, async (tx) => {
    const found = await read(tx, context.actor as Actor);
    const called = await rows<{ name: string; calls: number }>(
      tx,
      sql`select funcname as name, calls::int from pg_stat_xact_user_functions where funcname ~ '^(actor|is|sverka)_' order by 1`,
    );
    return { found, calls: Object.fromEntries(called.map(({ name, calls }) => [name, calls])) };
  });
};

describe('the cost of access', () => {
  it('does not grow with the rows that a verifier or a monitor reads', async () => {
    for (const [name, read, reader] of [
      ...READS.map(([what, one]) => [what, one, verifier] as const),
      ...READS.map(([what, one]) => [what, one, monitor] as const),
    ]) {
      const { found, calls } = await costOf(reader, read);
      const seesThem = reader === verifier ? name !== OWN : name === OWN || name === 'all observations';
      if (seesThem) expect(found, name).toBe(ROWS);
      for (const [asked, times] of Object.entries(calls))
        expect(times, `${asked} for ${name}`).toBeLessThanOrEqual(PLACES_IN_A_STATEMENT);
    }
    const { calls } = await costOf(verifier, READS[0]?.[1] as Read);
    expect(calls).toMatchObject({ actor_verified_territories: expect.any(Number) });
  });
});
