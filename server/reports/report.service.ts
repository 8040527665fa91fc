/** Enters what responsible bodies say. Nothing that was said is ever changed: a correction is a newer row. */
import { randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { assertNotFuture, type LocalDate } from '../../schema/rules/days.ts';
import { IndicatorValue } from '../measures/indicator.entity.ts';
import { allowOnly, type Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { planById } from '../strategies/action-plan.loader.ts';
import { dayOfEntry } from '../strategies/day-of-entry.ts';
import { MeasureStatement } from './measure-statement.entity.ts';
import { OfficialReport } from './official-report.entity.ts';
import {
  MAX_STATEMENTS,
  StatementFault,
  assertPeriodEnded,
  faultOf,
  optionalText,
  trimmedText,
  type Said,
} from './report-content.ts';
import { bodyById, reportedMeasures, type ReportedMeasure } from './report-facts.loader.ts';
import type { MeasureStatementInput, SubmitReportInput } from './report.input.ts';
import { reportById, type OfficialReportRow } from './report.loader.ts';
import { mayReportFor, speaksAs, type Body } from './report.policy.ts';

/**
 * Takes a report on a whole plan, all or nothing.
 * @throws BAD_INPUT naming each refused measure, FUTURE_DAY, FORBIDDEN for an earlier day, CONFLICT when this report is there already, NOT_FOUND.
 */
export async function submitReport(
  context: RequestContext,
  actor: Actor,
  input: SubmitReportInput,
): Promise<OfficialReportRow> {
  const { planId, organizationId, adoptedOn = null } = input;
  if (!isUuid(planId) || !isUuid(organizationId)) throw notFound();
  allowOnly(mayReportFor(actor, organizationId));
  const knownFromSource = optionalText(input.knownFromSource, 'knownFromSource');
  const entry = dayOfEntry(context, { knownFrom: input.knownFrom ?? null, knownFromSource });
  assertPeriodEnded(input, context.today);
  if (adoptedOn !== null) assertNotFuture(adoptedOn, context.today);
  const details = {
    title: trimmedText(input.title, { field: 'title', min: 2, max: 300 }),
    periodLabel: trimmedText(input.periodLabel, { field: 'periodLabel', min: 1, max: 60 }),
    act: optionalText(input.act, 'act'),
    adoptedBy: optionalText(input.adoptedBy, 'adoptedBy'),
  };
  if (input.statements.length < 1 || input.statements.length > MAX_STATEMENTS)
    throw badInput('report.statementCount', { field: 'statements', min: 1, max: MAX_STATEMENTS });
  try {
    return await inTransaction(context, async (tx) => {
      required(await planById(tx, planId));
      const speaker = required(await bodyById(tx, organizationId));
      const attributed = attributeStatements({
        speaker,
        measures: await reportedMeasures(tx, planId),
        statements: input.statements,
      });
      const { periodFrom, periodTo } = input;
      const report = tx.em.create(OfficialReport, {
        id: randomUUID(),
        ...details,
        planId,
        strategyId: null,
        organizationId,
        obligationId: await answeredObligation(tx, input, entry.knownFrom),
        periodFrom,
        periodTo,
        adoptedOn,
        source: null,
        ...entry,
        enteredById: actor.personId,
      });
      await tx.em.flush();
      await addStatements(
        tx,
        attributed.map(({ measure, saysAs, said }) => ({
          report,
          measure,
          said,
          organizationId: saysAs,
          correction: 0,
          act: null,
          adoptedOn,
          knownFrom: entry.knownFrom,
          enteredById: actor.personId,
        })),
      );
      await letWordsStand(tx, {
        texts: [details.title, ...input.statements.map(({ text }) => text)],
        reason: input.wordsReason,
        subjectKind: 'OfficialReport',
        subjectId: report.id,
      });
      await audit(tx, { action: 'report.submit', subjectKind: 'OfficialReport', subjectId: report.id });
      await tx.events.emit(tx, 'measures.changed', {
        measureIds: attributed.map(({ measure }) => measure.id),
        fromDay: entry.knownFrom,
      });
      return required(await reportById(tx, report.id));
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'report.exists', { field: 'title' });
    throw error;
  }
}

interface AttributedStatement {
  readonly measure: ReportedMeasure;
  readonly saysAs: string;
  readonly said: MeasureStatementInput;
}

/** @throws BAD_INPUT with the measures that are refused, each by its code where it has one, and why. */
function attributeStatements({
  speaker,
  measures,
  statements,
}: {
  readonly speaker: Body;
  readonly measures: readonly ReportedMeasure[];
  readonly statements: readonly MeasureStatementInput[];
}): AttributedStatement[] {
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  const named = new Set<string>();
  const attributed: AttributedStatement[] = [];
  const refused: { id: string; code: string; fault: StatementFault }[] = [];
  for (const said of statements) {
    const measure = byId.get(said.measureId.toLowerCase());
    const saysAs = measure === undefined ? null : speaksAs(speaker, measure.responsibles);
    const fault = faultOfRow({ measure, saysAs, said, isNamed: named.has(said.measureId.toLowerCase()) });
    named.add(said.measureId.toLowerCase());
    if (fault !== null || measure === undefined || saysAs === null)
      refused.push({ id: said.measureId, code: measure?.code ?? '', fault: fault ?? StatementFault.NOT_RESPONSIBLE });
    else attributed.push({ measure, saysAs, said });
  }
  if (refused.length > 0) {
    throw badInput('report.statementsRefused', {
      field: 'statements',
      measureIds: refused.map(({ id }) => id),
      codes: refused.map(({ code }) => code),
      faults: refused.map(({ fault }) => fault),
    });
  }
  return attributed;
}

interface JudgedRow {
  readonly measure: ReportedMeasure | undefined;
  readonly saysAs: string | null;
  readonly said: MeasureStatementInput;
  readonly isNamed: boolean;
}

function faultOfRow({ measure, saysAs, said, isNamed }: JudgedRow): StatementFault | null {
  if (measure === undefined) return StatementFault.NOT_IN_PLAN;
  if (saysAs === null) return StatementFault.NOT_RESPONSIBLE;
  if (isNamed) return StatementFault.NAMED_TWICE;
  return faultOf(said, new Set(measure.indicators.map(({ id }) => id)));
}

/** The duty that the report answers: it came in with the report, unless that was recorded before. @throws BAD_INPUT for a duty of another body or plan. */
async function answeredObligation(
  tx: RequestContext,
  { obligationId, planId, organizationId }: SubmitReportInput,
  receivedOn: LocalDate,
): Promise<string | null> {
  if (obligationId == null) return null;
  const answered = isUuid(obligationId)
    ? await oneRow(
        tx,
        sql`update reporting_obligation set received_known_from = case when received_on is null then ${receivedOn}::date else received_known_from end, received_on = coalesce(received_on, ${receivedOn}::date)
            where id = ${obligationId}::uuid and plan_id = ${planId}::uuid and debtor_organization_id = ${organizationId}::uuid returning id`,
      )
    : null;
  if (answered === null) throw badInput('report.obligationElsewhere', { field: 'obligationId' });
  return obligationId;
}

export interface StatementEntry {
  readonly report: Pick<OfficialReport, 'id' | 'periodTo'>;
  readonly measure: Pick<ReportedMeasure, 'id' | 'indicators'>;
  readonly said: Said;
  readonly organizationId: string;
  readonly correction: number;
  readonly act: string | null;
  readonly adoptedOn: LocalDate | null;
  readonly knownFrom: LocalDate;
  readonly enteredById: string;
}

/** Writes statements, then the values in them. @returns ids of the statements, in the order given */
export async function addStatements(tx: RequestContext, entries: readonly StatementEntry[]): Promise<string[]> {
  const added = entries.map((entry) => ({ ...entry, id: randomUUID() }));
  for (const {
    id,
    report,
    measure,
    said,
    organizationId,
    correction,
    act,
    adoptedOn,
    knownFrom,
    enteredById,
  } of added) {
    tx.em.create(MeasureStatement, {
      id,
      reportId: report.id,
      measureId: measure.id,
      organizationId,
      correction,
      level: said.level ?? null,
      text: said.text?.trim() || null,
      spentCents: said.spentCents ?? null,
      currency: said.currency ?? null,
      act,
      adoptedOn,
      knownFrom,
      enteredById,
    });
  }
  await tx.em.flush();
  for (const { id, report, measure, said, organizationId, knownFrom } of added) {
    const seriesIds = new Map(measure.indicators.map((indicator) => [indicator.id, indicator.seriesId]));
    for (const { indicatorId, value } of said.indicatorValues ?? []) {
      const seriesId = seriesIds.get(indicatorId);
      if (seriesId === undefined) continue;
      tx.em.create(IndicatorValue, {
        id: randomUUID(),
        seriesId,
        measureId: measure.id,
        statementId: id,
        saidByOrganizationId: organizationId,
        value,
        onDay: report.periodTo,
        knownFrom,
      });
    }
  }
  await tx.em.flush();
  return added.map(({ id }) => id);
}
