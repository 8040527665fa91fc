/** Random histories of measures, for properties that must hold of all of them. */
import * as fc from 'fast-check';
import { CompletionLevelValues } from '../../vocabulary/completion-level.ts';
import { FundingStateValues } from '../../vocabulary/funding-state.ts';
import type { MeasureHistory } from '../assessment.ts';
import type { CommunityObservation } from '../community-level.ts';
import { addDays, laterOf, type LocalDate } from '../days.ts';
import type { MeasureVersion } from '../measure-version.ts';
import type { OfficialStatement } from '../official-level.ts';

const firstDay = '2024-01-01';

/** A day of the years 2024 to 2027. */
export const dayArbitrary: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 1460 })
  .map((days) => addDays(firstDay, days));

export const levelArbitrary = fc.constantFrom(...CompletionLevelValues);

const maybeLevel = fc.option(levelArbitrary, { freq: 6 });

function afterDays(day: LocalDate, days: number | null): LocalDate | null {
  return days === null ? null : addDays(day, days);
}

const observationArbitrary: fc.Arbitrary<Omit<CommunityObservation, 'id'>> = fc
  .record({
    level: maybeLevel,
    seenOn: dayArbitrary,
    publishedAfterDays: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 8 }),
    withdrawnAfterDays: fc.option(fc.integer({ min: 0, max: 500 }), { freq: 1 }),
    settlementId: fc.constantFrom(null, 'north', 'south', 'west'),
    groupId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    personId: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'),
    fromImplementer: fc.constantFrom(false, false, false, false, true),
  })
  .map(({ publishedAfterDays, withdrawnAfterDays, ...observation }) => ({
    ...observation,
    publishedOn: afterDays(observation.seenOn, publishedAfterDays),
    withdrawnOn: afterDays(observation.seenOn, withdrawnAfterDays),
  }));

/** Observations of one measure with ids of their own. */
export const observationsArbitrary: fc.Arbitrary<CommunityObservation[]> = fc
  .array(observationArbitrary, { maxLength: 16 })
  .map((observations) => observations.map((seen, index) => ({ ...seen, id: `o${index}` })));

const statementArbitrary: fc.Arbitrary<Omit<OfficialStatement, 'id'>> = fc
  .record({
    responsibleId: fc.constantFrom('municipality', 'inspectorate', 'outsider'),
    periodYear: fc.integer({ min: 2023, max: 2027 }),
    knownAfterDays: fc.integer({ min: 0, max: 400 }),
    adoptedAfterDays: fc.option(fc.integer({ min: 0, max: 400 })),
    correction: fc.integer({ min: 0, max: 2 }),
    level: maybeLevel,
  })
  .map(({ periodYear, knownAfterDays, adoptedAfterDays, ...statement }) => {
    const periodTo = `${periodYear}-12-31`;
    return {
      ...statement,
      periodFrom: `${periodYear}-01-01`,
      periodTo,
      knownFrom: addDays(periodTo, knownAfterDays),
      adoptedOn: afterDays(periodTo, adoptedAfterDays),
    };
  });

export const statementsArbitrary: fc.Arbitrary<OfficialStatement[]> = fc
  .array(statementArbitrary, { maxLength: 8 })
  .map((statements) => statements.map((said, index) => ({ ...said, id: `s${index}` })));

const versionArbitrary: fc.Arbitrary<Omit<MeasureVersion, 'number'>> = fc
  .record({
    adoptedOn: fc.option(dayArbitrary),
    knownFrom: dayArbitrary,
    dropped: fc.constantFrom(false, false, false, true),
    responsibles: fc.constantFrom(
      [],
      [{ organizationId: 'municipality', leads: false }],
      [
        { organizationId: 'municipality', leads: true },
        { organizationId: 'inspectorate', leads: false },
      ],
      [
        { organizationId: 'municipality', leads: false },
        { organizationId: 'inspectorate', leads: false },
      ],
    ),
    funding: fc.constantFrom(...FundingStateValues),
    hasIndicator: fc.boolean(),
    hasBaseline: fc.boolean(),
    startsOn: fc.option(dayArbitrary),
    endsOn: fc.option(dayArbitrary),
    recurring: fc.boolean(),
    planFrom: dayArbitrary,
    planTo: dayArbitrary,
  })
  .map((version) => ({ ...version, planTo: laterOf(version.planFrom, version.planTo) }));

/** A measure with one to three versions, and what was said and seen of it. */
export const historyArbitrary: fc.Arbitrary<MeasureHistory> = fc.record({
  measure: fc.array(versionArbitrary, { minLength: 1, maxLength: 3 }).map((versions) => ({
    id: 'measure',
    versions: versions.map((version, index) => ({ ...version, number: index + 1 })),
  })),
  statements: statementsArbitrary,
  observations: observationsArbitrary,
});

/** The same items in an order that the seed decides. */
export function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
