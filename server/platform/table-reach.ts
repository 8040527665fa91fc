/** Which tables a statement's text names, and so as which role it runs. A wrong guess is refused by the database. */
export const TableReach = {
  /** Public tables alone. */
  PUBLIC: 'PUBLIC',
  /** Of some tables named, the public sees some rows: whoever is nobody reads them as the public. */
  PARTLY_PUBLIC: 'PARTLY_PUBLIC',
  /** Some table named is private. */
  PRIVATE: 'PRIVATE',
} as const;
export type TableReach = (typeof TableReach)[keyof typeof TableReach];

export interface KnownTables {
  readonly partlyPublic: ReadonlySet<string>;
  readonly private: ReadonlySet<string>;
}

/**
 * Goes by words: a column or alias that is called like a private table makes its statement one of members, which costs a
 * little and opens nothing.
 */
export function reachIn(known: KnownTables): (text: string) => TableReach {
  return (text) => {
    const words: readonly string[] = text.match(/[a-z_][a-z0-9_]*/g) ?? [];
    if (words.some((word) => known.private.has(word))) return TableReach.PRIVATE;
    return words.some((word) => known.partlyPublic.has(word)) ? TableReach.PARTLY_PUBLIC : TableReach.PUBLIC;
  };
}
