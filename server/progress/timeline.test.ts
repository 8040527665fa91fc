import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type changePoints } from '../../schema/rules/assessment.ts';
import { addDays } from '../../schema/rules/days.ts';
import { dayArbitrary, historyArbitrary } from '../../schema/rules/testing/history.arbitrary.ts';
import type { KnownHistory } from './measure-history.loader.ts';
import { stateOn, timelineOf } from './timeline.ts';

/** A history of the rules, with the places in the plan that the roll-up adds. */
function placed(history: Parameters<typeof changePoints>[0]): KnownHistory {
  return {
    ...history,
    planId: 'plan',
    measure: {
      ...history.measure,
      versions: history.measure.versions.map((version) => ({
        ...version,
        measureVersionId: `version ${version.number}`,
        objectivePath: [],
      })),
    },
    observations: history.observations.map((observation) => ({ ...observation, organizationId: null })),
  };
}

describe('the timeline of a measure', () => {
  it('says on every day what the rules say, over thousands of histories', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.array(dayArbitrary, { minLength: 5, maxLength: 5 }), (history, days) => {
        const known = placed(history);
        const timeline = timelineOf(known);
        for (const day of [...days, ...timeline.map(({ fromDay }) => addDays(fromDay, -1))]) {
          const row = timeline.findLast(({ fromDay }) => fromDay <= day) ?? null;
          const { fromDay: _from, toDay, ...state } = row ?? { fromDay: null, toDay: null };
          expect(row === null ? null : state).toEqual(stateOn(known, day));
          if (toDay !== null) expect(day < toDay).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('is one unbroken line that ends open, and never says the same twice in a row', () => {
    fc.assert(
      fc.property(historyArbitrary, (history) => {
        const timeline = timelineOf(placed(history));
        timeline.forEach((row, index) => expect(row.toDay).toBe(timeline[index + 1]?.fromDay ?? null));
        const said = timeline.map(({ fromDay: _from, toDay: _to, ...state }) => JSON.stringify(state));
        said.forEach((text, index) => expect(text).not.toBe(said[index + 1]));
      }),
    );
  });
});
