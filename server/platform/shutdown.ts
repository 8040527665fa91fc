/**
 * Ends the program in order: on Ctrl-C or SIGTERM the steps run in the reverse order of their registration,
 * so what was opened last (HTTP) closes before what it stands on (pool, database).
 */

type ShutdownStep = () => Promise<void> | void;

export interface Shutdown {
  /** Registers what must be closed; call it right after the thing was opened. */
  onShutdown(step: ShutdownStep): void;
  /** Runs the steps once; later calls wait for the first. A step that fails is reported and does not stop the others. */
  close(): Promise<void>;
}

export interface ShutdownOptions {
  readonly log: (line: string) => void;
  /** A step that hangs longer than this is left behind, so that Ctrl-C always ends the program. */
  readonly stepLimitMs?: number;
}

const DEFAULT_STEP_LIMIT_MS = 30_000;

export function createShutdown({ log, stepLimitMs = DEFAULT_STEP_LIMIT_MS }: ShutdownOptions): Shutdown {
  const steps: ShutdownStep[] = [];
  let closing: Promise<void> | null = null;

  async function runSteps(): Promise<void> {
    for (const step of steps.toReversed()) {
      try {
        await within({ limitMs: stepLimitMs, step });
      } catch (error) {
        log(`While stopping: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  return {
    onShutdown: (step) => void steps.push(step),
    close: () => (closing ??= runSteps()),
  };
}

/**
 * Closes on the terminal's Ctrl-C, on SIGTERM and on a closed terminal, then exits with 0.
 * A second Ctrl-C is ignored while closing: the database must not be cut off by impatience; SIGQUIT still kills.
 */
export function closeOnSignals({ shutdown, log }: { shutdown: Shutdown; log: (line: string) => void }): void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let stopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log('Stopping …');
      void shutdown.close().then(() => {
        log('Stopped.');
        process.exit(0);
      });
    });
  }
}

async function within({ limitMs, step }: { limitMs: number; step: ShutdownStep }): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`a step took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([step(), expired]);
  } finally {
    clearTimeout(timer);
  }
}
