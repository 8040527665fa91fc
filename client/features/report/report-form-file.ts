/** The report as a file: the form for a body and a plan, and what the server read from a filled one. Nothing is saved by it. */
import type { Failure } from '../../lib/failure.ts';
import { uploadFile } from '../../lib/file-upload.ts';
import type { UploadedStatement } from './report-draft.ts';

export interface FormIssue {
  readonly row: number;
  /** Letters, as in the file; null: the row as a whole. */
  readonly column: string | null;
  readonly code: string;
  /** What stands there; null: nothing. */
  readonly given: string | null;
}

export interface FilledForm {
  readonly statements: readonly UploadedStatement[];
  readonly issues: readonly FormIssue[];
}

interface Scope {
  readonly planId: string;
  readonly organizationId: string;
}

export const templateAddress = ({ planId, organizationId, language }: Scope & { readonly language: string }): string =>
  `/imports/reports/template.xlsx?${new URLSearchParams({ plan: planId, organization: organizationId, lang: language === 'en' ? 'en' : 'bg' })}`;

export async function readFilledForm({
  planId,
  organizationId,
  file,
}: Scope & { readonly file: File }): Promise<{ form: FilledForm; failure: null } | { form: null; failure: Failure }> {
  const url = `/imports/reports?${new URLSearchParams({ plan: planId, organization: organizationId, name: file.name })}`;
  const { answer, failure } = await uploadFile({ url, file });
  return failure ? { form: null, failure } : { form: answer as FilledForm, failure: null };
}
