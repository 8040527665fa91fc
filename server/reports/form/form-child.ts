/** Program of the child process that reads a filled form: takes one file, answers once, and ends. */
import { FileRefusal, RefusalCode, type RefusalDetails } from '../../plan-import/file-refusal.ts';
import type { ChildRequest } from '../../plan-import/guarded-read.ts';
import { readSourceFile } from '../../plan-import/read/read-file.ts';
import type { FilledForm } from './form-row.ts';
import { readForm } from './read-form.ts';

/** The guard hands on what stands under `plan`, whatever the child read. */
type Answer =
  | { readonly plan: FilledForm }
  | { readonly refusal: { readonly code: RefusalCode; readonly details: RefusalDetails } };

process.once('message', (message) => {
  void reply(message as ChildRequest);
});

async function reply(request: ChildRequest): Promise<void> {
  const told = await answer(request);
  process.send?.(told, () => process.disconnect());
}

async function answer({ bytes, fileName }: ChildRequest): Promise<Answer> {
  try {
    return { plan: readForm(await readSourceFile(bytes, fileName)) };
  } catch (error) {
    if (error instanceof FileRefusal) return { refusal: { code: error.code, details: error.details } };
    // The message may quote the file; only the kind of failure leaves.
    return {
      refusal: { code: RefusalCode.READING_FAILED, details: { kind: error instanceof Error ? error.name : 'unknown' } },
    };
  }
}
