/**
 * The port through which a writing feature tells the features downstream of it. Listeners run in the writer's
 * transaction: when one fails, nothing was written. Features declare their events by merging into DomainEvents.
 *
 * A writer whose whole transaction is one statement can let listeners look beforehand (`foresee`), beside its own reading,
 * and put what will follow into that statement: so nothing is locked while listeners read and think.
 */
import { nothing, sql, type Sql } from './sql.ts';

/** What becomes of what an erased person had published. */
export const PublishedFate = {
  /** It goes one by one in the days that follow, so that nothing tells that it was one person's. */
  WITHDRAWN: 'WITHDRAWN',
  /** It stays, as nobody's. */
  KEPT: 'KEPT',
} as const;
export type PublishedFate = (typeof PublishedFate)[keyof typeof PublishedFate];

export interface DomainEvents {
  /** What is known of these measures changed, with effect from a day (the earliest day on which the level may differ). */
  'measures.changed': {
    readonly measureIds: readonly string[];
    readonly fromDay: string;
    /** The waiting observation that this very change makes public on `fromDay`; left out by other changes. */
    readonly publishes?: string;
  };
  /** Everything that says who this person is goes; each feature takes away what it holds. May come again for one who is gone. */
  'person.erased': { readonly personId: string; readonly published: PublishedFate };
}

type Listener<Context, Name extends keyof DomainEvents> = (tx: Context, payload: DomainEvents[Name]) => Promise<void>;

/** The change that a writer may be about to make, as far as it knows before it has read anything itself. */
export interface ComingChanges {
  /** That a waiting observation becomes public, on the day of the request or later. */
  readonly 'measures.changed': { readonly publishes: string };
}

/**
 * Named parts of a `with`, such as sql`mine as (insert … from written)`. The writer's own part is called `written` and has
 * one row once it has written, else none. Where somebody else has changed since what the listener read, the statement must
 * fail as a serialization failure does (`isOutdated` in transaction.ts tells), and the writer begins anew.
 */
type WhatFollows<Name extends keyof DomainEvents> = (payload: DomainEvents[Name]) => readonly Sql[] | null;

/** Reads at once what it will need. Null, also of what follows: the listener can tell only in the transaction itself. */
type Foresight<Context, Name extends keyof ComingChanges> = (
  context: Context,
  coming: ComingChanges[Name],
) => Promise<WhatFollows<Name> | null>;

interface Listening<Context> {
  readonly listener: Listener<Context, never>;
  readonly foresight: Foresight<Context, never> | null;
}

/** `Context` is what a listener works in: the writer's transaction. */
export class EventPort<Context> {
  readonly #listeners = new Map<keyof DomainEvents, Listening<Context>[]>();

  on<Name extends keyof DomainEvents>(
    name: Name,
    listener: Listener<Context, Name>,
    foresight: (Name extends keyof ComingChanges ? Foresight<Context, Name> : never) | null = null,
  ): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, foresight }]);
  }

  async emit<Name extends keyof DomainEvents>(tx: Context, name: Name, payload: DomainEvents[Name]): Promise<void> {
    for (const { listener } of this.#listeners.get(name) ?? [])
      await (listener as Listener<Context, Name>)(tx, payload);
  }

  /** What every listener would write; null when one of them can tell only in the transaction itself. */
  async foresee<Name extends keyof ComingChanges>(
    context: Context,
    name: Name,
    coming: ComingChanges[Name],
  ): Promise<WhatFollows<Name> | null> {
    const looked = await Promise.all(
      (this.#listeners.get(name) ?? []).map(
        async ({ foresight }) => (foresight as Foresight<Context, Name> | null)?.(context, coming) ?? null,
      ),
    );
    return (payload) => {
      const parts: Sql[] = [];
      for (const tell of looked) {
        const told = tell?.(payload) ?? null;
        if (told === null) return null;
        parts.push(...told);
      }
      return parts;
    };
  }
}

/** What was foreseen, to go on from the last part of the writer's own `with`. */
export const andWhatFollows = (parts: readonly Sql[]): Sql =>
  parts.reduce((list, part) => sql`${list}, ${part}`, nothing);
