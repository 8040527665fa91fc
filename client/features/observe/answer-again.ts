/** A returned observation as the start of a new one that revises it; what was said before stands there to be mended. */
import type { LocalDate } from '../../../schema/rules/days.ts';
import { dontKnow, emptyObservation, SeenKind, type ObservationDraft } from './observation-draft.ts';
import type { OwnObservation } from './observe.operations.ts';

interface Again {
  readonly earlier: OwnObservation;
  readonly id: string;
  readonly today: LocalDate;
}

export function answerAgain({ earlier, id, today }: Again): ObservationDraft {
  const { measure, settlement, level, method, seenOn, words, reason } = earlier;
  const { territory } = measure.plan;
  return {
    ...emptyObservation(id),
    place: {
      settlement: settlement?.code ?? null,
      municipality: territory.code,
      name: settlement?.name ?? territory.name,
    },
    measure: { id: measure.id, code: measure.code, wording: measure.wording, planTitle: measure.plan.title },
    answer: level ?? dontKnow,
    method,
    seenKind: SeenKind.DAY,
    seenDay: seenOn,
    words: words ?? '',
    revises: earlier.id,
    answeredOn: today,
    returnedReason: reason ?? null,
  };
}
