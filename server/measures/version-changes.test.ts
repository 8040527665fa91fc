import { assert, constantFrom, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { versionChanges, type ComparedMeasure, type Succession } from './version-changes.ts';

const measure = (measureId: string, parts: Partial<ComparedMeasure> = {}): ComparedMeasure => ({
  id: `${measureId}/${parts.change ?? 'UNCHANGED'}`,
  measureId,
  position: 1,
  change: 'UNCHANGED',
  compared: { CODE: '1', WORDING: measureId },
  ...parts,
});
const told = (input: Parameters<typeof versionChanges<ComparedMeasure>>[0]) =>
  versionChanges(input).map(({ change, before, after, fields }) => [
    change,
    before?.measureId ?? null,
    after?.measureId ?? null,
    fields,
  ]);

describe('what a version changed', () => {
  it('leaves out what stands as before', () => {
    expect(told({ before: [measure('a')], after: [measure('a')], successions: [] })).toEqual([]);
  });

  it('names what differs, also when the version calls it unchanged', () => {
    const after = [measure('a', { compared: { CODE: '2', WORDING: 'a' } })];
    expect(told({ before: [measure('a')], after, successions: [] })).toEqual([['UNCHANGED', 'a', 'a', ['CODE']]]);
  });

  it('a measure that is missing without a record of why was dropped', () => {
    expect(told({ before: [measure('a')], after: [], successions: [] })).toEqual([['DROPPED', 'a', null, []]]);
  });

  it('a measure that took in another shows itself and the other', () => {
    const successions: Succession[] = [{ fromMeasureId: 'b', toMeasureId: 'a', change: 'MERGED' }];
    expect(
      told({ before: [measure('a'), measure('b')], after: [measure('a', { change: 'MERGED' })], successions }),
    ).toEqual([
      ['MERGED', 'a', 'a', []],
      ['MERGED', 'b', 'a', ['WORDING']],
    ]);
  });

  it('a measure that split shows each of its parts once', () => {
    const successions: Succession[] = ['b', 'c'].map((toMeasureId) => ({
      fromMeasureId: 'a',
      toMeasureId,
      change: 'SPLIT',
    }));
    const after = [measure('b', { change: 'SPLIT', position: 2 }), measure('c', { change: 'SPLIT', position: 1 })];
    expect(told({ before: [measure('a')], after, successions })).toEqual([
      ['SPLIT', 'a', 'c', ['WORDING']],
      ['SPLIT', 'a', 'b', ['WORDING']],
    ]);
  });

  it('loses no measure of either version, whatever the order of the rows', () => {
    const ids = uniqueArray(constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    assert(
      property(ids, ids, (beforeIds, afterIds) => {
        const before = beforeIds.map((id, position) => measure(id, { position }));
        const after = afterIds.map((id, position) =>
          measure(id, { position, change: beforeIds.includes(id) ? 'REWORDED' : 'ADDED' }),
        );
        const entries = told({ before, after, successions: [] });
        expect(entries).toEqual(told({ before: before.toReversed(), after: after.toReversed(), successions: [] }));
        expect(new Set(entries.map(([, from, to]) => from ?? to))).toEqual(new Set([...beforeIds, ...afterIds]));
      }),
    );
  });
});
