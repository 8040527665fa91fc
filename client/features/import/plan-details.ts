/** What is said of the plan that a file is of, beside what stands in the file. */
import type { LocalDate } from '../../../schema/rules/days.ts';
import type { SearchOption } from '../../ui/search-option.ts';
import type { ConfirmInput } from './import.operations.ts';

export interface PlanDetails {
  which: 'NEW' | 'EXISTING';
  municipality: SearchOption | null;
  strategyId: string;
  title: string;
  periodText: string;
  periodFrom: string;
  periodTo: string;
  source: string;
  adoptedBy: string;
  act: string;
  adoptedOn: string;
  isEarlier: boolean;
  knownFrom: string;
  knownFromSource: string;
}

export const emptyDetails = (): PlanDetails => ({
  which: 'NEW',
  municipality: null,
  strategyId: '',
  title: '',
  periodText: '',
  periodFrom: '',
  periodTo: '',
  source: '',
  adoptedBy: '',
  act: '',
  adoptedOn: '',
  isEarlier: false,
  knownFrom: '',
  knownFromSource: '',
});

export type DetailField =
  | 'plan'
  | 'municipality'
  | 'title'
  | 'periodTo'
  | 'adoptedOn'
  | 'knownFrom'
  | 'knownFromSource';

/** Message keys by field, of what must be said before the plan can enter. */
export function missingDetails(
  details: PlanDetails,
  { planId, today }: { readonly planId: string | null; readonly today: LocalDate },
): Partial<Record<DetailField, string>> {
  const missing: Partial<Record<DetailField, string>> = {};
  if (details.which === 'EXISTING') {
    if (planId === null) missing.plan = 'import.missing.plan';
  } else {
    if (details.municipality === null) missing.municipality = 'import.missing.municipality';
    if (details.title.trim().length < 5) missing.title = 'import.missing.planTitle';
    if (details.periodFrom !== '' && details.periodTo !== '' && details.periodTo < details.periodFrom)
      missing.periodTo = 'import.missing.reversed';
  }
  if (details.adoptedOn > today) missing.adoptedOn = 'import.missing.future';
  if (details.isEarlier) {
    if (details.knownFrom > today) missing.knownFrom = 'import.missing.future';
    if (details.knownFrom !== '' && details.knownFrom < today && details.knownFromSource.trim() === '')
      missing.knownFromSource = 'import.missing.knownFromSource';
  }
  return missing;
}

const orNull = (text: string): string | null => text.trim() || null;

export function confirmInput(
  details: PlanDetails,
  { importId, planId }: { readonly importId: string; readonly planId: string | null },
): ConfirmInput {
  const { municipality, strategyId, title, periodText, periodFrom, periodTo, source } = details;
  const isNew = details.which === 'NEW';
  return {
    importId,
    planId: isNew ? null : planId,
    plan: isNew
      ? {
          territory: municipality?.value ?? '',
          title: title.trim(),
          strategyId: strategyId || null,
          periodText: orNull(periodText),
          periodFrom: periodFrom || null,
          periodTo: periodTo || null,
          source: orNull(source),
        }
      : null,
    adoptedBy: orNull(details.adoptedBy),
    act: orNull(details.act),
    adoptedOn: details.adoptedOn || null,
    knownFrom: details.isEarlier ? details.knownFrom || null : null,
    knownFromSource: details.isEarlier ? orNull(details.knownFromSource) : null,
  };
}
