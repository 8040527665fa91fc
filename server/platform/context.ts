/** What a request carries: its own EntityManager, who asks, which day it is, and the loaders that batch its reads. */
import type DataLoader from 'dataloader';
import type { Pool } from 'pg';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sofiaDay, type LocalDate } from '../../schema/rules/days.ts';
import type { Actor } from './access.ts';
import type { Database } from './database.ts';
import type { EventPort } from './events.ts';
import type { House } from './house.ts';
import type { Purpose } from './purpose.ts';
import type { Standing } from './standing.ts';
import type { StatementSender } from './statements.ts';

/** Names of fields asked for, by the name of the type that they stand on. Equal questions share one object. */
export type Selection = ReadonlyMap<string, ReadonlySet<string>>;

export interface RequestContext {
  readonly em: EntityManager;
  /** Where reads go; null inside a transaction, whose own connection they take. */
  readonly statements: StatementSender | null;
  /** What is done before it is known who asks; left out: nothing of the kind. */
  readonly purpose?: Purpose;
  /** Where sign-in's own library reads and writes its three tables. */
  readonly signInPool: Pool;
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
  /** This installation: its address, its key, its mail. */
  readonly house: House;
  /** Where the request came from, for limits and for the list of one's own sessions. */
  readonly caller: Caller;
}

export interface Caller {
  /** Address on the network; null for commands and tests. */
  readonly address: string | null;
  /** What the browser says of itself; empty when nothing. */
  readonly userAgent: string;
  /** Whether the request passed a proxy or was sent to another name than this machine's; false for commands and tests. */
  readonly isFromElsewhere: boolean;
}

export interface SessionStart {
  readonly personId: string;
  /** How long it lives without being used. */
  readonly lastsDays?: number;
  /** Whether a second factor was shown for it. */
  readonly secondFactor?: boolean;
}

export interface SessionControl {
  /** Of the session that the request came with; null: none, or it has ended. */
  readonly id: string | null;
  /** Whose session it is while it waits for the second factor; null when it waits for nothing. */
  readonly waitingPersonId: string | null;
  /**
   * Opens a session, in the caller's transaction, and ends the one that the request came with: what stood in the browser
   * before is never taken over.
   * @returns its id.
   */
  start(tx: RequestContext, start: SessionStart): Promise<string>;
  end(): Promise<void>;
}

export interface ContextParts {
  readonly database: Database;
  readonly statements: StatementSender;
  readonly signInPool: Pool;
  readonly events: EventPort<RequestContext>;
  readonly actor: Actor | null;
  readonly now: Date;
  readonly session: SessionControl;
  readonly house: House;
  readonly caller: Caller;
}

export function createContext({ database, statements, now, ...parts }: ContextParts): RequestContext {
  const today = sofiaDay(now);
  const standing = standingOf({ actor: parts.actor, today });
  let em: EntityManager | null = null;
  return {
    ...parts,
    statements: statements.as(standing),
    /** Made when something needs it: most questions do not. */
    get em() {
      return (em ??= database.em.fork());
    },
    now,
    today,
    loaders: new Map(),
  };
}

export const standingOf = ({
  actor,
  today,
  purpose = null,
}: {
  readonly actor: Actor | null;
  readonly today: LocalDate;
  readonly purpose?: Purpose | null;
}): Standing => ({
  personId: actor?.personId ?? null,
  day: today,
  purpose,
  awake: actor !== null && (actor.sleepingRoles ?? []).length === 0,
});

/** The same request, for statements and transactions of this purpose. A transaction that is open keeps its own. */
export function forPurpose(context: RequestContext, purpose: Purpose): RequestContext {
  const statements = context.statements?.as({ ...standingOf(context), purpose }) ?? null;
  return { ...context, purpose, statements };
}
