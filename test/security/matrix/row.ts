/**
 * What a reviewed row is. Rows stand in `rows/`, by feature, written by hand from DESIGN §3 and never from the code of a
 * policy. Fields, arguments and inputs are listed by name, so that nothing that comes later is covered by accident.
 */
import type { Audience } from './actors.ts';

/** How one leads to a thing: the edge of the schema, and a question with `*` where the thing's fields are asked. */
export interface Way {
  /** Such as `Coalition.campaigns`; of a page, the field that gives the page. */
  readonly through: string;
  readonly question: string;
  /** Asked in an operation of its own, since whoever may not ask at all is refused. */
  readonly alone?: true;
}

/** Outcomes of a field: a value, an empty place in a thing that is seen, or no thing at all. */
interface FieldOutcomes {
  readonly DATA?: Audience;
  /** Null or an empty list. */
  readonly EMPTY?: Audience;
}

export interface FieldRow extends FieldOutcomes {
  readonly fields: readonly string[];
}

/** Fields of a kind of thing. Whoever is named in no outcome does not see that there is such a thing: it is absent. */
export interface ThingRows {
  readonly type: string;
  /** What kind of thing, in words; null where all of the type are alike. */
  readonly kind: string;
  /** Its name in the world; absent where the type has no id: then whatever stands at the end of the ways is meant. */
  readonly id?: string;
  readonly ways: readonly Way[];
  /** Edges of the schema that lead to the type, but never to such a thing, whoever asks. */
  readonly never?: readonly Way[];
  readonly rows: readonly FieldRow[];
}

/** Parts that have no life of their own: whoever sees the field that holds them sees them whole. */
export interface PartRow {
  readonly type: string;
  readonly fields: readonly string[];
}

/** A field of Query: what asking it says to whom. */
export interface QueryRow {
  readonly query: string;
  /** Whole, with its selection; `{name}` stands for what the side of the world calls so. */
  readonly question: string;
  readonly DATA?: Audience;
  /** Null or an empty list. */
  readonly EMPTY?: Audience;
  readonly NOT_FOUND?: Audience;
  readonly UNAUTHENTICATED?: Audience;
}

/** Arguments of a field, each with a value that finds something. Asked one at a time, they say what the field says. */
export interface ArgumentRow {
  readonly field: string;
  /** What gives the field, with `*` where the field with its argument is put. */
  readonly on: string;
  /** Below the field; left out for a scalar. */
  readonly selection?: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** Needed beside each. */
  readonly always?: string;
  readonly DATA: Audience;
  readonly EMPTY?: Audience;
  readonly NOT_FOUND?: Audience;
  readonly UNAUTHENTICATED?: Audience;
}

export type Refusal = 'NOT_FOUND' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'BAD_INPUT' | 'CONFLICT' | 'NOT_INDEPENDENT';

export type ChangeOutcomes = { readonly DONE?: Audience } & { readonly [Code in Refusal]?: Audience };

/** A field of Mutation with all that may be sent, by name, and what comes of it for whom. */
export interface ChangeRow extends ChangeOutcomes {
  readonly change: string;
  /** In words, where a change has several rows. */
  readonly kind?: string;
  /** Values of the arguments, as JSON; texts such as `{measure}` stand for what the side of the world calls so. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Paths within `given` to the id of what is changed: where that is forbidden, an id of nothing is answered the same. */
  readonly subject?: readonly string[];
  /** A count, asked on behalf of `{bystander}`: what the change leaves as it was, whoever makes it. */
  readonly spares?: string;
  /** What an answer that is given says; `{asker}` is who asks. */
  readonly says?: string;
  /** Fields of the answer that stay empty. */
  readonly leavesEmpty?: readonly string[];
  /** A count, asked on behalf of who asks once it is done: of what must be there then. */
  readonly brings?: string;
  /** A statement that makes things on the own side as the row says, and one that makes them as they were. */
  readonly planted?: { readonly by: string; readonly undone: string };
}

/** A guarded table: what each may do to which row by a statement of their own, whatever the program says besides. */
export interface TableRow {
  readonly table: string;
  /** In words, where a table has several rows. */
  readonly kind?: string;
  /** Condition that finds the row of the side. */
  readonly which: string;
  /** A statement that makes it, where the world has none; taken back after. */
  readonly planted?: string;
  readonly read: Audience;
  readonly add: Audience;
  readonly change: Audience;
  readonly remove: Audience;
}

/** An address beside the API, or the API as a whole, as it is met over HTTP. */
export interface AddressRow {
  /** As the router has it: `GET /own-data.json`. */
  readonly address: string;
  readonly kind?: string;
  /** With what follows the path; `{name}` stands for what the side of the world calls so. */
  readonly asked: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text of the body, or the bytes that another address gave. */
  readonly body?: string | { readonly from: string };
  /** What an answer that succeeds says to some of those who get it, and to nobody else. */
  readonly says?: { readonly text: string; readonly to: Audience };
  /** A statement that takes back what was kept. */
  readonly undone?: string;
  readonly OK?: Audience;
  readonly NOT_FOUND?: Audience;
  readonly UNAUTHENTICATED?: Audience;
  readonly BAD_INPUT?: Audience;
}
