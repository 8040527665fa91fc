/**
 * Reads and understands a file in a child process with bounded memory and time, so that a hostile file
 * costs the server nothing but a refusal.
 */
import type { ParsedPlan, UnderstandOptions } from './parsed-plan.ts';

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

/** @throws FileRefusal with a code of RefusalCode. */
export async function guardedRead(request: GuardedReadRequest): Promise<ParsedPlan> {
  throw new Error(`not yet: ${request.fileName}`);
}
