/** Work that a server does again and again beside what it is asked: one turn after the other. */
import type { Logger } from 'pino';

export interface Chore {
  /** After the turn that is under way, or a last one. */
  stop(): Promise<void>;
}

/** What is done when the server stops. */
export const AtStop = {
  LAST_TURN: 'LAST_TURN',
  /** Waits for the turn that is under way: what is left has time until the next start. */
  WAIT: 'WAIT',
} as const;
export type AtStop = (typeof AtStop)[keyof typeof AtStop];

export interface ChoreOptions {
  /** As the log says it. */
  readonly name: string;
  readonly everySeconds: number;
  readonly atStop: AtStop;
  /** One turn. What it leaves undone, or fails at, the next one does. */
  readonly work: () => Promise<unknown>;
  readonly log: Logger;
}

/** The first turn begins at once. */
export function startChore({ name, everySeconds, atStop, work, log }: ChoreOptions): Chore {
  let turn: Promise<void> = Promise.resolve();
  async function workAfter(earlier: Promise<void>): Promise<void> {
    await earlier;
    try {
      await work();
    } catch (error) {
      log.error({ err: error, chore: name }, 'a turn failed; the next one tries again');
    }
  }
  const next = (): Promise<void> => (turn = workAfter(turn));
  const timer = setInterval(() => void next(), everySeconds * 1000);
  void next();
  return {
    stop: async () => {
      clearInterval(timer);
      await (atStop === AtStop.LAST_TURN ? next() : turn);
    },
  };
}
