/** Indicators with unit, baseline and target, from their own columns or from one text: "от 71 на 95 %". */
import { ImportIssueCode } from '../import-issue.ts';
import { IndicatorDirection } from '../../../schema/vocabulary/indicator-direction.ts';
import type { ParsedIndicator } from '../parsed-plan.ts';
import { NUMBER_SOURCE, readNumber } from './decimal.ts';
import { saysNothing } from './wording.ts';

export interface IndicatorCells {
  indicator: string;
  unit: string;
  baseline: string;
  target: string;
}

export interface ReadIndicators {
  indicators: ParsedIndicator[];
  doubts: ImportIssueCode[];
}

/** Ages, school years and dates also run "от … до …". */
const FROM_TO = new RegExp(
  String.raw`[\s,:–—(-]*(?<!\p{L})(?:от|from)\s+(${NUMBER_SOURCE})\s*(%)?\s*(?:на|до|to)\s+(${NUMBER_SOURCE})(?!\d)\s*(%|(?!годи|г\.|год|клас|месе|дни|ден|часа)\p{L}+)?(?!\s*(?:годи|г\.|год\.|клас|месе))\)?`,
  'iu',
);
const UNIT_IN_BRACKETS =
  /\s*\(\s*(%|бро[йя]|бр\.?|процент\p{L}*|лв\.?|евро|€|number|no\.|km|км\.?|кв\.\s*м|дни|часа)\s*\)\s*$/iu;
const UNIT_AFTER_COMMA = /\s*[,–—-]\s*(%|бро[йя]|бр\.?|процент\p{L}*|лв\.?|евро|number|км\.?|кв\.\s*м)\s*$/iu;
const UNIT_FIRST = /^(брой|процент|number of)(?!\p{L})/iu;

/** One indicator a line of the cell; baselines and targets go with them line by line. */
export function readIndicators(cells: IndicatorCells): ReadIndicators {
  const doubts = new Set<ImportIssueCode>();
  const wordings = linesOf(cells.indicator);
  const units = linesOf(cells.unit);
  const baselines = linesOf(cells.baseline);
  const targets = linesOf(cells.target);
  if (wordings.length === 0) {
    // A target without an indicator is kept, and doubted.
    if ([...baselines, ...targets].some((value) => !saysNothing(value))) {
      doubts.add(ImportIssueCode.INDICATOR_COUNT_DIFFERS);
    }
    return { indicators: [], doubts: [...doubts] };
  }
  for (const values of [units, baselines, targets]) {
    const shared = values === units && values.length <= 1;
    if (values.length > 0 && values.length !== wordings.length && !shared) {
      doubts.add(ImportIssueCode.INDICATOR_COUNT_DIFFERS);
    }
  }
  const indicators = wordings.map((wording, index) =>
    readIndicator(
      {
        indicator: wording,
        unit: units.length === 1 ? (units[0] ?? '') : (units[index] ?? ''),
        baseline: baselines[index] ?? '',
        target: targets[index] ?? '',
      },
      doubts,
    ),
  );
  return { indicators, doubts: [...doubts] };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').flatMap((line) => (/;\s+\p{L}.{3}/u.test(line) ? line.split(/;\s+/) : [line]));
  return lines
    .map((line) =>
      line
        .replace(/^[-–—•*]\s+/, '')
        .replace(/;$/, '')
        .trim(),
    )
    .filter((line) => line !== '');
}

function readIndicator(cells: IndicatorCells, doubts: Set<ImportIssueCode>): ParsedIndicator {
  const change = cells.indicator.match(FROM_TO);
  let wording = cells.indicator;
  let unit = saysNothing(cells.unit) ? null : cells.unit;
  let inText: { baseline: number | null; target: number | null } | null = null;
  if (change) {
    inText = { baseline: numberOf(change[1]), target: numberOf(change[3]) };
    unit ??= change[2] ?? change[4] ?? null;
    wording =
      wording
        .replace(change[0], ' ')
        .replace(/\s+/g, ' ')
        .replace(/[\s,:;–—-]+$/, '')
        .trim() || wording;
  }
  const named = wording.match(UNIT_IN_BRACKETS) ?? wording.match(UNIT_AFTER_COMMA);
  if (named?.[1]) {
    unit ??= named[1];
    wording = wording.slice(0, named.index).trim();
  }
  unit ??= wording.match(UNIT_FIRST)?.[1]?.toLowerCase() ?? null;
  const fromCells = change ? readNumbersInChange(cells.target) : null;
  const baseline = inText?.baseline ?? readValue(cells.baseline, doubts);
  const target = fromCells ?? inText?.target ?? readTarget(cells, doubts);
  return {
    wording,
    unit: unit ?? unitOfValue(cells.target) ?? unitOfValue(cells.baseline),
    baseline: baseline ?? (change ? null : (changeIn(cells.target)?.baseline ?? null)),
    target,
    direction: directionOf(baseline ?? changeIn(cells.target)?.baseline ?? null, target),
    baselineAsWritten: cells.baseline === '' ? null : cells.baseline,
    targetAsWritten: cells.target === '' ? null : cells.target,
    asWritten: cells.indicator,
  };
}

/** The target column itself may say "от 71 на 95 %". */
function changeIn(text: string): { baseline: number | null; target: number | null } | null {
  const change = text.match(FROM_TO);
  return change ? { baseline: numberOf(change[1]), target: numberOf(change[3]) } : null;
}

function readTarget(cells: IndicatorCells, doubts: Set<ImportIssueCode>): number | null {
  const change = changeIn(cells.target);
  return change ? change.target : readValue(cells.target, doubts);
}

function readNumbersInChange(target: string): number | null {
  return target === '' ? null : numberOf(target.replace(/[^\d.,\s]/g, '').trim());
}

function readValue(text: string, doubts: Set<ImportIssueCode>): number | null {
  if (saysNothing(text)) return null;
  const match = text.match(
    new RegExp(
      `^(?:мин(?:имум)?\\.?|поне|най-малко|над|≥|>|до|≤|<|около)?\\s*(-?(?:${NUMBER_SOURCE}))\\s*(?:%|[^\\d%]{0,40})$`,
      'iu',
    ),
  );
  const value = numberOf(match?.[1]);
  if (value === null) doubts.add(ImportIssueCode.INDICATOR_VALUE_UNREADABLE);
  return value;
}

function unitOfValue(text: string): string | null {
  const unit = text.match(/\d\s*(%|\p{L}[\p{L}. ]{0,30})\s*$/u)?.[1]?.trim();
  return unit && unit !== '' ? unit : null;
}

function numberOf(text: string | undefined): number | null {
  const written = text ? readNumber(text) : null;
  return written ? Number(written.decimal) : null;
}

function directionOf(baseline: number | null, target: number | null): IndicatorDirection | null {
  if (baseline === null || target === null || baseline === target) return null;
  return target > baseline ? IndicatorDirection.UP : IndicatorDirection.DOWN;
}
