import { describe, expect, test } from 'vitest';
import { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import { ObservationMethod } from '../../../schema/vocabulary/observation-method.ts';
import {
  ObserveStep,
  SeenKind,
  dontKnow,
  editObservation,
  emptyObservation,
  firstOpenStep,
  observationInput,
  seenOn,
  sentenceOfMissing,
  type ObservationContent,
  type ObservationDraft,
} from './observation-draft.ts';

const today = '2026-11-22';
const edit = (draft: ObservationDraft, change: Partial<ObservationContent>, day = today) =>
  editObservation({ draft, change, today: day, newId: () => 'second' });
const answered = edit(emptyObservation('first'), {
  place: { settlement: '65855', municipality: 'RAZ16', name: 'Севар' },
  measure: { id: 'm', code: '1.2.1.1', wording: 'Автобус', planTitle: 'План' },
  answer: CompletionLevel.LIMITED,
  method: ObservationMethod.SITE_VISIT,
  seenKind: SeenKind.WEEK,
});

describe('the id of an observation', () => {
  test('stays while the answers change before the first send', () => {
    expect(edit(answered, { answer: CompletionLevel.COMPLETE }).id).toBe('first');
  });
  test('stays when it is sent again as it was', () => {
    expect(edit({ ...answered, sendBegun: true }, { words: '' }).id).toBe('first');
  });
  test('is another once the content changes after a send whose answer was lost', () => {
    const changed = edit({ ...answered, sendBegun: true }, { words: 'още нещо' });
    expect(changed).toMatchObject({ id: 'second', sendBegun: false, words: 'още нещо' });
  });
});

describe('the day', () => {
  test('"this week" is the day on which it was said, also when sent later', () => {
    expect(seenOn(answered, '2026-11-25')).toBe('2026-11-22');
  });
  test('"this month" claims no more than the first day of it', () => {
    expect(seenOn(edit(answered, { seenKind: SeenKind.MONTH }), today)).toBe('2026-11-01');
  });
  test('a date in the future is no answer', () => {
    const future = edit(answered, { seenKind: SeenKind.DAY, seenDay: '2026-11-23' });
    expect(seenOn(future, today)).toBeNull();
    expect(firstOpenStep(future, today)).toBe(ObserveStep.WHEN);
  });
});

test('the first open question is where one goes on', () => {
  expect(firstOpenStep(emptyObservation('x'), today)).toBe(ObserveStep.PLACE);
  expect(firstOpenStep({ ...answered, method: null }, today)).toBe(ObserveStep.METHOD);
  expect(firstOpenStep(answered, today)).toBe(ObserveStep.LOOK_OVER);
});

test('an unanswered question says what it waits for', () => {
  const asked = emptyObservation('x');
  expect(sentenceOfMissing(ObserveStep.PLACE, asked)).toBe('observe.place.missing');
  expect(sentenceOfMissing(ObserveStep.METHOD, asked)).toBe('observe.answerFirst');
  expect(sentenceOfMissing(ObserveStep.WHEN, asked)).toBe('observe.answerFirst');
  expect(sentenceOfMissing(ObserveStep.WHEN, { ...asked, seenKind: SeenKind.DAY })).toBe('observe.when.missing');
});

describe('what is sent', () => {
  test('is nothing while a question is open', () => {
    expect(observationInput({ ...answered, measure: null }, today)).toBeNull();
  });
  test('"don\'t know" has no level', () => {
    expect(observationInput(edit(answered, { answer: dontKnow }), today)).toMatchObject({
      level: null,
      dontKnow: true,
    });
  });
  test('empty words are no words', () => {
    expect(observationInput(edit(answered, { words: '   ' }), today)?.words).toBeNull();
  });
});
