/**
 * How many observations are taken, and verified, in a second, by ten clients on one plan: through the API with all its
 * rules, beside the same rows written by raw SQL. Everybody takes a turn in every round, each on a plan of its own.
 */
import { Client } from 'pg';
import type { GeneratedDatabase } from './bench-cluster.ts';
import { median } from './load.ts';
import type { Subject } from './subjects.ts';
import { takeTurns, writeThroughApi, type WriteRound } from './write-clients.ts';
import { writeBySql } from './write-limit.ts';
import { prepareWritePlan, type WritePlan } from './write-plan.ts';

export interface WriteRates {
  /** Rate through the API ÷ rate by raw SQL; medians of the rounds. */
  readonly submissionsRatio: number;
  /** Of submissions each followed by its verification. */
  readonly verificationsRatio: number;
  readonly lines: readonly string[];
}

const Turn = {
  SUBMIT: 'submission, API',
  SUBMIT_SQL: 'submission, raw SQL',
  SUBMIT_PACKED: 'submission, raw SQL in one statement',
  VERIFY: 'submission and verification, API',
  VERIFY_SQL: 'submission and verification, raw SQL',
} as const;
type Turn = (typeof Turn)[keyof typeof Turn];

const WARM_UP_SECONDS = 1.5;

export interface WriteRatesInput {
  readonly server: Pick<Subject, 'address'>;
  readonly database: GeneratedDatabase;
  /** How many there are; each turn takes the plan of the next. */
  readonly municipalities: number;
  readonly rounds: number;
  /** Of one turn. */
  readonly seconds: number;
}

/** @throws Error when one is refused, or when what is stored is not what was acknowledged. */
export async function measureWrites({
  server,
  database,
  municipalities,
  rounds,
  seconds,
}: WriteRatesInput): Promise<WriteRates> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const rates = new Map<Turn, number[]>(Object.values(Turn).map((turn) => [turn, []]));
    let municipality = 0;
    for (let round = -1; round < rounds; round += 1) {
      const warmsUp = round < 0;
      for (const turn of round % 2 === 0 ? Object.values(Turn) : Object.values(Turn).toReversed()) {
        const plan = await prepareWritePlan(client, municipality++ % municipalities);
        const before = await storedOf(client, plan);
        const { done, seconds: took } = await taken(turn, {
          address: server.address,
          url: database.url,
          plan,
          seconds: warmsUp ? WARM_UP_SECONDS : seconds,
        });
        await assertStored(client, { turn, plan, before, done });
        if (!warmsUp) rates.get(turn)?.push(done / took);
      }
    }
    return ratesOf(rates, { rounds, seconds });
  } finally {
    await client.end();
  }
}

function ratesOf(
  rates: ReadonlyMap<Turn, readonly number[]>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): WriteRates {
  const rate = (turn: Turn): number => median(rates.get(turn) ?? []);
  const ratio = (turn: Turn, of: Turn): number => rate(turn) / rate(of);
  const submissionsRatio = ratio(Turn.SUBMIT, Turn.SUBMIT_SQL);
  const verificationsRatio = ratio(Turn.VERIFY, Turn.VERIFY_SQL);
  return {
    submissionsRatio,
    verificationsRatio,
    lines: [
      `writes by ten clients on one plan, medians of ${rounds} rounds of ${seconds} s:`,
      ...Object.values(Turn).map((turn) => `  ${turn}: ${rate(turn).toFixed(0)} a second`),
      `  submissions ÷ raw SQL: ${submissionsRatio.toFixed(2)} (÷ raw SQL in one statement: ${ratio(Turn.SUBMIT, Turn.SUBMIT_PACKED).toFixed(2)})`,
      `  submissions with verification ÷ raw SQL: ${verificationsRatio.toFixed(2)}`,
    ],
  };
}

async function taken(
  turn: Turn,
  at: { readonly address: string; readonly url: string; readonly plan: WritePlan; readonly seconds: number },
): Promise<WriteRound> {
  if (turn === Turn.SUBMIT || turn === Turn.VERIFY) {
    const api = writeThroughApi(at);
    try {
      return await takeTurns(at.seconds, async (each) => {
        const id = await api.submit(each);
        if (turn === Turn.VERIFY) await api.verify(each, id);
      });
    } finally {
      api.close();
    }
  }
  const limit = await writeBySql(at);
  try {
    return await takeTurns(at.seconds, async (each) => {
      const id = await (turn === Turn.SUBMIT_PACKED ? limit.submitPacked(each) : limit.submit(each));
      if (turn === Turn.VERIFY_SQL) await limit.verify(each, id);
    });
  } finally {
    await limit.close();
  }
}

interface Stored {
  readonly observations: number;
  readonly published: number;
  readonly recorded: number;
}

/** What there is of a plan: observations with an author, those that are public, and entries of the audit log about them. */
async function storedOf(client: Client, { measureIds }: WritePlan): Promise<Stored> {
  const { rows } = await client.query<Stored>(
    `select count(*)::int as observations, count(*) filter (where o.published_on is not null)::int as published,
       (select count(*)::int from audit_entry where subject_kind = 'Observation' and subject_id in (select id from observation where measure_id = any($1::uuid[]))) as recorded
     from observation o join observation_author a on a.observation_id = o.id where o.measure_id = any($1::uuid[])`,
    [measureIds],
  );
  return rows[0] ?? { observations: 0, published: 0, recorded: 0 };
}

async function assertStored(
  client: Client,
  {
    turn,
    plan,
    before,
    done,
  }: { readonly turn: Turn; readonly plan: WritePlan; readonly before: Stored; readonly done: number },
): Promise<void> {
  const after = await storedOf(client, plan);
  const verifies = turn === Turn.VERIFY || turn === Turn.VERIFY_SQL;
  const expected: Stored = {
    observations: before.observations + done,
    published: before.published + (verifies ? done : 0),
    recorded: before.recorded + (verifies ? 2 * done : done),
  };
  if (JSON.stringify(after) !== JSON.stringify(expected))
    throw new Error(`${turn}: ${JSON.stringify(expected)} acknowledged and ${JSON.stringify(after)} stored`);
}
