import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicCount, publicTable, sharedByTwoGroups, type PublicTable } from './small-numbers.ts';

const small = { suppressed: true, below: 10 };
const hidden = { suppressed: true, below: null };

describe('a public count of people', () => {
  it('is not shown below ten, and none at all is no exception', () => {
    expect([0, 1, 9].map(publicCount)).toEqual([small, small, small]);
    expect([10, 250].map(publicCount)).toEqual([10, 250]);
  });
});

describe('a public table', () => {
  it('shows large counts and their total as they are', () => {
    expect(publicTable([40, 25])).toEqual({ cells: [40, 25], total: 65 });
  });

  it('hides the smallest shown count too, where one small one would follow by subtraction', () => {
    expect(publicTable([40, 4, 25])).toEqual({ cells: [40, small, hidden], total: 69 });
  });

  it('leaves two small counts to protect each other', () => {
    expect(publicTable([40, 4, 5])).toEqual({ cells: [40, small, small], total: 49 });
  });

  it('hides more where all small counts are none, or all are nine', () => {
    expect(publicTable([40, 0, 0])).toEqual({ cells: [hidden, small, small], total: 40 });
    expect(publicTable([9, 9])).toEqual({ cells: [small, small], total: hidden });
  });

  it('hides the total where nothing else is left to hide', () => {
    expect(publicTable([10, 0])).toEqual({ cells: [hidden, small], total: hidden });
    expect(publicTable([3])).toEqual({ cells: [small], total: small });
  });

  it('never lets a reader with the total tell a small count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 200 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (counts) => {
          const table = publicTable(counts);
          const told = counts.filter((count, index) => count < 10 && possibleValues(table, index).length === 1);
          expect(told).toEqual([]);
        },
      ),
    );
  });
});

/** Up to two small numbers that the suppressed cell could be, found by trying, given all that is shown. */
function possibleValues({ cells, total }: PublicTable, index: number): number[] {
  if (typeof total !== 'number') return [0, 1];
  const rest = total - cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
  const others = cells.filter((cell, other) => typeof cell !== 'number' && other !== index);
  const isPossible = (value: number) =>
    canAddUp(
      others.map((cell) => typeof cell !== 'number' && cell.below !== null),
      rest - value,
    );
  return Array.from({ length: 10 }, (_, value) => value).filter(isPossible);
}

/** Whether small counts (0 to 9) and hidden ones (10 or more) can make the sum. */
function canAddUp(areSmall: readonly boolean[], sum: number): boolean {
  const [first, ...others] = areSmall;
  if (first === undefined) return sum === 0;
  if (!first && others.every((isSmall) => isSmall)) {
    return Array.from({ length: 9 * others.length + 1 }, (_, less) => less).some((less) => sum - less >= 10);
  }
  const values = first
    ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    : Array.from({ length: Math.max(0, sum - 9) }, (_, more) => 10 + more);
  return values.some((value) => canAddUp(others, sum - value));
}

it('only what two groups share is public', () => {
  const shared = sharedByTwoGroups([
    { groupId: 'a', value: 'north' },
    { groupId: 'a', value: 'north' },
    { groupId: 'a', value: 'south' },
    { groupId: 'b', value: 'south' },
    { groupId: 'a', value: 'south' },
    { groupId: 'b', value: 'west' },
  ]);
  expect([...shared]).toEqual(['south']);
});
