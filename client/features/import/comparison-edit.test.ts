import { describe, expect, test } from 'vitest';
import { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';
import {
  changeOf,
  comparisonOf,
  countChanges,
  droppedMeasures,
  matchInputs,
  withBefore,
  type Comparison,
  type ServerMatch,
} from './comparison-edit.ts';

const match = (part: Partial<ServerMatch>): ServerMatch => ({
  change: MeasureChange.UNCHANGED,
  beforeMeasureIds: [],
  beforeWording: [],
  afterKeys: [],
  afterWording: [],
  fields: [],
  ...part,
});
const given = comparisonOf([
  match({ beforeMeasureIds: ['a'], beforeWording: ['Автобус'], afterKeys: ['1'], afterWording: ['Автобус'] }),
  match({
    change: MeasureChange.REWORDED,
    beforeMeasureIds: ['b'],
    beforeWording: ['Стипендии'],
    afterKeys: ['2'],
    afterWording: ['Стипендии до 12. клас'],
  }),
  match({ change: MeasureChange.ADDED, afterKeys: ['3'], afterWording: ['Медиатори'] }),
  match({ change: MeasureChange.DROPPED, beforeMeasureIds: ['c'], beforeWording: ['Клуб'] }),
]);
const changes = (comparison: Comparison) => comparison.measures.map((measure) => changeOf(comparison, measure));

test('the comparison of the server is taken as it is', () => {
  expect(changes(given)).toEqual(['UNCHANGED', 'REWORDED', 'ADDED']);
  expect(droppedMeasures(given)).toEqual([{ id: 'c', wording: 'Клуб' }]);
  expect(countChanges(given)).toMatchObject({ UNCHANGED: 1, REWORDED: 1, ADDED: 1, DROPPED: 1, SPLIT: 0, MERGED: 0 });
});

test('a split of the server stays a split', () => {
  const split = comparisonOf([
    match({
      change: MeasureChange.SPLIT,
      beforeMeasureIds: ['a'],
      beforeWording: ['Здраве'],
      afterKeys: ['1', '2'],
      afterWording: ['Лекар', 'Сестра'],
    }),
  ]);
  expect(changes(split)).toEqual(['SPLIT', 'SPLIT']);
  expect(matchInputs(split)).toEqual([{ afterKeys: ['1', '2'], beforeMeasureIds: ['a'] }]);
});

describe('a correction', () => {
  test('that names the dropped measure makes the new one its continuation', () => {
    const corrected = withBefore(given, { key: '3', beforeIds: ['c'] });
    expect(changes(corrected)).toEqual(['UNCHANGED', 'REWORDED', 'REWORDED']);
    expect(droppedMeasures(corrected)).toEqual([]);
  });
  test('that names one measure twice makes a split of both', () => {
    const corrected = withBefore(given, { key: '3', beforeIds: ['b'] });
    expect(changes(corrected)).toEqual(['UNCHANGED', 'SPLIT', 'SPLIT']);
    expect(matchInputs(corrected)).toContainEqual({ afterKeys: ['2', '3'], beforeMeasureIds: ['b'] });
  });
  test('that names two measures makes a merge', () => {
    expect(changes(withBefore(given, { key: '2', beforeIds: ['b', 'c'] }))).toEqual(['UNCHANGED', 'MERGED', 'ADDED']);
  });
  test('that takes the earlier one away makes a new measure and drops the old', () => {
    const corrected = withBefore(given, { key: '1', beforeIds: [] });
    expect(changes(corrected)[0]).toBe('ADDED');
    expect(droppedMeasures(corrected).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

test('what is sent names every measure of both sides once', () => {
  expect(matchInputs(given)).toEqual([
    { afterKeys: ['1'], beforeMeasureIds: ['a'] },
    { afterKeys: ['2'], beforeMeasureIds: ['b'] },
    { afterKeys: ['3'], beforeMeasureIds: [] },
    { afterKeys: [], beforeMeasureIds: ['c'] },
  ]);
});
