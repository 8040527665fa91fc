import { expect, test } from 'vitest';
import { strategyTree } from './strategy-tree.ts';

test('a strategy stands under the one that it implements, however the list is ordered', () => {
  const eu = { id: 'eu', implements: null };
  const national = { id: 'bg', implements: { id: 'eu' } };
  const district = { id: 'raz', implements: { id: 'bg' } };
  const tree = [{ strategy: eu, below: [{ strategy: national, below: [{ strategy: district, below: [] }] }] }];
  expect(strategyTree([eu, national, district])).toEqual(tree);
  expect(strategyTree([district, national, eu])).toEqual(tree);
});

test('one whose parent is not in the list is shown at the top', () => {
  const lost = { id: 'x', implements: { id: 'gone' } };
  expect(strategyTree([lost])).toEqual([{ strategy: lost, below: [] }]);
});
