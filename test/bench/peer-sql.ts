/** Parts of the peer's functions, in which the day is the argument `as_of`. */
import { progressFigures, progressSums } from './progress-columns.ts';

const columnOf = (path: string): string =>
  path.replaceAll('.', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const typeOf = (path: string): string => (path.includes('completionIndex') ? 'float8' : 'int');

export const progressType = progressFigures.map(([path]) => `${columnOf(path)} ${typeOf(path)}`).join(', ');
const progressRow = progressFigures
  .map(([path, expression]) => `(${expression})::${typeOf(path)} as ${columnOf(path)}`)
  .join(', ');
/** Progress of the rows `s` of these tables, under this condition. */
export const progressOf = (from: string, condition: string): string =>
  `select ${progressRow} from (select ${progressSums} from ${from} where ${condition} and not s.dropped) sums`;

/** Whether a plan is in force on the day; null when its source gives no period. */
export const inForce = (plan: string, day: string): string => `
  case when ${day} < ${plan}.period_from or ${day} < ${plan}.adopted_on or ${day} > ${plan}.period_to then false
       when ${plan}.period_from is null and ${plan}.period_to is null then null else true end`;
/** The version of a plan that counts on the day `as_of`. */
export const versionOn = (planId: string): string =>
  `select v.id from public.plan_version v where v.plan_id = ${planId} and greatest(v.known_from, v.adopted_on) <= as_of order by v.number desc limit 1`;

/** Measures m of a plan p. `offset 0` keeps the planner, which takes every place to hold many plans, from reading all measures. */
export const MEASURES_OF_PLAN = 'lateral (select m.id from public.measure m where m.plan_id = p.id offset 0) m';
