/** What a list of found things shows of each. */
export interface SearchOption {
  /** Tells it from the others: an id or a code. */
  readonly value: string;
  readonly label: string;
  /** A line below, such as the municipality of a village. */
  readonly explain?: string;
}
