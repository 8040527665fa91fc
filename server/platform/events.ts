/**
 * The port through which a writing feature tells the features downstream of it. Listeners run in the writer's
 * transaction: when one fails, nothing was written. Features declare their events by merging into DomainEvents.
 */
export interface DomainEvents {
  /** What is known of these measures changed, with effect from a day (the earliest day on which the level may differ). */
  'measures.changed': { readonly measureIds: readonly string[]; readonly fromDay: string };
}

type Listener<Context, Name extends keyof DomainEvents> = (tx: Context, payload: DomainEvents[Name]) => Promise<void>;

/** `Context` is what a listener works in: the writer's transaction. */
export class EventPort<Context> {
  readonly #listeners = new Map<keyof DomainEvents, Listener<Context, never>[]>();

  on<Name extends keyof DomainEvents>(name: Name, listener: Listener<Context, Name>): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  async emit<Name extends keyof DomainEvents>(tx: Context, name: Name, payload: DomainEvents[Name]): Promise<void> {
    for (const listener of this.#listeners.get(name) ?? []) await (listener as Listener<Context, Name>)(tx, payload);
  }
}
