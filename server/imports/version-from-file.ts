/** Turns what was understood of a file, with a person's decisions, into the draft of a version. Pure. */
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import type { EndingDraft, MeasureDraft, ResponsibleDraft } from '../measures/version-draft.ts';
import type { ComparableMeasure, MeasureMatch } from '../plan-import/compare/version-comparison.ts';
import type { ParsedMeasure, ParsedPlan, ParsedResponsible } from '../plan-import/parsed-plan.ts';

/** The organization that a body is; null: a kind of body. */
export type OrganizationOfBody = ReadonlyMap<string, string | null>;

export interface FromFile {
  readonly parsed: ParsedPlan;
  readonly organizationOfBody: OrganizationOfBody;
  /** Empty for a new plan. */
  readonly matches: readonly MeasureMatch[];
}

/** A measure of the file as far as comparing needs it. */
export function comparableFromFile(parsed: ParsedPlan): ComparableMeasure[] {
  const wordings = new Map(parsed.objectives.map(({ key, wording }) => [key, wording]));
  return parsed.measures.map(
    ({ key, code, codeGenerated, wording, objectiveKeys, funding, period, responsibles, indicators }) => ({
      key,
      code: codeGenerated ? '' : code,
      wording,
      objectivePath: objectiveKeys.map((each) => wordings.get(each) ?? ''),
      amounts: funding.flatMap(({ amountCents, currency }) =>
        amountCents === null || currency === null ? [] : [`${amountCents} ${currency}`],
      ),
      period: period?.text ?? null,
      responsibles: responsibles.map(({ asWritten }) => asWritten),
      indicators: indicators.map(({ wording: counted, baseline, target }) =>
        [counted, baseline, target].filter((part) => part !== null).join(' '),
      ),
    }),
  );
}

export function measureDrafts({ parsed, organizationOfBody, matches }: FromFile): MeasureDraft[] {
  const matchOf = new Map(matches.flatMap((match) => match.nextKeys.map((key) => [key, match] as const)));
  return parsed.measures.map((measure) => ({
    ...draftOf(measure, organizationOfBody),
    ...identityOf(matchOf.get(measure.key)),
  }));
}

/** Only a measure that goes on as one keeps its identity: what was said of a whole says nothing of its parts. */
function identityOf(match: MeasureMatch | undefined): Pick<MeasureDraft, 'measureId' | 'change'> {
  if (match === undefined) return { measureId: null, change: MeasureChange.ADDED };
  const goesOn = match.change === MeasureChange.UNCHANGED || match.change === MeasureChange.REWORDED;
  return { measureId: goesOn ? (match.previousKeys[0] ?? null) : null, change: match.change };
}

/** What became of the measures of the version before that do not go on as themselves. */
export function endingDrafts(matches: readonly MeasureMatch[]): EndingDraft[] {
  return matches.flatMap(({ change, previousKeys, nextKeys }) =>
    change === MeasureChange.SPLIT || change === MeasureChange.MERGED || change === MeasureChange.DROPPED
      ? previousKeys.map((measureId) => ({ measureId, change, successorKeys: nextKeys }))
      : [],
  );
}

function draftOf(
  measure: ParsedMeasure,
  organizationOfBody: OrganizationOfBody,
): Omit<MeasureDraft, 'measureId' | 'change'> {
  const { key, code, codeGenerated, wording, objectiveKeys, period, targetGroups, places, source, asWritten } = measure;
  return {
    key,
    code,
    codeGenerated,
    wording,
    objectiveKeys,
    periodText: period?.text ?? '',
    startsOn: period?.startsOn ?? null,
    endsOn: period?.endsOn ?? null,
    recurring: period?.recurring ?? false,
    targetGroups: targetGroups.join('; ') || null,
    places: places.join('; ') || null,
    sourceTable: source.sheet,
    sourceRow: source.row,
    asWritten: Object.fromEntries(asWritten.map(({ heading, column, text }) => [heading || String(column + 1), text])),
    responsibles: measure.responsibles.map((body) => responsibleOf(body, organizationOfBody)),
    funding: measure.funding.map(({ sourceText, state, amountCents, currency, asWritten: written }) => ({
      sourceText,
      state,
      amountCents: currency === null ? null : amountCents,
      currency: amountCents === null ? null : currency,
      asWritten: written,
    })),
    indicators: measure.indicators.map(
      ({ wording: counted, unit, direction, baseline, target, asWritten: written }) => ({
        wording: counted,
        unit,
        direction,
        baseline,
        target,
        asWritten: written,
      }),
    ),
  };
}

function responsibleOf(
  { bodyKey, name, asWritten, leads }: ParsedResponsible,
  organizationOfBody: OrganizationOfBody,
): ResponsibleDraft {
  const organizationId = organizationOfBody.get(bodyKey) ?? null;
  return { organizationId, bodyKind: organizationId === null ? name : null, asWritten, leads };
}
