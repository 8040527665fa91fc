/** What is kept of a measure from one day to another: the columns of measure_progress, listed once for all statements. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Sql } from '../platform/sql.ts';

export interface ProgressRow {
  readonly measureId: string;
  readonly fromDay: LocalDate;
  /** First day on which it no longer holds; null: it holds until something is written. */
  readonly toDay: LocalDate | null;
  readonly planId: string;
  readonly measureVersionId: string;
  readonly objectivePath: readonly string[];
  readonly officialLevel: string | null;
  readonly communityLevel: string | null;
  readonly confidence: string | null;
  readonly contested: boolean;
  readonly stale: boolean;
  readonly bodiesDiffer: boolean;
  readonly scheduleState: string;
  readonly late: boolean;
  readonly gapKind: string;
  readonly gapValue: number | null;
  readonly unfunded: boolean;
  readonly incomplete: readonly string[];
  readonly dropped: boolean;
  readonly groups: number;
  readonly agreeingGroups: number;
  readonly observationCount: number;
  readonly lookedCount: number;
  readonly settlementCount: number;
  readonly lastSeenMonth: string | null;
}

/** What holds on a day, whichever the days between which it does. */
export type ProgressState = Omit<ProgressRow, 'fromDay' | 'toDay'>;

/** Name of the column and its type, in the order of the table. */
const columns: { readonly [Name in keyof ProgressRow]: readonly [column: string, type: string] } = {
  measureId: ['measure_id', 'uuid'],
  fromDay: ['from_day', 'date'],
  toDay: ['to_day', 'date'],
  planId: ['plan_id', 'uuid'],
  measureVersionId: ['measure_version_id', 'uuid'],
  objectivePath: ['objective_path', 'uuid[]'],
  officialLevel: ['official_level', 'text'],
  communityLevel: ['community_level', 'text'],
  confidence: ['confidence', 'text'],
  contested: ['contested', 'boolean'],
  stale: ['stale', 'boolean'],
  bodiesDiffer: ['bodies_differ', 'boolean'],
  scheduleState: ['schedule_state', 'text'],
  late: ['late', 'boolean'],
  gapKind: ['gap_kind', 'text'],
  gapValue: ['gap_value', 'int'],
  unfunded: ['unfunded', 'boolean'],
  incomplete: ['incomplete', 'text[]'],
  dropped: ['dropped', 'boolean'],
  groups: ['groups', 'int'],
  agreeingGroups: ['agreeing_groups', 'int'],
  observationCount: ['observation_count', 'int'],
  lookedCount: ['looked_count', 'int'],
  settlementCount: ['settlement_count', 'int'],
  lastSeenMonth: ['last_seen_month', 'text'],
};

const names = Object.keys(columns) as (keyof ProgressRow)[];
const stateNames = names.filter((name): name is keyof ProgressState => name !== 'fromDay' && name !== 'toDay');
const listed = (of: (name: keyof ProgressRow) => string, among = names): Sql => ({
  text: [among.map(of).join(', ')],
  values: [],
});

/** `measure_id, from_day, …` */
export const progressColumns = listed((name) => columns[name][0]);
/** `measure_id uuid, from_day date, …`, for a row source that has no types of its own. */
export const typedProgressColumns = listed((name) => columns[name].join(' '));
/** `to_day = excluded.to_day, …`, all but the key. */
export const replacedProgressColumns = listed(
  (name) => `${columns[name][0]} = excluded.${columns[name][0]}`,
  names.filter((name) => name !== 'measureId' && name !== 'fromDay'),
);

/** As one row of `json_to_recordset(…) as r(typedProgressColumns)`. */
export const asRecord = (row: ProgressRow): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [columns[name][0], row[name]]));

/** From a row of the table as JSON has it. */
export const fromValues = (values: readonly unknown[]): ProgressRow =>
  Object.fromEntries(names.map((name, place) => [name, values[place]])) as unknown as ProgressRow;

export const isSameState = (a: ProgressState, b: ProgressState): boolean =>
  stateNames.every((name) => isSameValue(a[name], b[name]));

export const isSameRow = (a: ProgressRow, b: ProgressRow): boolean =>
  a.fromDay === b.fromDay && a.toDay === b.toDay && isSameState(a, b);

type Value = ProgressRow[keyof ProgressRow];

function isSameValue(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return a.length === b.length && a.every((item, place) => item === b[place]);
}
