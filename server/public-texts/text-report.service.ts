/** Anybody, also without an account, says that a text should not be read like this. Who it was is not kept, and not even in the record. */
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { charactersIn, cleanWords } from '../observations/observation-content.ts';
import { MOST_WAITING_REPORTS, takeObservationReport, type GivenReport } from '../observations/text-report.service.ts';
import { countAttempt, networkOf } from '../platform/attempts.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import type { ReportTextInput } from './public-text.input.ts';
import { isStated, publicRowsOf, subjectKindOf, type StatedTextKey } from './stated-texts.ts';

const MAX_WORDS_CHARACTERS = 500;
/** Of one text from one network in a day, so that no single one fills a text's list. */
const MOST_REPORTS_OF_NETWORK = 5;

/** @throws NOT_FOUND for what the public does not read, BAD_INPUT, TOO_MANY_REQUESTS. */
export async function reportText(context: RequestContext, input: ReportTextInput): Promise<void> {
  const { kind, reason } = input;
  const id = input.id.toLowerCase();
  await countAttempt(context, [
    { kind: 'text.report', subject: networkOf(context.caller.address), most: 20, windowSeconds: 3600 },
  ]);
  const words = cleanWords(input.words, 'words');
  if (words !== null && charactersIn(words) > MAX_WORDS_CHARACTERS)
    throw badInput('observation.wordsTooLong', { field: 'words', max: MAX_WORDS_CHARACTERS });
  if (!isUuid(id)) throw notFound();
  await countAttempt(context, [
    {
      kind: 'text.report-of',
      subject: `${networkOf(context.caller.address)} ${id}`,
      most: MOST_REPORTS_OF_NETWORK,
      windowSeconds: 86_400,
    },
  ]);
  await inTransaction({ ...context, actor: null }, (tx) =>
    isStated(kind)
      ? takeReport(tx, { text: { kind, id }, report: { reason, words } })
      : takeObservationReport(tx, id, { reason, words }),
  );
}

async function takeReport(
  tx: RequestContext,
  { text: { kind, id }, report: { reason, words } }: { readonly text: StatedTextKey; readonly report: GivenReport },
): Promise<void> {
  required(
    await oneRow(tx, sql`select id from (${publicRowsOf(kind)}) t where id = ${id}::uuid and words is not null`),
  );
  const { waiting } = required(
    await oneRow<{ waiting: number }>(tx, sql`select waiting_public_reports(${kind}, ${id}::uuid)::int as waiting`),
  );
  if (waiting >= MOST_WAITING_REPORTS) throw new Problem(ErrorCode.TOO_MANY_REQUESTS, 'publicText.reportsFull');
  await rows(
    tx,
    sql`insert into public_text_report (kind, subject_id, reason, words, reported_on)
        select ${kind}, ${id}::uuid, ${reason}, ${words}, ${tx.today}::date
        where waiting_public_reports(${kind}, ${id}::uuid) < ${MOST_WAITING_REPORTS}`,
  );
  await audit(tx, { action: 'publicText.report', subjectKind: subjectKindOf(kind), subjectId: id });
}
