/** Seals the audit log again and again while a server runs, and once more when it stops. */
import type { Logger } from 'pino';
import type { RequestContext } from '../context.ts';
import { sealAudit } from './seal.service.ts';

/** How long an entry stands unsealed at the most while a server runs, but for one whose own transaction takes longer. */
const SEALED_WITHIN_SECONDS = 10;

export interface Sealing {
  /** Seals what is left. */
  stop(): Promise<void>;
}

export function startSealing({
  contextFor,
  log,
  everySeconds = SEALED_WITHIN_SECONDS,
}: {
  /** A context of its own for each turn. */
  readonly contextFor: () => RequestContext;
  readonly log: Logger;
  readonly everySeconds?: number;
}): Sealing {
  let turn: Promise<void> = Promise.resolve();
  async function sealAfter(earlier: Promise<void>): Promise<void> {
    await earlier;
    try {
      await sealAudit(contextFor());
    } catch (error) {
      // nothing is lost: what was not sealed now is sealed in the next turn
      log.error({ err: error, part: 'audit' }, 'the audit log could not be sealed');
    }
  }
  const seal = (): Promise<void> => (turn = sealAfter(turn));
  const timer = setInterval(() => void seal(), everySeconds * 1000);
  void seal();
  return {
    stop: async () => {
      clearInterval(timer);
      await seal();
    },
  };
}
