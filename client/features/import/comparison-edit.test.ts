import { describe, expect, test } from 'vitest';
import { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';
import { changeOf, comparisonOf, countChanges, droppedMeasures, matchInputs, withBefore, type Comparison, type ServerMatch } from './comparison-edit.ts';

const match = (part: Partial<ServerMatch>): ServerMatch => ({ change: MeasureChange.UNCHANGED, beforeMeasureIds: [], beforeWording: [], fields: [], ...part });
const given = comparisonOf([
  match({ beforeMeasureIds: ['a'], beforeWording: ['Автобус'], afterRow: 1, afterWording: 'Автобус' }),
  match({ change: MeasureChange.REWORDED, beforeMeasureIds: ['b'], beforeWording: ['Стипендии'], afterRow: 2, afterWording: 'Стипендии до 12. клас' }),
  match({ change: MeasureChange.ADDED, afterRow: 3, afterWording: 'Медиатори' }),
  match({ change: MeasureChange.DROPPED, beforeMeasureIds: ['c'], beforeWording: ['Клуб'] }),
]);
const changes = (comparison: Comparison) => comparison.rows.map((row) => changeOf(comparison, row));

test('the comparison of the server is taken as it is', () => {
  expect(changes(given)).toEqual(['UNCHANGED', 'REWORDED', 'ADDED']);
  expect(droppedMeasures(given)).toEqual([{ id: 'c', wording: 'Клуб' }]);
  expect(countChanges(given)).toMatchObject({ UNCHANGED: 1, REWORDED: 1, ADDED: 1, DROPPED: 1, SPLIT: 0, MERGED: 0 });
});

describe('a correction', () => {
  test('that names the dropped measure makes the new row its continuation', () => {
    const corrected = withBefore(given, { afterRow: 3, beforeIds: ['c'] });
    expect(changes(corrected)).toEqual(['UNCHANGED', 'REWORDED', 'REWORDED']);
    expect(droppedMeasures(corrected)).toEqual([]);
  });
  test('that names one measure twice makes a split of both rows', () => {
    expect(changes(withBefore(given, { afterRow: 3, beforeIds: ['b'] }))).toEqual(['UNCHANGED', 'SPLIT', 'SPLIT']);
  });
  test('that names two measures makes a merge', () => {
    expect(changes(withBefore(given, { afterRow: 2, beforeIds: ['b', 'c'] }))).toEqual(['UNCHANGED', 'MERGED', 'ADDED']);
  });
  test('that takes the earlier one away makes a new measure and drops the old', () => {
    const corrected = withBefore(given, { afterRow: 1, beforeIds: [] });
    expect(changes(corrected)[0]).toBe('ADDED');
    expect(droppedMeasures(corrected).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

test('what is sent names every row and every dropped measure once', () => {
  expect(matchInputs(given)).toEqual([
    { afterRow: 1, beforeMeasureIds: ['a'], change: 'UNCHANGED' },
    { afterRow: 2, beforeMeasureIds: ['b'], change: 'REWORDED' },
    { afterRow: 3, beforeMeasureIds: [], change: 'ADDED' },
    { afterRow: null, beforeMeasureIds: ['c'], change: 'DROPPED' },
  ]);
});
