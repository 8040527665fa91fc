/** Findings as a condition on the roll-up rows: the same as `findingsOf` of the rules, for lists. */
import type { Finding } from '../../schema/vocabulary/finding.ts';
import type { FindingCondition } from '../measures/measure-list.loader.ts';
import { sql, type Sql } from '../platform/sql.ts';
import { stateOnDay } from './progress-sums.ts';

/** Of a state `s` of a measure that was not dropped. */
export const isFound: Readonly<Record<Finding, Sql>> = {
  LATE: sql`s.late`,
  UNREPORTED: sql`s.official_level is null`,
  UNMONITORED: sql`s.community_level is null`,
  OVERSTATED: sql`s.gap_kind = 'OVERSTATED'`,
  UNFUNDED: sql`s.unfunded`,
  INCOMPLETE: sql`cardinality(s.incomplete) > 0`,
  CONTESTED: sql`s.contested`,
  STALE: sql`s.stale`,
};

/** Seeks the one row of each measure: to look among all that began by the day would cost more with every observation. */
export const findingCondition: FindingCondition = (measureId, { finding, asOf }) => sql`
  exists (select from ${stateOnDay(measureId, asOf)} s where not s.dropped and ${isFound[finding]})`;
