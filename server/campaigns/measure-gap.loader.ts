/** The gap of measures on a day, as progress tells it, in the shape in which campaigns and asks freeze it. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import type { RequestContext } from '../platform/context.ts';
import { assessmentOn } from '../progress/assessment.loader.ts';
import type { CampaignMeasureRow } from './campaign.loader.ts';

export type MeasureGap = Omit<CampaignMeasureRow, 'linkedOn'>;

/** One for each id, in their order. A measure of which nothing is known that day is in the dark. */
export function gapsOn(context: RequestContext, measureIds: readonly string[], day: LocalDate): Promise<MeasureGap[]> {
  return Promise.all(
    measureIds.map(async (measureId) => {
      const known = await assessmentOn(context, measureId, day);
      return {
        measureId,
        officialLevelThen: known?.officialLevel ?? null,
        communityLevelThen: known?.communityLevel ?? null,
        gapKindThen: known?.gapKind ?? GapKind.DARK,
        gapValueThen: known?.gapValue ?? null,
      };
    }),
  );
}
