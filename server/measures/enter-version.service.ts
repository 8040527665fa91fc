/** Enters a version of a plan whole, or not at all. What was there before stays and can be cited. */
import { randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { PlanVersion } from '../strategies/plan-version.entity.ts';
import { Indicator } from './indicator.entity.ts';
import { FundingLineRecord, MeasureResponsible } from './measure-part.entity.ts';
import { measureSearchText } from './measure-search.ts';
import { MeasureVersion } from './measure-version.entity.ts';
import { MeasureIdentity, MeasureSuccession } from './measure.entity.ts';
import { Objective } from './objective.entity.ts';
import type { MeasureDraft, VersionDraft } from './version-draft.ts';

export interface EnteredVersion {
  readonly versionId: string;
  readonly number: number;
  /** Ids of the measures by the keys of the draft. */
  readonly measureIds: ReadonlyMap<string, string>;
}

/** Call it inside a transaction. @throws CONFLICT when the plan already has a version with this content. */
export async function enterVersion(tx: RequestContext, draft: VersionDraft): Promise<EnteredVersion> {
  // Versions of one plan enter one after another, so that each has the next number.
  await rows(tx, sql`select id from action_plan where id = ${draft.planId} for no key update`);
  const number =
    ((
      await oneRow<{ last: number | null }>(
        tx,
        sql`select max(number) as last from plan_version where plan_id = ${draft.planId}`,
      )
    )?.last ?? 0) + 1;
  const versionId = randomUUID();
  await insertVersion(tx, { draft, versionId, number });
  const measureIds = new Map(draft.measures.map(({ key, measureId }) => [key, measureId ?? randomUUID()]));
  const newMeasures = draft.measures.filter(({ measureId }) => measureId === null);
  await insertAll(
    tx,
    MeasureIdentity,
    newMeasures.map(({ key }) => ({ id: idOf(measureIds, key), planId: draft.planId })),
  );
  const objectiveIds = await insertObjectives(tx, { draft, versionId });
  await insertMeasures(tx, { draft, versionId, measureIds, objectiveIds });
  await insertAll(
    tx,
    MeasureSuccession,
    draft.endings.flatMap(({ measureId, change, successorKeys }) => {
      const successors: (string | null)[] =
        successorKeys.length === 0 ? [null] : successorKeys.map((key) => idOf(measureIds, key));
      return successors.map((toMeasureId) => ({
        id: randomUUID(),
        versionId,
        fromMeasureId: measureId,
        toMeasureId,
        change,
      }));
    }),
  );
  await audit(tx, { action: 'planVersion.enter', subjectKind: 'PlanVersion', subjectId: versionId });
  const changed = [...measureIds.values(), ...draft.endings.map(({ measureId }) => measureId)];
  await tx.events.emit(tx, 'measures.changed', { measureIds: changed, fromDay: draft.knownFrom });
  return { versionId, number, measureIds };
}

async function insertVersion(
  tx: RequestContext,
  { draft, versionId, number }: { draft: VersionDraft; versionId: string; number: number },
): Promise<void> {
  const {
    planId,
    label = null,
    adoptedBy,
    act,
    adoptedOn,
    knownFrom,
    knownFromSource,
    fileName,
    fileSha256,
    fingerprint,
  } = draft;
  try {
    await tx.em.insert(PlanVersion, {
      id: versionId,
      planId,
      number,
      label,
      adoptedBy,
      act,
      adoptedOn,
      knownFrom,
      knownFromSource,
      fileName,
      fileSha256,
      fingerprint,
      enteredById: tx.actor?.personId ?? null,
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'planImport.alreadyEntered', { field: 'file' });
    throw error;
  }
}

/** In the order of the draft, parents first. @returns ids by the keys of the draft. */
async function insertObjectives(
  tx: RequestContext,
  { draft, versionId }: { draft: VersionDraft; versionId: string },
): Promise<Map<string, string>> {
  const ids = new Map(draft.objectives.map(({ key }) => [key, randomUUID()]));
  await insertAll(
    tx,
    Objective,
    draft.objectives.map(({ key, parentKey, kind, code, wording }, position) => ({
      id: idOf(ids, key),
      versionId,
      parentId: parentKey === null ? null : idOf(ids, parentKey),
      kind,
      code,
      wording,
      position,
    })),
  );
  return ids;
}

interface MeasureParts {
  readonly draft: VersionDraft;
  readonly versionId: string;
  readonly measureIds: ReadonlyMap<string, string>;
  readonly objectiveIds: ReadonlyMap<string, string>;
}

async function insertMeasures(
  tx: RequestContext,
  { draft, versionId, measureIds, objectiveIds }: MeasureParts,
): Promise<void> {
  const series = await seriesOf(tx, draft.measures);
  const placed = draft.measures.map((measure) => ({
    ...measure,
    rowId: randomUUID(),
    objectivePath: measure.objectiveKeys.map((key) => idOf(objectiveIds, key)),
  }));
  await insertAll(
    tx,
    MeasureVersion,
    placed.map(
      (
        {
          key,
          rowId,
          objectivePath,
          objectiveKeys: _keys,
          measureId: _before,
          responsibles: _bodies,
          funding: _lines,
          indicators: _indicators,
          ...said
        },
        position,
      ) => ({
        ...said,
        id: rowId,
        measureId: idOf(measureIds, key),
        versionId,
        objectiveId: objectivePath.at(-1) ?? null,
        objectivePath,
        position,
        asWritten: { ...said.asWritten },
        searchText: measureSearchText(said),
      }),
    ),
  );
  await insertAll(
    tx,
    MeasureResponsible,
    placed.flatMap(({ rowId, responsibles }) =>
      responsibles.map((body, position) => ({ ...body, id: randomUUID(), measureVersionId: rowId, position })),
    ),
  );
  await insertAll(
    tx,
    FundingLineRecord,
    placed.flatMap(({ rowId, funding }) =>
      funding.map((line, position) => ({
        ...line,
        id: randomUUID(),
        measureVersionId: rowId,
        programme: null,
        projectNumber: null,
        position,
      })),
    ),
  );
  await insertAll(
    tx,
    Indicator,
    placed.flatMap(({ rowId, measureId, indicators }) =>
      indicators.map((indicator, position) => ({
        ...indicator,
        id: randomUUID(),
        measureVersionId: rowId,
        seriesId: series.get(seriesKey(measureId, indicator.wording)) ?? randomUUID(),
        position,
      })),
    ),
  );
}

const seriesKey = (measureId: string | null, wording: string): string => `${measureId ?? ''} ${wording}`;

/** An indicator whose wording goes on keeps its series, so that its values do too. */
async function seriesOf(tx: RequestContext, measures: readonly MeasureDraft[]): Promise<Map<string, string>> {
  const goingOn = measures.flatMap(({ measureId }) => measureId ?? []);
  const known = await rows<{ measureId: string; wording: string; seriesId: string }>(
    tx,
    sql`select mv.measure_id, i.wording, i.series_id from indicator i join measure_version mv on mv.id = i.measure_version_id where mv.measure_id = any(${goingOn}::uuid[])`,
  );
  return new Map(known.map(({ measureId, wording, seriesId }) => [seriesKey(measureId, wording), seriesId]));
}

/** There are no relations for the ORM to order by: rows go in in the order of the calls. */
async function insertAll(tx: RequestContext, entity: new () => object, values: readonly object[]): Promise<void> {
  if (values.length > 0) await tx.em.insertMany(entity, values as never[]);
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The draft of a version names ${key}, which it does not have.`);
  return id;
}
