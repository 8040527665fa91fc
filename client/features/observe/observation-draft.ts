/**
 * An observation on its way from the first question to the receipt. Its id is made here, on the phone, before the
 * first send: a repeat after a lost answer is then the same observation to the server, not a second one.
 */
import { firstDayOfMonth, monthOf, type LocalDate } from '../../../schema/rules/days.ts';
import type { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import type { ObservationMethod } from '../../../schema/vocabulary/observation-method.ts';

export const dontKnow = 'DONT_KNOW';
export type Answer = CompletionLevel | typeof dontKnow;

export const SeenKind = { WEEK: 'WEEK', MONTH: 'MONTH', DAY: 'DAY' } as const;
export type SeenKind = (typeof SeenKind)[keyof typeof SeenKind];

export const ObserveStep = {
  PLACE: 'PLACE',
  MEASURE: 'MEASURE',
  ANSWER: 'ANSWER',
  METHOD: 'METHOD',
  WHEN: 'WHEN',
  WORDS: 'WORDS',
  LOOK_OVER: 'LOOK_OVER',
} as const;
export type ObserveStep = (typeof ObserveStep)[keyof typeof ObserveStep];

export const observeSteps: readonly ObserveStep[] = Object.values(ObserveStep);

export interface PlaceChoice {
  /** Code of the settlement; null: the municipality as a whole. */
  readonly settlement: string | null;
  /** Code of the municipality, by which the measures are found; null when it is not known. */
  readonly municipality: string | null;
  readonly name: string;
}

export interface MeasureChoice {
  readonly id: string;
  readonly code: string;
  readonly wording: string;
  readonly planTitle: string;
}

/** What the monitor says; plain data, because it is kept on the device. */
export interface ObservationContent {
  readonly place: PlaceChoice | null;
  readonly measure: MeasureChoice | null;
  readonly answer: Answer | null;
  readonly method: ObservationMethod | null;
  readonly seenKind: SeenKind | null;
  /** Only of SeenKind.DAY, '' until one is given. */
  readonly seenDay: string;
  readonly words: string;
  /** The returned observation that this one answers; null for a new one. */
  readonly revises: string | null;
}

export interface ObservationDraft extends ObservationContent {
  readonly id: string;
  /** A send was begun and its answer has not been seen: the server may have it. */
  readonly sendBegun: boolean;
  /** The day the monitor answered "when", so that "this week" stays that week when it is sent later. */
  readonly answeredOn: LocalDate | null;
  /** Why the observation that this one revises came back; null for a new one. */
  readonly returnedReason: string | null;
}

export function emptyObservation(id: string): ObservationDraft {
  return {
    id,
    place: null,
    measure: null,
    answer: null,
    method: null,
    seenKind: null,
    seenDay: '',
    words: '',
    revises: null,
    sendBegun: false,
    answeredOn: null,
    returnedReason: null,
  };
}

interface Edit {
  readonly draft: ObservationDraft;
  readonly change: Partial<ObservationContent>;
  readonly today: LocalDate;
  /** Called only when another id is needed. */
  readonly newId: () => string;
}

/**
 * The draft with a change. Once a send was begun, the same id with other content would be refused as a conflict,
 * so changed content gets an id of its own; the server lets a person's newer observation replace their older (R2).
 */
export function editObservation({ draft, change, today, newId }: Edit): ObservationDraft {
  const changed = { ...draft, ...change };
  const answeredOn = 'seenKind' in change || 'seenDay' in change ? today : draft.answeredOn;
  if (JSON.stringify(changed) === JSON.stringify(draft)) return { ...draft, answeredOn };
  return draft.sendBegun ? { ...changed, answeredOn, id: newId(), sendBegun: false } : { ...changed, answeredOn };
}

/** The day that is sent; null while it is not said, or lies in the future. "This month" claims no more than its first day. */
export function seenOn({ seenKind, seenDay, answeredOn }: ObservationDraft, today: LocalDate): LocalDate | null {
  const said = answeredOn ?? today;
  if (seenKind === SeenKind.WEEK) return said;
  if (seenKind === SeenKind.MONTH) return firstDayOfMonth(monthOf(said));
  if (seenKind !== SeenKind.DAY || seenDay === '' || seenDay > today) return null;
  return seenDay;
}

export function isStepAnswered(step: ObserveStep, draft: ObservationDraft, today: LocalDate): boolean {
  switch (step) {
    case ObserveStep.PLACE:
      return draft.place !== null;
    case ObserveStep.MEASURE:
      return draft.measure !== null;
    case ObserveStep.ANSWER:
      return draft.answer !== null;
    case ObserveStep.METHOD:
      return draft.method !== null;
    case ObserveStep.WHEN:
      return seenOn(draft, today) !== null;
    case ObserveStep.WORDS:
    case ObserveStep.LOOK_OVER:
    default:
      return true;
  }
}

/** The first question without an answer; the look over when all have one. */
export function firstOpenStep(draft: ObservationDraft, today: LocalDate): ObserveStep {
  return observeSteps.find((step) => !isStepAnswered(step, draft, today)) ?? ObserveStep.LOOK_OVER;
}

/** Key of the sentence that says what an unanswered question waits for. */
export function sentenceOfMissing(step: ObserveStep, { seenKind }: ObservationDraft): string {
  if (step === ObserveStep.PLACE) return 'observe.place.missing';
  return step === ObserveStep.WHEN && seenKind === SeenKind.DAY ? 'observe.when.missing' : 'observe.answerFirst';
}

export interface ObservationInput {
  readonly id: string;
  readonly measureId: string;
  readonly level: CompletionLevel | null;
  readonly dontKnow: boolean;
  readonly method: ObservationMethod;
  readonly seenOn: LocalDate;
  readonly settlement: string | null;
  readonly words: string | null;
  readonly revises: string | null;
}

/** What is sent; null while a question is open. */
export function observationInput(draft: ObservationDraft, today: LocalDate): ObservationInput | null {
  const day = seenOn(draft, today);
  const { id, measure, method, answer, place, revises } = draft;
  if (place === null || measure === null || method === null || answer === null || day === null) return null;
  return {
    id,
    measureId: measure.id,
    level: answer === dontKnow ? null : answer,
    dontKnow: answer === dontKnow,
    method,
    seenOn: day,
    settlement: place.settlement,
    words: draft.words.trim() === '' ? null : draft.words.trim(),
    revises,
  };
}
