/** What a request carries: its own EntityManager, who asks, which day it is, and the loaders that batch its reads. */
import type DataLoader from 'dataloader';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sofiaDay, type LocalDate } from '../../schema/rules/days.ts';
import type { Actor } from './access.ts';
import type { Database } from './database.ts';
import type { EventPort } from './events.ts';
import type { Selection } from './selection.ts';
import type { Statements } from './statements.ts';

export interface RequestContext {
  readonly em: EntityManager;
  /** Where reads go; null inside a transaction, whose own connection they take. */
  readonly statements: Statements | null;
  readonly actor: Actor | null;
  /** The day in Sofia when the request came in. Rules take days, never the clock. */
  readonly today: LocalDate;
  readonly now: Date;
  readonly events: EventPort<RequestContext>;
  /** Loaders of this request: by the batch they belong to, then by its arguments. */
  readonly loaders: Map<unknown, Map<string, DataLoader<string, unknown>>>;
  /** What is asked of the things that the field returns; readings fetch no more. Left out: everything. */
  readonly selection?: Selection;
  /** Starts and ends sessions; only the HTTP request has cookies to set. */
  readonly session: SessionControl;
}

export interface SessionControl {
  start(personId: string): Promise<void>;
  end(): Promise<void>;
}

export interface ContextParts {
  readonly database: Database;
  readonly statements: Statements;
  readonly events: EventPort<RequestContext>;
  readonly actor: Actor | null;
  readonly now: Date;
  readonly session: SessionControl;
}

export function createContext({ database, statements, events, actor, now, session }: ContextParts): RequestContext {
  return { em: database.em.fork(), statements, actor, now, today: sofiaDay(now), events, loaders: new Map(), session };
}
