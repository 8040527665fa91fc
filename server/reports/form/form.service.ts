/** Gives out the form of a body for a plan and reads it back. Reading saves nothing: the person sees the draft and sends it. */
import { existsSync } from 'node:fs';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { indicatorsOf } from '../../measures/measure-part.loader.ts';
import { FileRefusal } from '../../plan-import/file-refusal.ts';
import { guardedRead } from '../../plan-import/guarded-read.ts';
import { allowOnly, signedIn } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { isUuid } from '../../platform/node.ts';
import { Problem, notFound, required } from '../../platform/problem.ts';
import { planById } from '../../strategies/action-plan.loader.ts';
import { bodyById, reportedMeasures } from '../report-facts.loader.ts';
import { mayReportFor, speaksAs, type Body } from '../report.policy.ts';
import { draftFromForm, type FormMeasure, type ReportFormDraft } from './form-draft.ts';
import type { FilledForm } from './form-row.ts';
import { formTemplate } from './form-template.ts';
import type { FormLanguage } from './report-form.ts';

export interface FormScope {
  readonly planId: string;
  readonly organizationId: string;
}

/** Told before a file is taken in. @throws UNAUTHENTICATED, NOT_FOUND for what is no body of the actor. */
export function allowForm(context: RequestContext, { planId, organizationId }: FormScope): void {
  const actor = signedIn(context);
  if (!isUuid(planId) || !isUuid(organizationId)) throw notFound();
  allowOnly(mayReportFor(actor, organizationId));
}

/** @throws UNAUTHENTICATED, NOT_FOUND for a plan or body that is not there or not the actor's. */
async function formFacts(
  context: RequestContext,
  { planId, organizationId }: FormScope,
): Promise<{ readonly measures: readonly FormMeasure[]; readonly speaker: Body }> {
  allowForm(context, { planId, organizationId });
  required(await planById(context, planId));
  const speaker = required(await bodyById(context, organizationId));
  const standing = (await reportedMeasures(context, planId)).filter(({ dropped }) => !dropped);
  const measures = await Promise.all(
    standing.map(async (measure) => ({
      ...measure,
      indicators: await indicatorsOf(context, measure.measureVersionId),
    })),
  );
  return { measures, speaker };
}

/** The form with a row for each measure that the body is responsible for. */
export async function reportForm(
  context: RequestContext,
  scope: FormScope & { readonly language: FormLanguage },
): Promise<Buffer> {
  const { measures, speaker } = await formFacts(context, scope);
  return formTemplate({
    measures: measures.filter(({ responsibles }) => speaksAs(speaker, responsibles) !== null),
    language: scope.language,
  });
}

/** @throws UNREADABLE_FILE with the reason, when the file cannot be read as the form. */
export async function readReportForm(
  context: RequestContext,
  { bytes, fileName, ...scope }: FormScope & { readonly bytes: Uint8Array; readonly fileName: string },
): Promise<ReportFormDraft> {
  const { measures, speaker } = await formFacts(context, scope);
  return draftFromForm({ form: await guardedForm(bytes, fileName), measures, speaker });
}

async function guardedForm(bytes: Uint8Array, fileName: string): Promise<FilledForm> {
  try {
    // The child answers with what it was asked to read: here the form.
    return (await guardedRead({ bytes, fileName, childEntry: childEntry() })) as unknown as FilledForm;
  } catch (error) {
    if (error instanceof FileRefusal)
      throw new Problem(ErrorCode.UNREADABLE_FILE, 'report.formUnreadable', { problem: error.code, ...error.details });
    throw error;
  }
}

/** Bundled, this code may stand in a chunk one folder below the programs. */
function childEntry(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('./form-child.ts', import.meta.url);
  const beside = new URL('./form-child.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../form-child.js', import.meta.url);
}
