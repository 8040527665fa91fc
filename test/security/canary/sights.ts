/**
 * What may be seen by whom, column by column, as people reviewed it. Nothing here follows from the program's own rules:
 * where the two differ, one of them is wrong. A column of the database that stands nowhere fails the scan.
 */

/** In relation to the row in which a mark stands. */
export type Who =
  /** The person whose row it is. */
  | 'OWNER'
  /** Whoever works in the coalition whose row it is. */
  | 'COALITION'
  /** A verifier of the place, with a second factor. */
  | 'VERIFIER'
  /** Takes out in bulk what was verified in the place, with a second factor. */
  | 'EXPORTER'
  | 'ADMINISTRATOR';

export interface Sight {
  readonly who: Who;
  /** Root fields and addresses at which it is due, a blank between them; `*`: anywhere. Each must show it to somebody. */
  readonly at: string;
}

export interface PrivateColumns {
  /** Names, a blank between them. */
  readonly columns: string;
  /** Condition on the row `r`; left out: every row. */
  readonly rows?: string;
  /** The value that stands there marks the row by itself: an id, a hash, a moment. Else a mark is written over it. */
  readonly kept?: true;
  /** Nobody when left out. */
  readonly sights?: readonly Sight[];
}

export interface TableSights {
  /** SQL of the row `r`: whose it is. */
  readonly person?: string;
  readonly coalition?: string;
  readonly place?: string;
  /** Columns that anybody may see, at least of some rows. */
  readonly public?: string;
  readonly private?: readonly PrivateColumns[];
  /** Private columns that can hold no mark, by the reason. */
  readonly unmarked?: Readonly<Record<string, string>>;
}

export type Sights = Readonly<Record<string, TableSights>>;

/** Reasons that come again. */
export const CLOSED = 'one of a few words, a small number or yes and no: the same in many rows';
export const SHARED_DAY = 'a day that many rows share';
export const OF_PUBLIC = 'the id of a public thing';
export const OF_OTHER_ROW = 'the id of another row, which is marked itself';
export const EMPTY = 'nothing is ever written there';

/** Names of a list, a blank between them. */
export const names = (list: string): readonly string[] => list.split(' ').filter((name) => name !== '');
