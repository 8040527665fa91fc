import { expect, test } from 'vitest';
import { planTree, rowGroups } from './plan-tree.ts';

const nodes = [
  { id: 'p1' },
  { id: 'g1', parentId: 'p1' },
  { id: 't1', parentId: 'g1' },
  { id: 't2', parentId: 'g1' },
  { id: 'p2' },
  { id: 'g2', parentId: 'p2' },
];

test('measures stand under their nodes in the order of the document, loose ones apart', () => {
  const leaves = [
    { id: 'm1', objectiveId: 't1' },
    { id: 'm2', objectiveId: 't2' },
    { id: 'm3', objectiveId: null },
  ];
  const tree = planTree({ nodes, leaves });
  expect(tree.loose.map(({ id }) => id)).toEqual(['m3']);
  expect(tree.branches.map(({ node }) => node.id)).toEqual(['p1']);
});

test('a heading stands once, above the first of its rows', () => {
  const leaves = [
    { id: 'm1', objectiveId: 't1' },
    { id: 'm2', objectiveId: 't1' },
    { id: 'm3', objectiveId: 't2' },
  ];
  const [branch] = planTree({ nodes, leaves }).branches;
  const groups = branch ? rowGroups(branch) : [];
  expect(groups.map(({ headings, leaves: rows }) => [headings.map(({ id }) => id), rows.map(({ id }) => id)])).toEqual([
    [
      ['g1', 't1'],
      ['m1', 'm2'],
    ],
    [['t2'], ['m3']],
  ]);
});

test('every measure is shown exactly once, also under a node that the plan does not name', () => {
  const leaves = [
    { id: 'm1', objectiveId: 'p2' },
    { id: 'm2', objectiveId: 'g2' },
    { id: 'm3', objectiveId: 'gone' },
  ];
  const tree = planTree({ nodes, leaves });
  const shown = [
    ...tree.loose,
    ...tree.branches.flatMap((branch) => rowGroups(branch).flatMap((group) => group.leaves)),
  ];
  expect(shown.map(({ id }) => id).toSorted()).toEqual(['m1', 'm2', 'm3']);
});
