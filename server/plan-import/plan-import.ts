/** What the rest of the server uses of plan-import; the layers below are its own affair. */
export { ColumnRole, Currency } from './column-mapping.ts';
export type { ColumnAssignment, TableMapping, TableOverride } from './column-mapping.ts';
export { amountText, comparableMeasures, indicatorText } from './compare/comparable-plan.ts';
export { compareVersions } from './compare/compare-versions.ts';
export { ComparedField, MeasureChange } from './compare/version-comparison.ts';
export type {
  ComparableMeasure,
  MatchDecision,
  MeasureMatch,
  VersionComparison,
} from './compare/version-comparison.ts';
export { FileRefusal, RefusalCode } from './file-refusal.ts';
export type { RefusalDetails } from './file-refusal.ts';
export { guardedRead } from './guarded-read.ts';
export type { GuardedReadRequest } from './guarded-read.ts';
export { ImportIssueCode, IssueWeight } from './import-issue.ts';
export type { ImportIssue } from './import-issue.ts';
export { BodyKind, FundingState, IndicatorDirection, ObjectiveKind, RowStatus } from './parsed-plan.ts';
export type {
  BodySuggestion,
  CurrencyTotal,
  ParsedFunding,
  ParsedIndicator,
  ParsedMeasure,
  ParsedObjective,
  ParsedPeriod,
  ParsedPlan,
  ParsedResponsible,
  ParsedTable,
  Reconciliation,
  RowPreview,
  SourcePlace,
  UnderstandOptions,
} from './parsed-plan.ts';
export { SourceFormat, SourceTableKind } from './source-table.ts';
