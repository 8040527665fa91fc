/** A version of a plan before it enters: what an import confirmed, or a seed wrote. Keys hold its parts together. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Currency } from '../../schema/vocabulary/currency.ts';
import type { FundingState } from '../../schema/vocabulary/funding-state.ts';
import type { IndicatorDirection } from '../../schema/vocabulary/indicator-direction.ts';
import type { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import type { ObjectiveKind } from '../../schema/vocabulary/objective-kind.ts';

export interface VersionDraft {
  readonly planId: string;
  readonly label?: string | null;
  readonly adoptedBy: string | null;
  readonly act: string | null;
  readonly adoptedOn: LocalDate | null;
  /** The day from which it is known; earlier than today only with `knownFromSource`. */
  readonly knownFrom: LocalDate;
  readonly knownFromSource: string | null;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
  /** Equal content has equal fingerprints; the database takes each once for a plan. */
  readonly fingerprint: string;
  readonly objectives: readonly ObjectiveDraft[];
  readonly measures: readonly MeasureDraft[];
  /** Measures of the version before that do not go on: dropped, or gone into others. */
  readonly endings: readonly EndingDraft[];
}

export interface ObjectiveDraft {
  readonly key: string;
  readonly parentKey: string | null;
  readonly kind: ObjectiveKind;
  readonly code: string | null;
  readonly wording: string;
}

export interface MeasureDraft {
  readonly key: string;
  /** The measure that goes on under this wording; null makes a new one. */
  readonly measureId: string | null;
  readonly change: MeasureChange;
  /** Outermost first; empty when the plan has no tree. */
  readonly objectiveKeys: readonly string[];
  readonly code: string;
  readonly codeGenerated: boolean;
  readonly wording: string;
  readonly periodText: string;
  readonly startsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly recurring: boolean;
  readonly targetGroups: string | null;
  readonly places: string | null;
  readonly sourceTable: string | null;
  readonly sourceRow: number | null;
  readonly asWritten: Readonly<Record<string, string>>;
  readonly responsibles: readonly ResponsibleDraft[];
  readonly funding: readonly FundingDraft[];
  readonly indicators: readonly IndicatorDraft[];
}

export interface ResponsibleDraft {
  readonly organizationId: string | null;
  /** A kind of body, when it names no organization. */
  readonly bodyKind: string | null;
  readonly asWritten: string;
  readonly leads: boolean;
}

export interface FundingDraft {
  readonly sourceText: string | null;
  readonly state: FundingState;
  readonly amountCents: number | null;
  readonly currency: Currency | null;
  readonly asWritten: string;
}

export interface IndicatorDraft {
  readonly wording: string;
  readonly unit: string | null;
  readonly direction: IndicatorDirection | null;
  readonly baseline: number | null;
  readonly target: number | null;
  readonly asWritten: string;
}

export interface EndingDraft {
  readonly measureId: string;
  /** The measures it became; empty for a dropped one. */
  readonly successorKeys: readonly string[];
  readonly change: Extract<MeasureChange, 'SPLIT' | 'MERGED' | 'DROPPED'>;
}
