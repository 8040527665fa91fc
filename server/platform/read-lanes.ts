/**
 * Connections for reads that carry many statements at once. Writing to a socket costs more than most statements do, so
 * those of one turn of the event loop, whichever requests they come from, leave in one piece, and a connection does not
 * wait for an answer before it takes the next (PostgreSQL's pipeline). What leaves together on behalf of the same standing
 * is one transaction, to which it is said once; anything else is one of its own.
 */
import { Client, DatabaseError, type ClientConfig, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import { standingValues, type Standing } from './standing.ts';
import { queryAs, queryTogether } from './standing-query.ts';

/** Statements of a turn that share a connection: enough to save most of the cost, few enough to use both processors. */
const STATEMENTS_TOGETHER = 6;
/**
 * What a connection may have prepared, in characters of statements: then it is closed, and with it what it holds for texts
 * that lost their names. The database keeps some 130 bytes for each character of a large statement, so this comes to 65 MB.
 */
const PREPARED_CHARACTERS = 500_000;

interface Lane {
  readonly connected: Promise<Client>;
  /** Statements that have no answer yet. */
  waiting: number;
  readonly prepared: Set<string>;
  /** Of the texts of those. */
  preparedCharacters: number;
  /** What is written in this turn is kept together. */
  corked: boolean;
  /** What leaves at the end of this turn, by on whose behalf. */
  readonly leaving: Map<string, Leaving>;
}

/** Statements on behalf of one standing. */
interface Leaving {
  readonly queries: QueryArrayConfig[];
  readonly answers: Promise<readonly QueryArrayResult[]>;
}

/** The driver's own parts that are used here. */
type PipelinedConfig = ClientConfig & { readonly pipeline: true };
interface Wired {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

export class ReadLanes {
  readonly #config: PipelinedConfig;
  readonly #most: number;
  readonly #lanes = new Set<Lane>();
  #turn: { readonly lane: Lane; left: number } | null = null;

  constructor(config: ClientConfig, { most }: { readonly most: number }) {
    this.#config = { ...config, pipeline: true };
    this.#most = most;
  }

  /** @param standing on whose behalf; null: nobody's, which is told by saying nothing. */
  async send(query: QueryArrayConfig, standing: Standing | null): Promise<QueryArrayResult> {
    const lane = this.#laneOfTurn();
    lane.waiting += 1;
    try {
      if (standing !== null) return await sendTogether(lane, query, standing);
      const client = await lane.connected;
      keepTogether(lane, client);
      return await client.query<unknown[]>(query);
    } finally {
      lane.waiting -= 1;
      if (query.name !== undefined) this.#notePrepared(lane, { name: query.name, text: query.text });
    }
  }

  async close(): Promise<void> {
    const lanes = [...this.#lanes];
    this.#lanes.clear();
    await Promise.all(lanes.map(endOf));
  }

  #laneOfTurn(): Lane {
    if (this.#turn !== null && this.#turn.left > 0) {
      this.#turn.left -= 1;
      return this.#turn.lane;
    }
    if (this.#turn === null) setImmediate(() => (this.#turn = null));
    const lane = this.#freest();
    this.#turn = { lane, left: STATEMENTS_TOGETHER - 1 };
    return lane;
  }

  /** The connection with the least to do; a new one when all have something, as long as there may be more. */
  #freest(): Lane {
    let freest: Lane | null = null;
    for (const lane of this.#lanes) if (freest === null || lane.waiting < freest.waiting) freest = lane;
    if (freest !== null && (freest.waiting === 0 || this.#lanes.size >= this.#most)) return freest;
    return this.#open();
  }

  #open(): Lane {
    const client = new Client(this.#config);
    const lane: Lane = {
      connected: client.connect().then(() => client),
      waiting: 0,
      prepared: new Set(),
      preparedCharacters: 0,
      corked: false,
      leaving: new Map(),
    };
    // what waits on it fails by itself; without a listener the end of a connection would end the program
    const forget = (): void => void this.#lanes.delete(lane);
    client.on('error', forget).on('end', forget);
    lane.connected.catch(forget);
    this.#lanes.add(lane);
    return lane;
  }

  #notePrepared(lane: Lane, { name, text }: { readonly name: string; readonly text: string }): void {
    if (lane.prepared.has(name)) return;
    lane.prepared.add(name);
    lane.preparedCharacters += text.length;
    if (lane.preparedCharacters > PREPARED_CHARACTERS) this.#retire(lane);
  }

  #retire(lane: Lane): void {
    if (this.#lanes.delete(lane)) void endOf(lane);
  }
}

const endOf = ({ connected }: Lane): Promise<void> =>
  connected.then(
    (client) => client.end(),
    () => undefined,
  );

/** At the end of the turn, in one transaction with whatever else is asked of the lane on the same behalf until then. */
async function sendTogether(lane: Lane, query: QueryArrayConfig, standing: Standing): Promise<QueryArrayResult> {
  const key = standingValues(standing).join(' ');
  let leaving = lane.leaving.get(key);
  if (leaving === undefined) {
    const queries: QueryArrayConfig[] = [];
    const answers = endOfTurn().then(async () => {
      lane.leaving.delete(key);
      const client = await lane.connected;
      return queryTogether(
        client,
        queries.map((each) => ({ query: each, standing })),
      );
    });
    leaving = { queries, answers };
    lane.leaving.set(key, leaving);
  }
  const place = leaving.queries.push(query) - 1;
  try {
    return (await leaving.answers)[place] as QueryArrayResult;
  } catch (error) {
    if (leaving.queries.length === 1 || !(error instanceof DatabaseError)) throw error;
    // nothing was read: what one of them has done wrong is not the others' fault
    return queryAs(await lane.connected, query, standing);
  }
}

const endOfTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

function keepTogether(lane: Lane, client: Client): void {
  if (lane.corked) return;
  const { stream } = (client as Client & Wired).connection;
  lane.corked = true;
  stream.cork();
  setImmediate(() => {
    lane.corked = false;
    stream.uncork();
  });
}
