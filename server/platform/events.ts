/**
 * The port through which a writing feature tells the features downstream of it. Listeners run in the writer's
 * transaction: when one fails, nothing was written. Features declare their events by merging into DomainEvents.
 */
import type { RequestContext } from './context.ts';

export interface DomainEvents {
  /** What is known of these measures changed, with effect from a day (the earliest day on which the level may differ). */
  'measures.changed': { readonly measureIds: readonly string[]; readonly fromDay: string };
}

type Listener<Name extends keyof DomainEvents> = (tx: RequestContext, payload: DomainEvents[Name]) => Promise<void>;

export class EventPort {
  readonly #listeners = new Map<keyof DomainEvents, Listener<never>[]>();

  on<Name extends keyof DomainEvents>(name: Name, listener: Listener<Name>): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener as Listener<never>]);
  }

  async emit<Name extends keyof DomainEvents>(tx: RequestContext, name: Name, payload: DomainEvents[Name]): Promise<void> {
    for (const listener of this.#listeners.get(name) ?? []) await (listener as Listener<Name>)(tx, payload);
  }
}
