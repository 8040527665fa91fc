import { createHash, randomUUID } from 'node:crypto';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import type { FundingState } from '../../../schema/vocabulary/funding-state.ts';
import type { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';
import type { ObjectiveKind } from '../../../schema/vocabulary/objective-kind.ts';
import type { App } from '../../../server/app.ts';
import type { RequestContext } from '../../../server/platform/context.ts';
import { measureSearchText } from '../../../server/measures/measure-search.ts';
import { oneRow, rows, sql } from '../../../server/platform/sql.ts';
import { buildPlan, type PlanParts } from './plan.builder.ts';
import { LONG_AGO, worldContext } from './world-context.ts';

export interface ObjectiveParts {
  /** By which measures and other objectives of the same version name it. */
  readonly key: string;
  readonly parentKey?: string;
  readonly kind?: ObjectiveKind;
  readonly code?: string | null;
  readonly wording?: string;
}

export interface MeasureParts {
  /** The measure that goes on in this version; a new one when left out. */
  readonly id?: string;
  readonly code?: string;
  readonly wording?: string;
  readonly objectiveKey?: string;
  /** Ids of organizations, the first leads; texts in `bodyKinds` are kinds of bodies. */
  readonly responsibleIds?: readonly string[];
  readonly bodyKinds?: readonly string[];
  readonly periodText?: string;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly recurring?: boolean;
  readonly targetGroups?: string | null;
  readonly places?: string | null;
  readonly funding?: readonly {
    readonly amountCents?: number | null;
    readonly currency?: Currency;
    readonly state?: FundingState;
    readonly sourceText?: string;
  }[];
  readonly indicators?: readonly {
    readonly wording?: string;
    readonly baseline?: number | null;
    readonly target?: number | null;
    readonly unit?: string;
    readonly seriesId?: string;
  }[];
  readonly asWritten?: Readonly<Record<string, string>>;
  readonly source?: { readonly table: string; readonly row: number };
  readonly change?: MeasureChange;
}

export interface VersionParts {
  readonly planId: string;
  readonly measures?: readonly MeasureParts[];
  readonly objectives?: readonly ObjectiveParts[];
  readonly knownFrom?: string;
  readonly knownFromSource?: string | null;
  readonly adoptedOn?: string | null;
  readonly act?: string | null;
  readonly fileName?: string | null;
  /** What became of measures of the version before: `to` left out means dropped. */
  readonly successions?: readonly {
    readonly fromId: string;
    readonly toId?: string;
    readonly change: 'SPLIT' | 'MERGED' | 'DROPPED';
  }[];
}

export interface BuiltVersion {
  readonly id: string;
  readonly number: number;
  readonly objectiveIds: Readonly<Record<string, string>>;
  /** In the order given. */
  readonly measures: readonly {
    readonly id: string;
    readonly measureVersionId: string;
    readonly indicatorIds: readonly string[];
    readonly seriesIds: readonly string[];
  }[];
}

/** The next version of a plan with its measures. */
export async function buildVersion(app: App, parts: VersionParts): Promise<BuiltVersion> {
  const context = worldContext(app);
  const id = randomUUID();
  const { planId, knownFrom = LONG_AGO, knownFromSource = null, adoptedOn = null, act = null, fileName = null } = parts;
  const last = await oneRow<{ number: number }>(
    context,
    sql`select coalesce(max(number), 0)::int as number from plan_version where plan_id = ${planId}`,
  );
  const number = (last?.number ?? 0) + 1;
  const sha256 = createHash('sha256').update(id).digest('hex');
  await rows(
    context,
    sql`insert into plan_version (id, plan_id, number, act, adopted_on, known_from, known_from_source, file_name, file_sha256, fingerprint)
        values (${id}, ${planId}, ${number}, ${act}, ${adoptedOn}, ${knownFrom}, ${knownFromSource}, ${fileName}, ${fileName === null ? null : sha256}, ${sha256})`,
  );
  const paths = new Map<string, string[]>();
  for (const [position, { key, parentKey, kind = 'PRIORITY', code = null, wording = `Цел ${key}` }] of (
    parts.objectives ?? []
  ).entries()) {
    const objectiveId = randomUUID();
    const above = parentKey === undefined ? [] : (paths.get(parentKey) ?? []);
    paths.set(key, [...above, objectiveId]);
    await rows(
      context,
      sql`insert into objective (id, version_id, parent_id, kind, code, wording, position) values (${objectiveId}, ${id}, ${above.at(-1) ?? null}, ${kind}, ${code}, ${wording}, ${position + 1})`,
    );
  }
  const measures: BuiltVersion['measures'][number][] = [];
  for (const [index, measure] of (parts.measures ?? []).entries()) {
    measures.push(
      await buildMeasureVersion(context, {
        planId,
        versionId: id,
        position: index + 1,
        path: paths.get(measure.objectiveKey ?? '') ?? [],
        measure,
      }),
    );
  }
  for (const { fromId, toId, change } of parts.successions ?? []) {
    await rows(
      context,
      sql`insert into measure_succession (version_id, from_measure_id, to_measure_id, change) values (${id}, ${fromId}, ${toId ?? null}, ${change})`,
    );
  }
  return {
    id,
    number,
    measures,
    objectiveIds: Object.fromEntries([...paths].map(([key, path]) => [key, path.at(-1) ?? ''])),
  };
}

interface PlacedMeasure {
  readonly planId: string;
  readonly versionId: string;
  readonly position: number;
  readonly path: readonly string[];
  readonly measure: MeasureParts;
}

async function buildMeasureVersion(
  context: RequestContext,
  { planId, versionId, position, path, measure }: PlacedMeasure,
): Promise<BuiltVersion['measures'][number]> {
  const measureVersionId = randomUUID();
  const id = measure.id ?? randomUUID();
  const {
    code = `${position}`,
    wording = `Мярка ${position}`,
    periodText = '',
    startsOn = null,
    endsOn = null,
    recurring = false,
    targetGroups = null,
    places = null,
  } = measure;
  if (measure.id === undefined) await rows(context, sql`insert into measure (id, plan_id) values (${id}, ${planId})`);
  await rows(
    context,
    sql`insert into measure_version (id, measure_id, version_id, objective_id, objective_path, position, code, wording, period_text, starts_on, ends_on, recurring,
                                     target_groups, places, source_table, source_row, as_written, change, search_text)
        values (${measureVersionId}, ${id}, ${versionId}, ${path.at(-1) ?? null}, ${path}::uuid[], ${position}, ${code}, ${wording}, ${periodText}, ${startsOn}, ${endsOn}, ${recurring},
                ${targetGroups}, ${places}, ${measure.source?.table ?? null}, ${measure.source?.row ?? null}, ${JSON.stringify(measure.asWritten ?? {})}::json,
                ${measure.change ?? (measure.id === undefined ? 'ADDED' : 'UNCHANGED')}, ${measureSearchText({ code, wording, targetGroups, places })})`,
  );
  const organizations = (measure.responsibleIds ?? []).map((organizationId) => ({
    organizationId,
    bodyKind: null as string | null,
  }));
  const kinds = (measure.bodyKinds ?? []).map((bodyKind) => ({ organizationId: null, bodyKind }));
  for (const [index, { organizationId, bodyKind }] of [...organizations, ...kinds].entries()) {
    await rows(
      context,
      sql`insert into measure_responsible (measure_version_id, organization_id, body_kind, as_written, leads, position)
          values (${measureVersionId}, ${organizationId}, ${bodyKind}, ${bodyKind ?? 'както е в плана'}, ${index === 0}, ${index + 1})`,
    );
  }
  for (const [index, { amountCents = null, currency = 'EUR', state, sourceText = null }] of (
    measure.funding ?? []
  ).entries()) {
    await rows(
      context,
      sql`insert into funding_line (measure_version_id, source_text, state, amount_cents, currency, position)
          values (${measureVersionId}, ${sourceText}, ${state ?? (amountCents === null ? 'UNFUNDED' : 'AMOUNT')}, ${amountCents}, ${amountCents === null ? null : currency}, ${index + 1})`,
    );
  }
  const indicators: { id: string; seriesId: string }[] = [];
  for (const [index, indicator] of (measure.indicators ?? []).entries()) {
    const made = { id: randomUUID(), seriesId: indicator.seriesId ?? randomUUID() };
    indicators.push(made);
    await rows(
      context,
      sql`insert into indicator (id, measure_version_id, series_id, wording, unit, baseline, target, position)
          values (${made.id}, ${measureVersionId}, ${made.seriesId}, ${indicator.wording ?? `Показател ${index + 1}`}, ${indicator.unit ?? null}, ${indicator.baseline ?? null}, ${indicator.target ?? null}, ${index + 1})`,
    );
  }
  return {
    id,
    measureVersionId,
    indicatorIds: indicators.map((made) => made.id),
    seriesIds: indicators.map((made) => made.seriesId),
  };
}

/** A measure in a plan of its own, with one version. */
export async function buildMeasure(
  app: App,
  parts: MeasureParts & { readonly plan?: PlanParts; readonly knownFrom?: string } = {},
): Promise<{
  readonly id: string;
  readonly planId: string;
  readonly territoryId: string;
  readonly versionId: string;
  readonly measureVersionId: string;
}> {
  const { plan: planParts, knownFrom, ...measure } = parts;
  const plan = await buildPlan(app, planParts);
  const version = await buildVersion(app, { planId: plan.id, measures: [measure], knownFrom });
  const [built] = version.measures;
  if (built === undefined) throw new Error('no measure was built');
  return {
    id: built.id,
    planId: plan.id,
    territoryId: plan.territoryId,
    versionId: version.id,
    measureVersionId: built.measureVersionId,
  };
}
