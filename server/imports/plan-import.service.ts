/** From a file to a version of a plan: read, corrected, confirmed. Nothing enters before the confirmation, and then all or nothing. */
import { createHash, randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { Sector } from '../../schema/vocabulary/sector.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { enterVersion, type EnteredVersion } from '../measures/enter-version.service.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationNameKey } from '../organizations/organization-name.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { Problem, badInput, required } from '../platform/problem.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import type { TableOverride } from '../plan-import/column-mapping.ts';
import { compareVersions } from '../plan-import/compare/compare-versions.ts';
import type { MatchDecision, VersionComparison } from '../plan-import/compare/version-comparison.ts';
import { FileRefusal } from '../plan-import/file-refusal.ts';
import { guardedRead } from '../plan-import/guarded-read.ts';
import type { BodySuggestion, ParsedPlan } from '../plan-import/parsed-plan.ts';
import { BodyDecision, PlanImportRecord, PlanImportState, type DecidedBody } from './plan-import.entity.ts';
import { comparableMeasures, organizationsByName, versionWithContent } from './plan-import.loader.ts';
import { mayEnterPlan, mayReadPlanFile, maySeePlanImport } from './plan-import.policy.ts';
import { comparableFromFile, endingDrafts, enteringMeasures, measureDrafts, type OrganizationOfBody } from './version-from-file.ts';

export interface PlanFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

const MAX_NAME_LENGTH = 200;

/** Reads a file and keeps what was understood, or why it was refused. */
export async function readPlanFile(context: RequestContext, { bytes, fileName }: PlanFile): Promise<PlanImportRecord> {
  allowOnly(mayReadPlanFile(signedIn(context)));
  const outcome = await outcomeOf({ bytes, fileName, overrides: [] });
  return inTransaction(context, async (tx) => {
    const record = tx.em.create(PlanImportRecord, {
      id: randomUUID(),
      uploadedById: tx.actor?.personId ?? null,
      uploadedOn: tx.today,
      fileName: fileName.slice(0, MAX_NAME_LENGTH),
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

async function outcomeOf({ bytes, fileName, overrides }: PlanFile & { overrides: TableOverride[] }): Promise<Pick<PlanImportRecord, 'state' | 'parsed' | 'refusal'>> {
  try {
    return { state: PlanImportState.READ, parsed: await guardedRead({ bytes, fileName, options: { overrides } }), refusal: null };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { state: PlanImportState.REFUSED, parsed: null, refusal: { code: error.code, details: error.details } };
  }
}

/** @throws NOT_FOUND for one that is absent or another's. */
export async function planImportById(context: RequestContext, id: string, options: { readonly withBytes?: true } = {}): Promise<PlanImportRecord> {
  const record = required(await context.em.findOne(PlanImportRecord, { id }, { populate: options.withBytes ? ['fileBytes'] : [], refresh: true }));
  allowOnly(maySeePlanImport(context.actor, record));
  return record;
}

async function openImport(tx: RequestContext, id: string, options: { readonly withBytes?: true } = {}): Promise<PlanImportRecord> {
  const record = await planImportById(tx, id, options);
  if (record.state === PlanImportState.CONFIRMED) throw new Problem(ErrorCode.CONFLICT, 'planImport.alreadyConfirmed', { field: null });
  return record;
}

/** Reads the file again with other columns. */
export async function setMapping(context: RequestContext, { importId, overrides }: { importId: string; overrides: TableOverride[] }): Promise<PlanImportRecord> {
  const { fileBytes, fileName } = await openImport(context, importId, { withBytes: true });
  const outcome = await outcomeOf({ bytes: fileBytes, fileName, overrides });
  return change(context, importId, (record) => Object.assign(record, outcome, { mapping: overrides }));
}

export function setBodies(context: RequestContext, { importId, bodies }: { importId: string; bodies: DecidedBody[] }): Promise<PlanImportRecord> {
  return change(context, importId, (record) => {
    const known = new Set(record.parsed?.bodies.map(({ key }) => key));
    const unknown = bodies.find(({ key }) => !known.has(key));
    if (unknown) throw badInput('planImport.bodyUnknown', { field: 'bodies', name: unknown.key });
    record.bodies = bodies;
  });
}

/** Chooses the plan of which the file is a new version, and what became of its measures. */
export function setMatches(context: RequestContext, { importId, planId, matches }: { importId: string; planId: string | null; matches: MatchDecision[] }): Promise<PlanImportRecord> {
  return change(context, importId, (record) => Object.assign(record, { planId, matches }));
}

function change(context: RequestContext, importId: string, apply: (record: PlanImportRecord) => void): Promise<PlanImportRecord> {
  return inTransaction(context, async (tx) => {
    const record = await openImport(tx, importId);
    apply(record);
    await tx.em.flush();
    await audit(tx, { action: 'planImport.change', subjectKind: 'PlanImport', subjectId: importId });
    return record;
  });
}

/** Against the newest version of the chosen plan; null for a new plan or a refused file. */
export async function comparisonOf(context: RequestContext, { parsed, planId, matches }: PlanImportRecord): Promise<VersionComparison | null> {
  if (parsed === null || planId === null) return null;
  return compareVersions({ previous: await comparableMeasures(context, planId), next: comparableFromFile(parsed), decisions: matches });
}

export interface NewPlan {
  readonly territory: string;
  readonly title: string;
  readonly strategyId: string | null;
  readonly periodText: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly source: string | null;
  readonly isSample?: boolean;
}

export interface Confirmation {
  readonly importId: string;
  /** A plan to enter; null: a new version of the plan that was chosen. */
  readonly plan: NewPlan | null;
  readonly planId: string | null;
  readonly adoptedBy: string | null;
  readonly act: string | null;
  readonly adoptedOn: string | null;
  readonly knownFrom: string | null;
  readonly knownFromSource: string | null;
}

/** Enters what was understood. @throws CONFLICT when the plan has this content already. */
export async function confirmPlanImport(context: RequestContext, confirmation: Confirmation): Promise<EnteredVersion> {
  return inTransaction(context, async (tx) => {
    const record = await openImport(tx, confirmation.importId);
    const { parsed } = record;
    if (parsed === null || enteringMeasures(parsed).length === 0) throw badInput('planImport.nothingToEnter', { field: 'importId' });
    const knownFrom = knownFromOf(tx, confirmation);
    const plan = await planFor(tx, { confirmation, record, knownFrom });
    allowOnly(mayEnterPlan(tx.actor, { territoryId: plan.territoryId }));
    if (await versionWithContent(tx, { planId: plan.id, fingerprint: parsed.fingerprint })) throw new Problem(ErrorCode.CONFLICT, 'planImport.alreadyEntered', { field: 'importId' });
    const comparison = await comparisonOf(tx, { ...record, planId: plan.id });
    const { adoptedBy, act, adoptedOn, knownFromSource } = confirmation;
    const entered = await enterVersion(tx, {
      planId: plan.id,
      adoptedBy,
      act,
      adoptedOn,
      knownFrom,
      knownFromSource,
      fileName: record.fileName,
      fileSha256: record.fileSha256,
      fingerprint: parsed.fingerprint,
      objectives: parsed.objectives,
      measures: measureDrafts({ parsed, organizationOfBody: await settleBodies(tx, { record, parsed, territoryId: plan.territoryId }), matches: comparison?.matches ?? [] }),
      endings: endingDrafts(comparison?.matches ?? []),
    });
    Object.assign(record, { state: PlanImportState.CONFIRMED, planId: plan.id, versionId: entered.versionId });
    await tx.em.flush();
    return entered;
  });
}

/** An earlier day than today needs a source (R6); a later one is refused. */
function knownFromOf(tx: RequestContext, { knownFrom, knownFromSource }: Confirmation): string {
  const day = knownFrom ?? tx.today;
  if (day > tx.today) throw new Problem(ErrorCode.FUTURE_DAY, 'futureDay', { field: 'knownFrom', day, today: tx.today });
  if (day < tx.today && !knownFromSource?.trim()) throw badInput('knownFromNeedsSource', { field: 'knownFromSource' });
  return day;
}

async function planFor(tx: RequestContext, { confirmation, record, knownFrom }: { confirmation: Confirmation; record: PlanImportRecord; knownFrom: string }): Promise<ActionPlan> {
  const planId = confirmation.planId ?? (confirmation.plan === null ? record.planId : null);
  if (planId !== null) return required(await tx.em.findOne(ActionPlan, { id: planId }));
  const { plan } = confirmation;
  if (plan === null) throw badInput('planImport.planMissing', { field: 'plan' });
  if (plan.title.trim().length < 5) throw badInput('plan.title', { field: 'plan.title', min: 5 });
  if (plan.periodFrom !== null && plan.periodTo !== null && plan.periodTo < plan.periodFrom) throw badInput('periodReversed', { field: 'plan.periodTo' });
  const territory = required(await territoryByCode(tx, plan.territory));
  const created = tx.em.create(ActionPlan, {
    id: randomUUID(),
    level: territory.kind === TerritoryKind.MUNICIPALITY ? PolicyLevel.MUNICIPAL : territory.kind === TerritoryKind.DISTRICT ? PolicyLevel.DISTRICT : PolicyLevel.NATIONAL,
    title: plan.title.trim(),
    territoryId: territory.id,
    strategyId: plan.strategyId,
    parentId: null,
    periodText: plan.periodText,
    periodFrom: plan.periodFrom,
    periodTo: plan.periodTo,
    adoptedBy: confirmation.adoptedBy,
    act: confirmation.act,
    adoptedOn: confirmation.adoptedOn,
    source: plan.source,
    isSample: plan.isSample ?? false,
    knownFrom,
  });
  await tx.em.flush();
  await audit(tx, { action: 'actionPlan.create', subjectKind: 'ActionPlan', subjectId: created.id });
  return created;
}

/** Where nobody decided, a named body is the one known by that name, or a new one; a kind of body stays a kind. */
async function settleBodies(tx: RequestContext, { record, parsed, territoryId }: { record: PlanImportRecord; parsed: ParsedPlan; territoryId: string }): Promise<OrganizationOfBody> {
  const decided = new Map(record.bodies.map((body) => [body.key, body]));
  const known = await organizationsByName(tx, { names: parsed.bodies.map(({ name }) => name), territoryId });
  const settled = new Map<string, string | null>();
  for (const body of parsed.bodies) {
    const { decision, organizationId } = decided.get(body.key) ?? { decision: body.kind === 'KIND' ? BodyDecision.KIND : BodyDecision.CREATE, organizationId: null };
    if (decision === BodyDecision.KIND) settled.set(body.key, null);
    else settled.set(body.key, organizationId ?? known.get(body.name) ?? (await createBody(tx, { body, territoryId })));
  }
  return settled;
}

async function createBody(tx: RequestContext, { body, territoryId }: { body: BodySuggestion; territoryId: string }): Promise<string> {
  const nameKey = organizationNameKey(body.name);
  const { kind, sector } = likelyKind(body.name);
  // best effort against a body that another import made meanwhile; the unique index is what decides
  const found = await oneRow<{ id: string }>(tx, sql`select id from organization where name_key = ${nameKey} and territory_id = ${territoryId}`);
  if (found) return found.id;
  const id = randomUUID();
  await tx.em.insert(Organization, { id, name: body.name, nameEn: null, nameKey, kind, sector, territoryId, consentsToBeNamed: false });
  await audit(tx, { action: 'organization.create', subjectKind: 'Organization', subjectId: id });
  return id;
}

function likelyKind(name: string): { kind: OrganizationKind; sector: Sector } {
  if (/общински съвет/i.test(name)) return { kind: OrganizationKind.MUNICIPAL_COUNCIL, sector: Sector.PUBLIC };
  if (/^община/i.test(name)) return { kind: OrganizationKind.MUNICIPAL_ADMINISTRATION, sector: Sector.PUBLIC };
  if (/областна администрация/i.test(name)) return { kind: OrganizationKind.DISTRICT_ADMINISTRATION, sector: Sector.PUBLIC };
  if (/сдружение|фондация|снц/i.test(name)) return { kind: OrganizationKind.NGO, sector: Sector.CIVIL };
  if (/училище|гимназия|детска градина/i.test(name)) return { kind: OrganizationKind.SCHOOL, sector: Sector.PUBLIC };
  if (/^(руо|рзи|дсп|дбт|оду?\b|министерство|агенция|дирекция|национал)/i.test(name)) return { kind: OrganizationKind.STATE_BODY, sector: Sector.PUBLIC };
  return { kind: OrganizationKind.OTHER, sector: Sector.PUBLIC };
}
