/** Small builders for tests of rules: a test states only what matters to it. */
import { CompletionLevel, levelAtStep, type LevelStep } from '../../vocabulary/completion-level.ts';
import { FundingState } from '../../vocabulary/funding-state.ts';
import type { CommunityObservation } from '../community-level.ts';
import type { MeasureVersion } from '../measure-version.ts';
import type { OfficialStatement } from '../official-level.ts';
import type { ProgressEntry } from '../progress.ts';

let made = 0;

/** Of its own group and person, in no settlement, seen and published on 15 March 2026. */
export function observation(stated: Partial<CommunityObservation> = {}): CommunityObservation {
  made += 1;
  return {
    id: `observation-${made}`,
    level: CompletionLevel.LIMITED,
    seenOn: '2026-03-15',
    publishedOn: '2026-03-15',
    withdrawnOn: null,
    settlementId: null,
    groupId: `group-${made}`,
    personId: `person-${made}`,
    fromImplementer: false,
    ...stated,
  };
}

/** The municipality's first statement for 2025, adopted and known in February 2026. */
export function statement(stated: Partial<OfficialStatement> = {}): OfficialStatement {
  made += 1;
  return {
    id: `statement-${made}`,
    responsibleId: 'municipality',
    knownFrom: '2026-02-20',
    periodFrom: '2025-01-01',
    periodTo: '2025-12-31',
    adoptedOn: '2026-02-10',
    correction: 0,
    level: CompletionLevel.SUBSTANTIAL,
    ...stated,
  };
}

/** Complete in every field, led by the municipality, for 2026. */
export function version(stated: Partial<MeasureVersion> = {}): MeasureVersion {
  return {
    number: 1,
    adoptedOn: '2025-12-10',
    knownFrom: '2026-01-05',
    dropped: false,
    responsibles: [{ organizationId: 'municipality', leads: true }],
    funding: FundingState.AMOUNT,
    hasIndicator: true,
    hasBaseline: true,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    recurring: false,
    planFrom: '2026-01-01',
    planTo: '2027-12-31',
    ...stated,
  };
}

/** A measure that runs, aligned at LIMITED, with nothing to complain of. */
export function progressEntry(stated: Partial<ProgressEntry> = {}): ProgressEntry {
  made += 1;
  return {
    measureId: `measure-${made}`,
    dropped: false,
    official: { level: CompletionLevel.LIMITED },
    community: { level: CompletionLevel.LIMITED },
    schedule: 'RUNNING',
    gap: { kind: 'ALIGNED' },
    late: false,
    contested: false,
    stale: false,
    unfunded: false,
    incomplete: [],
    ...stated,
  };
}

/** Levels by their steps, as DESIGN writes its examples: {1, 2}. */
export function levels(...steps: readonly LevelStep[]): CompletionLevel[] {
  return steps.map((step) => levelAtStep[step]);
}
