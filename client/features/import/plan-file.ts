/** Sends a plan's file to be read, after what can be told without sending it. */
import type { Failure } from '../../lib/failure.ts';
import { uploadFile } from '../../lib/file-upload.ts';

/** As the server's own limit (READING_LIMITS.fileBytes). */
export const planFileLimitMb = 16;
const endings = ['.xlsx', '.docx', '.csv', '.txt', '.tsv'];

export const PlanFileProblem = { EMPTY: 'empty', TOO_LARGE: 'tooLarge', OTHER_FORMAT: 'otherFormat' } as const;
export type PlanFileProblem = (typeof PlanFileProblem)[keyof typeof PlanFileProblem];

/** What the server would refuse without looking inside; null when it is worth sending. An old .xls or .doc is sent: its refusal says what to do. */
export function planFileProblem({ name, size }: Pick<File, 'name' | 'size'>): PlanFileProblem | null {
  if (size === 0) return PlanFileProblem.EMPTY;
  if (size > planFileLimitMb * 1024 * 1024) return PlanFileProblem.TOO_LARGE;
  const known = [...endings, '.xls', '.doc', '.xlsm', '.docm'].some((ending) => name.toLowerCase().endsWith(ending));
  return known ? null : PlanFileProblem.OTHER_FORMAT;
}

export async function sendPlanFile(
  file: File,
  onProgress: (share: number) => void,
): Promise<{ id: string; failure: null } | { id: null; failure: Failure }> {
  const { answer, failure } = await uploadFile({
    url: `/imports/plans?${new URLSearchParams({ name: file.name })}`,
    file,
    onProgress,
  });
  return failure ? { id: null, failure } : { id: (answer as { id: string }).id, failure: null };
}
