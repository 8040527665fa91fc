/** The figures of progress as sums over roll-up rows `s`, each measure once. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { CompletionLevelValues } from '../../schema/vocabulary/completion-level.ts';
import { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import { sql, type Sql } from '../platform/sql.ts';

const certain = 's.community_level is not null and not s.stale and not s.contested';

const stepOf = (column: string): string =>
  `case ${column} when 'LIMITED' then 1 when 'SUBSTANTIAL' then 2 when 'COMPLETE' then 3 else 0 end`;

const levelCounts = (track: 'official' | 'community'): Record<string, string> => {
  const column = `s.${track}_level`;
  return {
    ...Object.fromEntries(
      CompletionLevelValues.map((level) => [`${track}_${level.toLowerCase()}`, countOf(`${column} = '${level}'`)]),
    ),
    [`${track}_none`]: countOf(`${column} is null`),
  };
};

const countOf = (condition: string): string => `count(*) filter (where ${condition})`;

/** By the name of the sum. */
const sums: Readonly<Record<string, string>> = {
  measures: 'count(*)',
  ...levelCounts('official'),
  ...levelCounts('community'),
  ...Object.fromEntries(
    Object.values(GapKind).map((kind) => [`gap_${kind.toLowerCase()}`, countOf(`s.gap_kind = '${kind}'`)]),
  ),
  official_steps: `sum(${stepOf('s.official_level')})`,
  community_steps: `coalesce(sum(${stepOf('s.community_level')}) filter (where ${certain}), 0)`,
  community_uncertain: countOf(`not (${certain})`),
  late: countOf('s.late'),
  contested: countOf('s.contested'),
  stale: countOf('s.stale'),
  unfunded: countOf('s.unfunded'),
  incomplete: countOf('cardinality(s.incomplete) > 0'),
};

const columns = (told: (name: string, sum: string) => string): Sql => ({
  text: [
    Object.entries(sums)
      .map(([name, sum]) => `${told(name, sum)}::int as ${name}`)
      .join(', '),
  ],
  values: [],
});

/** What sums and findings look at. */
export const summedColumns: Sql = sql`s.official_level, s.community_level, s.gap_kind, s.late, s.contested, s.stale, s.unfunded, s.incomplete`;

/** Of one set. */
export const sumColumns: Sql = columns((_name, sum) => `(${sum})`);

/** Of a set made of others that have no measure in common: over rows of their sums. */
export const totalColumns: Sql = columns((name) => `sum(${name})`);

/** The state of each measure on the day: its last row that began by then. */
export const stateOnDay = (measureId: Sql, asOf: LocalDate): Sql => sql`
  lateral (select * from measure_progress p where p.measure_id = ${measureId} and p.from_day <= ${asOf}::date order by p.from_day desc limit 1)`;
