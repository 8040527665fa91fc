/** The gap of measures on a day, as progress keeps it, in the shape in which campaigns and asks freeze it. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

export interface MeasureGap {
  readonly measureId: string;
  readonly officialLevelThen: CompletionLevel | null;
  readonly communityLevelThen: CompletionLevel | null;
  readonly gapKindThen: GapKind;
  readonly gapValueThen: number | null;
}

/** One for each id, in their order. A measure of which nothing is known that day is in the dark. */
export async function gapsOn(context: RequestContext, measureIds: readonly string[], day: LocalDate): Promise<MeasureGap[]> {
  const found = await rows<MeasureGap>(
    context,
    sql`select measure_id, official_level as official_level_then, community_level as community_level_then,
          gap_kind as gap_kind_then, gap_value as gap_value_then
        from measure_progress
        where measure_id = any(${measureIds}::uuid[]) and from_day <= ${day} and (to_day is null or ${day} < to_day)`,
  );
  const byMeasure = new Map(found.map((gap) => [gap.measureId, gap]));
  return measureIds.map((measureId) => byMeasure.get(measureId) ?? { measureId, ...nothingKnown });
}

const nothingKnown = { officialLevelThen: null, communityLevelThen: null, gapKindThen: GapKind.DARK, gapValueThen: null };
