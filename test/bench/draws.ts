/** Which plans, measures and days are asked about: drawn by a seed, so that every run and every subject gets the same. */
import { query, type GeneratedDatabase } from './bench-cluster.ts';
import type { Question } from './questions.ts';
import type { AskedFor } from './subjects.ts';
import { ASKED_DAYS, MEASURES_PER_PLAN, MUNICIPALITIES } from './world-size.ts';

const SEED = 20_261_122;

export async function drawAsked({
  database,
  question,
  count,
}: {
  readonly database: GeneratedDatabase;
  readonly question: Question;
  readonly count: number;
}): Promise<AskedFor[]> {
  const below = generator(SEED);
  const drawn = Array.from({ length: count }, () => ({
    m: below(MUNICIPALITIES),
    daysAgo: question.onDay === 'today' ? 0 : 1 + below(ASKED_DAYS),
  }));
  const idOf = question.asksAbout === 'plan' ? `bench.id('plan', m)` : `bench.id('measure', m * ${MEASURES_PER_PLAN})`;
  const found = await query(
    database.url,
    `select ${idOf} as id, (current_date - days_ago)::text as as_of from unnest(array[${drawn.map(({ m }) => m).join(',')}], array[${drawn.map(({ daysAgo }) => daysAgo).join(',')}]) with ordinality as drawn (m, days_ago, place) order by place`,
  );
  return found.map(({ id, as_of: asOf }) => ({ id: String(id), asOf: String(asOf) }));
}

/** Whole numbers from 0 to below, by a linear congruence; good enough to spread questions. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
