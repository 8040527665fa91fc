/**
 * How many observations are taken, and verified, in a second, by ten clients on one plan: through the API with all its
 * rules, beside the same rows written by raw SQL. Everybody takes a turn in every round, each on a plan of its own.
 */
import { Client } from 'pg';
import type { GeneratedDatabase } from './bench-cluster.ts';
import { median } from './load.ts';
import { processorMs } from './processor-time.ts';
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
  /** Whose processor time is told; left out: nobody's. */
  readonly processIds?: WorkingProcesses;
}

interface WorkingProcesses {
  readonly server: number;
  /** Null: not known. */
  readonly database: number | null;
}

interface WriteTurn {
  /** Done in a second. */
  readonly rate: number;
  /** For each one done: of the server, the database, and who writes. Null: not told. */
  readonly processorMs: readonly [server: number, database: number, writers: number] | null;
}

/** @throws Error when one is refused, or when what is stored is not what was acknowledged. */
export async function measureWrites({
  server,
  database,
  municipalities,
  rounds,
  seconds,
  processIds,
}: WriteRatesInput): Promise<WriteRates> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const turns = new Map<Turn, WriteTurn[]>(Object.values(Turn).map((turn) => [turn, []]));
    let municipality = 0;
    for (let round = -1; round < rounds; round += 1) {
      const warmsUp = round < 0;
      for (const turn of round % 2 === 0 ? Object.values(Turn) : Object.values(Turn).toReversed()) {
        const plan = await prepareWritePlan(client, municipality++ % municipalities);
        const before = await storedOf(client, plan);
        const startedAt = timesOf(processIds);
        const { done, seconds: took } = await taken(turn, {
          address: server.address,
          url: database.url,
          plan,
          seconds: warmsUp ? WARM_UP_SECONDS : seconds,
        });
        const endedAt = timesOf(processIds);
        await assertStored(client, { turn, plan, before, done });
        if (!warmsUp) turns.get(turn)?.push({ rate: done / took, processorMs: sharesOf({ startedAt, endedAt, done }) });
      }
    }
    return ratesOf(turns, { rounds, seconds });
  } finally {
    await client.end();
  }
}

type Times = NonNullable<WriteTurn['processorMs']>;

/** Taken so far; null where nobody's is told. */
function timesOf(processIds: WorkingProcesses | undefined): Times | null {
  if (processIds === undefined || processIds.database === null) return null;
  const [server, database] = [processorMs(processIds.server), processorMs(processIds.database)];
  if (server === null || database === null) return null;
  const { user, system } = process.cpuUsage();
  return [server, database, (user + system) / 1000];
}

function sharesOf({
  startedAt,
  endedAt,
  done,
}: {
  readonly startedAt: Times | null;
  readonly endedAt: Times | null;
  readonly done: number;
}): Times | null {
  if (startedAt === null || endedAt === null) return null;
  const each = (place: 0 | 1 | 2): number => (endedAt[place] - startedAt[place]) / done;
  return [each(0), each(1), each(2)];
}

function ratesOf(
  turns: ReadonlyMap<Turn, readonly WriteTurn[]>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): WriteRates {
  const rate = (turn: Turn): number => median((turns.get(turn) ?? []).map((each) => each.rate));
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
      ...processorLines(turns),
    ],
  };
}

/** Nothing where it is not told. */
function processorLines(turns: ReadonlyMap<Turn, readonly WriteTurn[]>): string[] {
  const timesOfTurn = (turn: Turn): Times | null => {
    const told = (turns.get(turn) ?? []).flatMap(({ processorMs: times }) => (times === null ? [] : [times]));
    const middle = (place: 0 | 1 | 2): number => median(told.map((times) => times[place]));
    return told.length === 0 ? null : [middle(0), middle(1), middle(2)];
  };
  const all = (turn: Turn): number => timesOfTurn(turn)?.reduce((sum, ms) => sum + ms, 0) ?? Number.NaN;
  if (timesOfTurn(Turn.SUBMIT) === null) return [];
  return [
    '  processor time of one, in ms: server + database + who writes',
    ...Object.values(Turn).map(
      (turn) =>
        `    ${turn}: ${timesOfTurn(turn)
          ?.map((ms) => ms.toFixed(2))
          .join(' + ')} = ${all(turn).toFixed(2)}`,
    ),
    `  raw SQL ÷ API in processor time: submissions ${(all(Turn.SUBMIT_SQL) / all(Turn.SUBMIT)).toFixed(2)}, with verification ${(all(Turn.VERIFY_SQL) / all(Turn.VERIFY)).toFixed(2)}`,
  ];
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
