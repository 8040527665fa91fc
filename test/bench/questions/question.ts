/** What a question is: the same thing asked of the server, of the limit and of the peer. */

export const QuestionName = {
  COUNCIL: 'council',
  DISTRICT: 'district',
  DESK: 'desk',
  BODIES: 'bodies',
  CHANGES: 'changes',
  PLAN_PAGE: 'plan page',
  OBSERVATION_LIST: 'observation list',
} as const;
export type QuestionName = (typeof QuestionName)[keyof typeof QuestionName];

/** Everything that may be drawn for one asking; each question takes what it needs. */
export interface Drawn {
  /** Of a random plan. */
  readonly planId: string;
  /** Of the best known measure of a random plan. */
  readonly measureId: string;
  /** Of a random municipality. */
  readonly municipality: string;
  /** Of the district of a random municipality. */
  readonly district: string;
  /** YYYY-MM-DD, a random past day. */
  readonly pastDay: string;
  /** YYYY-MM-DD, one to five months before it. */
  readonly earlierDay: string;
  /** YYYY-MM-DD */
  readonly today: string;
  /** What a council looks for. */
  readonly finding: string;
}

/** Variables by name, as server and peer take them. */
export type AskedFor = Readonly<Record<string, string>>;

export interface Question {
  readonly name: QuestionName;
  /** In words, for the report. */
  readonly says: string;
  /** In the order of the limit's parameters. */
  readonly variables: Readonly<Record<string, keyof Drawn>>;
  readonly document: string;
  /** One statement that gives the very same answer as text in its column `answer`. */
  readonly limitStatement: string;
  /** Asks the same of the peer: an alias `a__b` stands for `b` in `a`, and `a__one` for the one item of the list `a`. */
  readonly peerDocument: string;
}
