/** Sweeps at the start of the server and then looks every hour whether a new day has begun: a server that sleeps at night still sweeps. */
import type { Logger } from 'pino';
import type { RequestContext } from '../platform/context.ts';
import { sweepPersonalData } from './retention.service.ts';

const HOUR_MS = 3_600_000;

export interface RetentionJob {
  /** Waits for a sweep that is under way. */
  close(): Promise<void>;
}

export function startRetention({
  contextOf,
  log,
}: {
  readonly contextOf: () => RequestContext;
  readonly log: Logger;
}): RetentionJob {
  let running: Promise<void> = Promise.resolve();
  const sweepNow = async (): Promise<void> => {
    try {
      const gone = (await sweepPersonalData(contextOf())).filter(({ gone: count }) => count > 0);
      if (gone.length > 0) log.info({ gone }, 'what was kept long enough is gone');
    } catch (error) {
      // the next hour tries again; what was swept until then stays swept
      log.error({ err: error }, 'sweeping personal data failed');
    }
  };
  const sweep = (): void => {
    running = running.then(sweepNow);
  };
  sweep();
  const timer = setInterval(sweep, HOUR_MS);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
