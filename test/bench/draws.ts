/** Which plans, places, days and findings are asked about: drawn by a seed, so that every run and every subject gets the same. */
import { query, type GeneratedDatabase } from './bench-cluster.ts';
import type { AskedFor, Drawn, Question } from './questions.ts';
import { ASKED_DAYS, MEASURES_PER_PLAN } from './world-size.ts';

const SEED = 20_261_122;
/** What the council page looks for. */
const FINDINGS = ['LATE', 'UNREPORTED', 'UNMONITORED', 'OVERSTATED', 'CONTESTED'] as const;
const FEWEST_DAYS_BETWEEN = 30;
const MOST_DAYS_BETWEEN = 160;

export async function drawAsked({
  database,
  question,
  count,
}: {
  readonly database: GeneratedDatabase;
  readonly question: Question;
  readonly count: number;
}): Promise<AskedFor[]> {
  const drawn = await drawAll({ database, count });
  return drawn.map((each) =>
    Object.fromEntries(Object.entries(question.variables).map(([variable, source]) => [variable, each[source]])),
  );
}

async function drawAll({ database, count }: { readonly database: GeneratedDatabase; readonly count: number }) {
  const below = generator(SEED);
  const municipalities = await query(
    database.url,
    `select bench.id('plan', b.m) as plan_id, bench.id('measure', b.m * ${MEASURES_PER_PLAN}) as measure_id, b.code, d.code as district
     from bench.municipality b join territory t on t.id = b.id join territory d on d.id = t.parent_id order by b.m`,
  );
  const [{ today } = {}] = await query(database.url, 'select current_date::text as today');
  return Array.from({ length: count }, (): Drawn => {
    const place = municipalities[below(municipalities.length)] ?? {};
    const daysAgo = 1 + below(ASKED_DAYS);
    const between = FEWEST_DAYS_BETWEEN + below(MOST_DAYS_BETWEEN - FEWEST_DAYS_BETWEEN);
    return {
      planId: String(place['plan_id']),
      measureId: String(place['measure_id']),
      municipality: String(place['code']),
      district: String(place['district']),
      today: String(today),
      pastDay: daysBefore(String(today), daysAgo),
      earlierDay: daysBefore(String(today), daysAgo + between),
      finding: FINDINGS[below(FINDINGS.length)] ?? FINDINGS[0],
    };
  });
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** Whole numbers from 0 to below, by a linear congruence; good enough to spread questions. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
