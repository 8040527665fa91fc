/** A file sent in: read, and corrected by whoever sent it until they confirm it. Nothing enters before that. */
import { createHash, randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, required } from '../platform/problem.ts';
import { rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { planById } from '../strategies/action-plan.loader.ts';
import type { TableOverride } from '../plan-import/column-mapping.ts';
import { compareVersions } from '../plan-import/compare/compare-versions.ts';
import type { ComparableMeasure, MatchDecision, VersionComparison } from '../plan-import/compare/version-comparison.ts';
import { FileRefusal, RefusalCode } from '../plan-import/file-refusal.ts';
import { guardedRead } from '../plan-import/guarded-read.ts';
import { BodyDecision, PlanImportRecord, PlanImportState, type DecidedBody } from './plan-import.entity.ts';
import { comparableMeasures, knownOrganizationIds } from './plan-import.loader.ts';
import { mayReadPlanFile, maySeePlanImport } from './plan-import.policy.ts';
import { comparableFromFile } from './version-from-file.ts';

export interface PlanFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

const MAX_NAME_LENGTH = 200;
/** The largest known plan has some 400; comparing two versions takes time that grows faster than they do. */
const MAX_MEASURES = 1_000;

/** Reads a file and keeps what was understood, or why it was refused. */
export async function readPlanFile(context: RequestContext, { bytes, fileName }: PlanFile): Promise<PlanImportRecord> {
  allowOnly(mayReadPlanFile(signedIn(context)));
  const outcome = await outcomeOf({ bytes, fileName, overrides: [] });
  return inTransaction(context, async (tx) => {
    const record = tx.em.create(PlanImportRecord, {
      id: randomUUID(),
      uploadedById: tx.actor?.personId ?? null,
      uploadedOn: tx.today,
      fileName: storable(fileName.slice(0, MAX_NAME_LENGTH)),
      fileSha256: createHash('sha256').update(bytes).digest('hex'),
      fileBytes: Buffer.from(bytes),
      mapping: null,
      bodies: [],
      matches: [],
      planId: null,
      versionId: null,
      ...outcome,
    });
    await tx.em.flush();
    await audit(tx, { action: 'planImport.read', subjectKind: 'PlanImport', subjectId: record.id });
    return record;
  });
}

type Outcome = Pick<PlanImportRecord, 'state' | 'parsed' | 'refusal'>;

async function outcomeOf({ bytes, fileName, overrides }: PlanFile & { overrides: TableOverride[] }): Promise<Outcome> {
  try {
    const parsed = storable(await guardedRead({ bytes, fileName, options: { overrides } }));
    if (parsed.measures.length > MAX_MEASURES)
      throw new FileRefusal(RefusalCode.TOO_MANY_ROWS, { limit: MAX_MEASURES });
    return { state: PlanImportState.READ, parsed, refusal: null };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return {
      state: PlanImportState.REFUSED,
      parsed: null,
      refusal: storable({ code: error.code, details: error.details }),
    };
  }
}

/** PostgreSQL keeps neither the character zero nor halves of characters, and a workbook can hold both. */
function storable<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
  );
  return JSON.parse(text) as Value;
}

/** For whoever is to change it. @throws NOT_FOUND for one that is absent or another's. */
async function importToChange(
  context: RequestContext,
  id: string,
  options: { readonly withBytes?: true } = {},
): Promise<PlanImportRecord> {
  const populate = options.withBytes ? (['fileBytes'] as const) : [];
  const found = (tx: RequestContext) => tx.em.findOne(PlanImportRecord, { id }, { populate, refresh: true });
  const record = isUuid(id) ? await inTransaction(context, found) : null;
  allowOnly(maySeePlanImport(context.actor, required(record)));
  return required(record);
}

/** For whoever may change it, until it is confirmed. In a transaction it is held: what comes meanwhile waits. */
export async function openImport(
  context: RequestContext,
  id: string,
  options: { readonly withBytes?: true } = {},
): Promise<PlanImportRecord> {
  signedIn(context);
  if (context.em.isInTransaction() && isUuid(id))
    await rows(context, sql`select id from plan_import where id = ${id} for update`);
  const record = await importToChange(context, id, options);
  if (record.state === PlanImportState.CONFIRMED)
    throw new Problem(ErrorCode.CONFLICT, 'planImport.alreadyConfirmed', { field: null });
  return record;
}

/** Reads the file again with other columns. @throws BAD_INPUT when it cannot be read so; then it stays as it was. */
export async function setMapping(
  context: RequestContext,
  { importId, overrides }: { importId: string; overrides: TableOverride[] },
): Promise<PlanImportRecord> {
  const { fileBytes, fileName } = await openImport(context, importId, { withBytes: true });
  const outcome = await outcomeOf({ bytes: fileBytes, fileName, overrides });
  return change(context, importId, (record) => {
    if (outcome.refusal !== null && record.state === PlanImportState.READ)
      throw badInput('planImport.mappingUnreadable', { field: 'tables', refusal: outcome.refusal.code });
    Object.assign(record, outcome, { mapping: overrides });
  });
}

export function setBodies(
  context: RequestContext,
  { importId, bodies }: { importId: string; bodies: DecidedBody[] },
): Promise<PlanImportRecord> {
  return change(context, importId, async (record, tx) => {
    const known = new Set(record.parsed?.bodies.map(({ key }) => key));
    const unknown = bodies.find(({ key }) => !known.has(key));
    if (unknown) throw badInput('planImport.bodyUnknown', { field: 'bodies', name: unknown.key });
    if (new Set(bodies.map(({ key }) => key)).size < bodies.length)
      throw badInput('planImport.decidedTwice', { field: 'bodies' });
    const used = bodies.filter(({ decision }) => decision === BodyDecision.USE_EXISTING);
    const organizations = await knownOrganizationIds(
      tx,
      used.flatMap(({ organizationId }) => organizationId ?? []),
    );
    const without = used.find(({ organizationId }) => organizationId === null || !organizations.has(organizationId));
    if (without) throw badInput('planImport.organizationUnknown', { field: 'bodies', name: without.key });
    record.bodies = bodies.map(({ key, decision, organizationId }) => ({
      key,
      decision,
      organizationId: decision === BodyDecision.USE_EXISTING ? organizationId : null,
    }));
  });
}

/** Chooses the plan of which the file is a new version, and what became of its measures. */
export function setMatches(
  context: RequestContext,
  { importId, planId, matches }: { importId: string; planId: string | null; matches: MatchDecision[] },
): Promise<PlanImportRecord> {
  return change(context, importId, async (record, tx) => {
    if (planId !== null) required(isUuid(planId) ? await planById(tx, planId) : null);
    if (planId === null && matches.length > 0) throw badInput('planImport.planMissing', { field: 'planId' });
    if (matches.some(({ previousKeys, nextKeys }) => previousKeys.length > 1 && nextKeys.length > 1))
      throw badInput('planImport.matchManyToMany', { field: 'matches' });
    const sides = [matches.flatMap(({ previousKeys }) => previousKeys), matches.flatMap(({ nextKeys }) => nextKeys)];
    if (sides.some((keys) => new Set(keys).size < keys.length))
      throw badInput('planImport.decidedTwice', { field: 'matches' });
    if (planId !== null && record.parsed !== null) {
      const applying = matches.filter(appliesTo(await comparableMeasures(tx, planId), record.parsed.measures));
      if (applying.length < matches.length) throw badInput('planImport.matchUnknown', { field: 'matches' });
    }
    Object.assign(record, { planId, matches });
  });
}

interface Keyed {
  readonly key: string;
}

/** Whether all that a decision names is still there: columns read anew may bring other rows. */
function appliesTo(previous: readonly Keyed[], next: readonly Keyed[]): (decision: MatchDecision) => boolean {
  const before = new Set(previous.map(({ key }) => key));
  const after = new Set(next.map(({ key }) => key));
  return ({ previousKeys, nextKeys }) =>
    previousKeys.every((key) => before.has(key)) && nextKeys.every((key) => after.has(key));
}

function change(
  context: RequestContext,
  importId: string,
  apply: (record: PlanImportRecord, tx: RequestContext) => void | Promise<void>,
): Promise<PlanImportRecord> {
  return inTransaction(context, async (tx) => {
    const record = await openImport(tx, importId);
    await apply(record, tx);
    await tx.em.flush();
    await audit(tx, { action: 'planImport.change', subjectKind: 'PlanImport', subjectId: importId });
    return record;
  });
}

/** What was compared, and how. */
export interface ComparedVersions {
  readonly previous: readonly ComparableMeasure[];
  readonly next: readonly ComparableMeasure[];
  readonly comparison: VersionComparison;
}

/** Against the newest version of the chosen plan; null for a new plan or a refused file. */
export async function comparisonOf(
  context: RequestContext,
  { parsed, planId, matches }: Pick<PlanImportRecord, 'parsed' | 'planId' | 'matches'>,
): Promise<ComparedVersions | null> {
  if (parsed === null || planId === null) return null;
  const previous = await comparableMeasures(context, planId);
  const next = comparableFromFile(parsed);
  const decisions = matches.filter(appliesTo(previous, next));
  return { previous, next, comparison: compareVersions({ previous, next, decisions }) };
}
