/** Puts measures under the nodes of their plan, in the order of the document. */
export interface TreeNode {
  readonly id: string;
  readonly parentId?: string | null;
}

export interface PlanBranch<Node, Leaf> {
  readonly node: Node;
  /** Directly under the node. */
  readonly leaves: readonly Leaf[];
  readonly branches: readonly PlanBranch<Node, Leaf>[];
}

export interface PlanTree<Node, Leaf> {
  readonly branches: readonly PlanBranch<Node, Leaf>[];
  /** Measures that stand under no node. */
  readonly loose: readonly Leaf[];
}

interface TreeParts<Node, Leaf> {
  /** Flat, in the order of the document. */
  readonly nodes: readonly Node[];
  readonly leaves: readonly Leaf[];
}

/** Nodes under which no measure stands are left out: a filter must not leave empty headings. */
export function planTree<Node extends TreeNode, Leaf extends { readonly objectiveId?: string | null }>({
  nodes,
  leaves,
}: TreeParts<Node, Leaf>): PlanTree<Node, Leaf> {
  const known = new Set(nodes.map(({ id }) => id));
  const leavesOf = groupedBy(leaves, ({ objectiveId }) => (objectiveId && known.has(objectiveId) ? objectiveId : null));
  const childrenOf = groupedBy(nodes, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null));
  const branchesUnder = (parentId: string | null): PlanBranch<Node, Leaf>[] =>
    (childrenOf.get(parentId) ?? [])
      .map((node) => ({ node, leaves: leavesOf.get(node.id) ?? [], branches: branchesUnder(node.id) }))
      .filter((branch) => branch.leaves.length > 0 || branch.branches.length > 0);
  return { branches: branchesUnder(null), loose: leavesOf.get(null) ?? [] };
}

/** `Map.groupBy`, which phones of a few years ago lack. */
function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A group of rows under the headings that lead to it, outermost first; the headings of the row before are not repeated. */
export interface RowGroup<Node, Leaf> {
  readonly headings: readonly Node[];
  readonly leaves: readonly Leaf[];
}

export function rowGroups<Node, Leaf>(branch: PlanBranch<Node, Leaf>): RowGroup<Node, Leaf>[] {
  const groups: RowGroup<Node, Leaf>[] = [];
  const walk = (at: PlanBranch<Node, Leaf>, headings: readonly Node[]): void => {
    if (at.leaves.length > 0) groups.push({ headings, leaves: at.leaves });
    at.branches.forEach((child, index) => {
      const inherited = at.leaves.length === 0 && index === 0 ? headings : [];
      walk(child, [...inherited, child.node]);
    });
  };
  walk(branch, []);
  return groups;
}
