/**
 * Reads and understands a file in a child process with bounded memory and time, so that a hostile file
 * costs the server nothing but a refusal. The child gets no environment and may not write, nor start anything.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FileRefusal, RefusalCode } from './file-refusal.ts';
import type { RefusalDetails } from './file-refusal.ts';
import type { ParsedPlan, UnderstandOptions } from './parsed-plan.ts';
import { inTurn } from './reading-turns.ts';

export interface GuardedReadRequest {
  bytes: Uint8Array;
  /** As the person's file is called; only its ending is looked at. */
  fileName: string;
  options?: UnderstandOptions;
  /** Heap of the child, in MB; 256 unless told. */
  memoryMb?: number;
  /** 20,000 unless told. */
  timeoutMs?: number;
  /** Program of the child; unless told, `parse-child` beside this file with the same ending. */
  childEntry?: URL;
}

export interface ChildRequest {
  bytes: Uint8Array;
  fileName: string;
  options: UnderstandOptions;
}

export type ChildAnswer = { plan: ParsedPlan } | { refusal: { code: RefusalCode; details: RefusalDetails } };

const DEFAULT_MEMORY_MB = 256;
const DEFAULT_TIMEOUT_MS = 20_000;

/** Waits for its turn, then reads. @throws FileRefusal with a code of RefusalCode. */
export function guardedRead(request: GuardedReadRequest): Promise<ParsedPlan> {
  return inTurn(() => readInChild(request));
}

async function readInChild(request: GuardedReadRequest): Promise<ParsedPlan> {
  const limitMb = request.memoryMb ?? DEFAULT_MEMORY_MB;
  const limitMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const child = startChild(request.childEntry ?? defaultEntry(), limitMb);
  const timer = new AbortController();
  try {
    const answer = await Promise.race([
      answerOf(child, limitMb),
      refuseAfter(limitMs, timer.signal),
      asked(child, {
        bytes: request.bytes,
        fileName: request.fileName,
        options: request.options ?? {},
      }),
    ]);
    if ('refusal' in answer) throw new FileRefusal(answer.refusal.code, answer.refusal.details);
    return answer.plan;
  } finally {
    timer.abort();
    child.kill('SIGKILL');
  }
}

/** Bundled, this code may stand in a chunk one folder below the programs. */
function defaultEntry(): URL {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const beside = new URL(`./parse-child.${ending}`, import.meta.url);
  return existsSync(beside) ? beside : new URL(`../parse-child.${ending}`, import.meta.url);
}

function startChild(entry: URL, limitMb: number): ChildProcess {
  const flags = [`--max-old-space-size=${limitMb}`, '--permission', '--allow-fs-read=*', '--no-warnings'];
  if (entry.pathname.endsWith('.ts')) flags.push('--experimental-strip-types');
  return fork(fileURLToPath(entry), [], {
    execArgv: flags,
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** Settles only when the child cannot be asked. */
function asked(child: ChildProcess, message: ChildRequest): Promise<never> {
  return new Promise((_, reject) => {
    child.send(message, (error) => {
      if (error) reject(new FileRefusal(RefusalCode.READING_FAILED));
    });
  });
}

function answerOf(child: ChildProcess, limitMb: number): Promise<ChildAnswer> {
  return new Promise((resolve, reject) => {
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString('utf8')).slice(-8_000);
    });
    child.once('message', (answer) => resolve(answer as ChildAnswer));
    child.once('error', () => reject(new FileRefusal(RefusalCode.READING_FAILED)));
    child.once('close', (_code, signal) => {
      const heavy = signal === 'SIGABRT' || /heap|out of memory|allocation failed/i.test(lastWords);
      reject(
        heavy
          ? new FileRefusal(RefusalCode.READING_TOO_HEAVY, { limitMb })
          : new FileRefusal(RefusalCode.READING_FAILED),
      );
    });
  });
}

function refuseAfter(limitMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new FileRefusal(RefusalCode.READING_TOO_SLOW, { limitMs })), limitMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
