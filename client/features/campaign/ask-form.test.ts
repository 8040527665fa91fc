import { describe, expect, test } from 'vitest';
import { wrongInAnswer, wrongInExtension, wrongInSending } from './ask-form.ts';

const today = '2026-11-22';

describe('recording a sending', () => {
  test('needs its day alone: the incoming number may come later', () => {
    expect(wrongInSending({ sentOn: today, registeredOn: '', incomingNumber: '' }, today)).toEqual({});
    expect(wrongInSending({ sentOn: '', registeredOn: '', incomingNumber: '' }, today)).toHaveProperty('sentOn');
  });
  test('asks for the day of registration beside an incoming number', () => {
    expect(wrongInSending({ sentOn: today, registeredOn: '', incomingNumber: 'АБ-1' }, today)).toHaveProperty(
      'registeredOn',
    );
  });
  test('refuses a day that has not come', () => {
    expect(wrongInSending({ sentOn: '2026-11-23', registeredOn: '', incomingNumber: '' }, today)).toHaveProperty(
      'sentOn',
    );
  });
});

test('an extension needs its last day and the reason', () => {
  expect(Object.keys(wrongInExtension({ untilOn: '', reason: ' ', announcedOn: today }, today))).toEqual([
    'untilOn',
    'reason',
  ]);
});

test('a promise needs a date, another answer does not', () => {
  const answer = { text: '', answeredOn: today, promisedBy: '' };
  expect(wrongInAnswer({ ...answer, level: 'PROMISED' }, today)).toHaveProperty('promisedBy');
  expect(wrongInAnswer({ ...answer, level: 'EXPLAINED' }, today)).toEqual({});
});
