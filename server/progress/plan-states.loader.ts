/** Where each measure of a plan stands on a day: what the progress of the plan and of every node of its tree is counted from. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { progressOf, type CompletionIndex, type LevelCounts, type ProgressEntry } from '../../schema/rules/progress.ts';
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import type { Incompleteness } from '../../schema/vocabulary/incompleteness.ts';
import type { ScheduleState } from '../../schema/vocabulary/schedule-state.ts';
import { batchOne } from '../platform/batch.ts';
import { rows, sql } from '../platform/sql.ts';
import type { Progress, TrackProgress } from './progress.type.ts';

interface StateRow {
  readonly key: string;
  readonly measureId: string;
  /** Ids of the nodes that it stands under, with blanks between. */
  readonly path: string;
  readonly officialLevel: CompletionLevel | null;
  readonly communityLevel: CompletionLevel | null;
  readonly schedule: ScheduleState;
  readonly gapKind: GapKind;
  readonly late: boolean;
  readonly contested: boolean;
  readonly stale: boolean;
  readonly unfunded: boolean;
  readonly incomplete: readonly Incompleteness[];
}

export interface PlanStates {
  readonly all: readonly ProgressEntry[];
  /** By id of each node of the tree that any of them stands under. */
  readonly byNode: ReadonlyMap<string, readonly ProgressEntry[]>;
}

/** By id of the plan; measures that the plan has dropped by then are left out. Absent: it has none. */
export const statesOfPlan = batchOne<PlanStates, { readonly asOf: LocalDate }>(async (context, planIds, { asOf }) => {
  const found = await rows<StateRow>(
    context,
    sql`select m.plan_id as key, s.measure_id, array_to_string(s.objective_path, ' ') as path, s.official_level, s.community_level,
          s.schedule_state as schedule, s.gap_kind, s.late, s.contested, s.stale, s.unfunded, s.incomplete
        from measure m
        cross join lateral (select * from measure_progress p where p.measure_id = m.id and p.from_day <= ${asOf}::date order by p.from_day desc limit 1) s
        where m.plan_id = any(${planIds}::uuid[]) and not s.dropped`,
  );
  return [...Map.groupBy(found, ({ key }) => key)].map(([id, ofPlan]) => ({ id, ...statesFrom(ofPlan) }));
});

function statesFrom(found: readonly StateRow[]): PlanStates {
  const byNode = new Map<string, ProgressEntry[]>();
  const all = found.map(({ path, officialLevel, communityLevel, gapKind, ...state }) => {
    const entry: ProgressEntry = {
      ...state,
      dropped: false,
      official: { level: officialLevel },
      community: { level: communityLevel },
      gap: { kind: gapKind },
    };
    for (const node of path.split(' ')) {
      const below = byNode.get(node);
      if (below === undefined) byNode.set(node, [entry]);
      else below.push(entry);
    }
    return entry;
  });
  return { all, byNode };
}

export function progressFromEntries(entries: readonly ProgressEntry[], asOf: LocalDate): Progress {
  const { official, community, gaps, officialIndex, communityIndex, ...counts } = progressOf(entries);
  return {
    asOf,
    measures: counts.measures,
    official: trackFrom(official, officialIndex),
    community: trackFrom(community, communityIndex),
    gaps: {
      aligned: gaps.ALIGNED,
      overstated: gaps.OVERSTATED,
      understated: gaps.UNDERSTATED,
      unreported: gaps.UNREPORTED,
      unmonitored: gaps.UNMONITORED,
      dark: gaps.DARK,
    },
    late: counts.late,
    contested: counts.contested,
    stale: counts.stale,
    unfunded: counts.unfunded,
    incomplete: counts.incomplete,
  };
}

const trackFrom = (levels: LevelCounts, completionIndex: CompletionIndex | null): TrackProgress => ({
  notStarted: levels.NOT_STARTED,
  limited: levels.LIMITED,
  substantial: levels.SUBSTANTIAL,
  complete: levels.COMPLETE,
  none: levels.none,
  completionIndex,
});
