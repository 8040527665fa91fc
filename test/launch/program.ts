/** Starts programs as an operator would, and reads what they say. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

export const PROJECT = resolve(import.meta.dirname, '../..');

export interface Program {
  readonly child: ChildProcess;
  /** The first line of its output that matches; fails with everything it said when it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** How it ended, and all that it said. */
  ends(): Promise<{ code: number | null; said: string }>;
}

export interface ProgramInput {
  readonly parameters: readonly string[];
  readonly cwd?: string;
  readonly node?: string;
  /** The whole environment; nothing is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** Runs Node in a process group of its own and kills what is left of it when the test ends. */
export function runProgram(input: ProgramInput): Program {
  const child = spawn(input.node ?? process.execPath, input.parameters, {
    ...input.account,
    cwd: input.cwd ?? '/',
    env: { ...input.environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      child.emit('said');
    });
  }
  const ended = once(child, 'close').then(([code]) => {
    child.emit('said');
    return code as number | null;
  });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  });

  return {
    child,
    async says(pattern) {
      for (;;) {
        const found = pattern.exec(said);
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`It ended (${child.exitCode ?? child.signalCode}) without saying ${pattern}:\n${said}`);
        }
        await once(child, 'said');
      }
    },
    ends: async () => ({ code: await ended, said }),
  };
}

/** The database program over a data directory. */
export function runDatabase(
  input: Omit<ProgramInput, 'parameters'> & { dataDir: string; mode?: 'start' | 'join'; program?: string },
): Program {
  const script = join(input.program ?? PROJECT, 'test/launch/run-database.ts');
  return runProgram({ ...input, parameters: [script, input.dataDir, input.mode ?? 'start'] });
}

/** The address that a started database program prints. */
export async function databaseUrlOf(program: Program): Promise<string> {
  const [, url = ''] = await program.says(/^ready (\S+)$/m);
  return url;
}

/** A folder that every account may enter, gone when the test ends. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sverka-launch-')));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether a process runs; one that has ended and was not collected does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
