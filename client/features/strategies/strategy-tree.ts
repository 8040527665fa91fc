/** Puts strategies under those they implement; one whose parent is not in the list stands at the top. */
export interface StrategyNode {
  readonly id: string;
  readonly implements?: { readonly id: string } | null;
}

export interface StrategyBranch<Item> {
  readonly strategy: Item;
  readonly below: readonly StrategyBranch<Item>[];
}

export function strategyTree<Item extends StrategyNode>(items: readonly Item[]): StrategyBranch<Item>[] {
  const ids = new Set(items.map(({ id }) => id));
  const parentOf = (item: Item) => (item.implements && ids.has(item.implements.id) ? item.implements.id : null);
  const under = (parentId: string | null): StrategyBranch<Item>[] =>
    items.filter((item) => parentOf(item) === parentId).map((strategy) => ({ strategy, below: under(strategy.id) }));
  return under(null);
}
