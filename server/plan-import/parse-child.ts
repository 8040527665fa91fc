/** Program of the child process of guarded-read: takes one file, answers once, and ends. */
import { FileRefusal, RefusalCode } from './file-refusal.ts';
import type { ChildAnswer, ChildRequest } from './guarded-read.ts';
import { readSourceFile } from './read/read-file.ts';
import { understandPlan } from './understand/understand-plan.ts';

process.once('message', (message) => {
  void reply(message as ChildRequest);
});

async function reply(request: ChildRequest): Promise<void> {
  const told = await answer(request);
  process.send?.(told, () => process.disconnect());
}

async function answer(request: ChildRequest): Promise<ChildAnswer> {
  try {
    const file = await readSourceFile(request.bytes, request.fileName);
    return { plan: understandPlan(file, request.options) };
  } catch (error) {
    if (error instanceof FileRefusal) return { refusal: { code: error.code, details: error.details } };
    // The message may quote the file; only the kind of failure leaves.
    const kind = error instanceof Error ? error.name : 'unknown';
    return { refusal: { code: RefusalCode.READING_FAILED, details: { kind } } };
  }
}
