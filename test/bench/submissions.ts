/** How long a monitor's phone waits for an observation to be taken, through the API, one after another. */
import { randomUUID } from 'node:crypto';
import { query, type GeneratedDatabase } from './bench-cluster.ts';
import { quantile } from './load.ts';
import type { Subject } from './subjects.ts';
import { MEASURES_PER_PLAN, MUNICIPALITIES } from './world-size.ts';

export { measureWrites } from './write-rates.ts';

export interface SubmissionTimes {
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

const WARM_UP = 20;
const DOCUMENT = `mutation Submit($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt alreadyReceived observation { id state } } }`;

/** @throws Error when one is refused, or when not every acknowledged one is in the database. */
export async function measureSubmissions({
  server,
  database,
  count,
}: {
  readonly server: Subject;
  readonly database: GeneratedDatabase;
  readonly count: number;
}): Promise<SubmissionTimes> {
  const places = await query(
    database.url,
    `select m, bench.id('measure', m * ${MEASURES_PER_PLAN} + (m * 7) % ${MEASURES_PER_PLAN}) as measure_id, current_date::text as today, (select code from territory t join bench.settlement s on s.id = t.id where s.m = b.m and s.k = 0) as settlement
     from bench.municipality b order by md5(m::text)`,
  );
  const storedBefore = await storedCount(database);
  const timesMs: number[] = [];
  for (let turn = 0; turn < count + WARM_UP; turn += 1) {
    const place = places[turn % MUNICIPALITIES] ?? {};
    const input = {
      id: randomUUID(),
      measureId: place['measure_id'],
      level: 'LIMITED',
      dontKnow: false,
      method: 'SITE_VISIT',
      seenOn: place['today'],
      settlement: place['settlement'],
      words: 'Видях, че още не е започнато навсякъде.',
      revises: null,
    };
    const startedMs = performance.now();
    const response = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `sverka_session=bench-session-${String(place['m'])}` },
      body: JSON.stringify({ query: DOCUMENT, variables: { input } }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (turn >= WARM_UP) timesMs.push(performance.now() - startedMs);
    if (!text.includes('"alreadyReceived":false'))
      throw new Error(`An observation was not taken: ${response.status} ${text.slice(0, 600)}`);
  }
  const stored = (await storedCount(database)) - storedBefore;
  if (stored !== count + WARM_UP)
    throw new Error(`${count + WARM_UP} observations were acknowledged and ${stored} are stored`);
  return { count, medianMs: quantile(timesMs, 0.5), p95Ms: quantile(timesMs, 0.95) };
}

async function storedCount({ url }: GeneratedDatabase): Promise<number> {
  const [{ count } = {}] = await query(url, `select count(*) from observation where state = 'SUBMITTED'`);
  return Number(count);
}
