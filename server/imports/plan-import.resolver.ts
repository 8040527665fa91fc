import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { ConnectionArgs, pageOfWhole, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { planById, type ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { PlanVersion } from '../strategies/plan-version.entity.ts';
import { versionById, versionOfContent, type PlanVersionRow } from '../strategies/plan-version.loader.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import type { TableOverride } from '../plan-import/column-mapping.ts';
import { RowStatus } from '../plan-import/parsed-plan.ts';
import type { PlanImportRecord } from './plan-import.entity.ts';
import {
  ConfirmPlanImportInput,
  PlanImportBodiesInput,
  PlanImportMappingInput,
  PlanImportMatchesInput,
} from './plan-import.input.ts';
import { organizationsByName, planImportById, type PlanImportRow } from './plan-import.loader.ts';
import { confirmPlanImport } from './confirm-plan-import.service.ts';
import { comparisonOf, setBodies, setMapping, setMatches } from './plan-import.service.ts';
import {
  ImportBody,
  ImportIssue,
  ImportMatch,
  type ImportRow,
  ImportRowConnection,
  ImportSummary,
  ImportTable,
  PlanImport,
} from './plan-import.type.ts';
import { bodiesOf, columnLetter, issueOf, matchesOf, rowsOf, summaryOf, tableOf } from './plan-import.view.ts';

@Resolver(() => PlanImport)
export class PlanImportResolver {
  @Query(() => PlanImport, {
    nullable: true,
    description: 'A file being read: your own, or any for an administrator; else null.',
  })
  async planImport(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<PlanImportRow | null> {
    return isUuid(id) ? planImportById(context, id.toLowerCase()) : null;
  }

  @FieldResolver(() => ImportIssue, {
    nullable: true,
    description: 'Why the whole file was refused; null when it was read.',
  })
  refusal(@Root() { refusal, fileName }: PlanImportRow): ImportIssue | null {
    if (refusal === null) return null;
    const { table, row, column, ...details } = refusal.details;
    return {
      code: refusal.code,
      table: table === undefined ? null : String(table),
      row: typeof row === 'number' ? row : null,
      column: typeof column === 'number' ? columnLetter(column - 1) : (column ?? null),
      text: Object.keys(details).length === 0 ? fileName : Object.values(details).join(' · '),
    };
  }

  @FieldResolver(() => ImportSummary, { nullable: true, description: 'What it adds up to; null when it was refused.' })
  summary(@Root() { parsed }: PlanImportRow): ImportSummary | null {
    return parsed === null ? null : summaryOf(parsed);
  }

  @FieldResolver(() => [ImportIssue], { description: 'What to know about the whole file or a table of it.' })
  issues(@Root() { parsed }: PlanImportRow): ImportIssue[] {
    return (parsed?.issues ?? []).map(issueOf);
  }

  @FieldResolver(() => [ImportTable], {
    description: 'Its tables and what their columns were taken for; empty when it was refused.',
  })
  tables(@Root() { parsed }: PlanImportRow): ImportTable[] {
    return (parsed?.tables ?? []).map(tableOf);
  }

  @FieldResolver(() => ImportRowConnection, {
    description: 'Every filled row and what was understood of it, in the order of the file.',
  })
  rows(
    @Root() { parsed }: PlanImportRow,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('status', () => RowStatus, { nullable: true, description: 'Only rows of which this was made.' })
    status?: RowStatus | null,
  ): ConnectionSource<ImportRow> {
    const all = parsed === null ? [] : rowsOf(parsed);
    return pageOfWhole(page, status ? all.filter((row) => row.status === status) : all);
  }

  @FieldResolver(() => [ImportBody], { description: 'The bodies it names, each once, however spelled.' })
  async bodies(
    @Ctx() context: RequestContext,
    @Root() { parsed, bodies, planId }: PlanImportRow,
    @Arg('territory', () => String, {
      nullable: true,
      description:
        'Code of the territory that a new plan would be for, to find bodies known there; that of the chosen plan when left out.',
    })
    territory?: string | null,
  ): Promise<ImportBody[]> {
    if (parsed === null) return [];
    const place = territory ? await territoryByCode(context, territory) : null;
    const territoryId =
      place?.id ?? (planId === null ? null : ((await planById(context, planId))?.territoryId ?? null));
    const known = await organizationsByName(context, { names: parsed.bodies.map(({ name }) => name), territoryId });
    return bodiesOf(parsed, { decided: bodies, known });
  }

  @FieldResolver(() => [ImportMatch], {
    description: 'What would become of the measures of the chosen plan; empty for a new plan.',
  })
  async comparison(@Ctx() context: RequestContext, @Root() record: PlanImportRow): Promise<ImportMatch[]> {
    const compared = await comparisonOf(context, record);
    return compared === null ? [] : matchesOf(compared.comparison, compared);
  }

  @FieldResolver(() => ActionPlan, {
    nullable: true,
    description: 'The plan of which it is a new version; null for a new plan.',
  })
  existingPlan(@Selected() context: RequestContext, @Root() { planId }: PlanImportRow): Promise<ActionPlanRow | null> {
    return planById(context, planId);
  }

  @FieldResolver(() => PlanVersion, {
    nullable: true,
    description:
      'The version that it became, or that already has this content: of the chosen plan, or of any while none is chosen; null when none has.',
  })
  alreadyImported(
    @Selected() context: RequestContext,
    @Root() { planId, parsed, versionId }: PlanImportRow,
  ): Promise<PlanVersionRow | null> {
    if (versionId !== null) return versionById(context, versionId);
    return versionOfContent(context, parsed?.fingerprint, { planId });
  }

  @Mutation(() => PlanImport, {
    description: 'Corrects what columns are; the file is read again. Decisions made so far stay.',
  })
  setPlanImportMapping(
    @Ctx() context: RequestContext,
    @Arg('input', () => PlanImportMappingInput, { description: 'The corrections.' }) {
      importId,
      tables,
    }: PlanImportMappingInput,
  ): Promise<PlanImportRecord> {
    const overrides = tables.map(({ index, used, columns, excludedRows }): TableOverride => ({
      tableIndex: index,
      ...(used != null && { used }),
      ...(excludedRows && { excludedRows }),
      columns: columns.map((column) => ({ column: column.index, role: column.role })),
    }));
    return setMapping(context, { importId, overrides });
  }

  @Mutation(() => PlanImport, { description: 'Decides what the bodies of the file are.' })
  setPlanImportBodies(
    @Ctx() context: RequestContext,
    @Arg('input', () => PlanImportBodiesInput, { description: 'The decisions.' }) {
      importId,
      bodies,
    }: PlanImportBodiesInput,
  ): Promise<PlanImportRecord> {
    return setBodies(context, {
      importId,
      bodies: bodies.map(({ key, decision, organizationId }) => ({
        key,
        decision,
        organizationId: organizationId ?? null,
      })),
    });
  }

  @Mutation(() => PlanImport, {
    description: 'Chooses the plan of which the file is a new version, and corrects what became of its measures.',
  })
  setPlanImportMatches(
    @Ctx() context: RequestContext,
    @Arg('input', () => PlanImportMatchesInput, { description: 'The plan and the corrections.' }) {
      importId,
      planId,
      matches,
    }: PlanImportMatchesInput,
  ): Promise<PlanImportRecord> {
    return setMatches(context, {
      importId,
      planId: planId ?? null,
      matches: matches.map(({ beforeMeasureIds, afterKeys }) => ({
        previousKeys: beforeMeasureIds,
        nextKeys: afterKeys,
      })),
    });
  }

  @Mutation(() => PlanVersion, {
    description:
      'Enters what was understood as a version of a plan, all of it or nothing. CONFLICT when the plan has this content already.',
  })
  async confirmPlanImport(
    @Selected() context: RequestContext,
    @Arg('input', () => ConfirmPlanImportInput, { description: 'The plan and its act.' }) input: ConfirmPlanImportInput,
  ): Promise<PlanVersionRow> {
    const { plan } = input;
    const { versionId } = await confirmPlanImport(context, {
      importId: input.importId,
      planId: input.planId ?? null,
      plan: plan
        ? {
            territory: plan.territory,
            title: plan.title,
            strategyId: plan.strategyId ?? null,
            periodText: plan.periodText ?? null,
            periodFrom: plan.periodFrom ?? null,
            periodTo: plan.periodTo ?? null,
            source: plan.source ?? null,
          }
        : null,
      adoptedBy: input.adoptedBy ?? null,
      act: input.act ?? null,
      adoptedOn: input.adoptedOn ?? null,
      knownFrom: input.knownFrom ?? null,
      knownFromSource: input.knownFromSource ?? null,
    });
    return required(await versionById(context, versionId));
  }
}

@Resolver(() => ImportBody)
export class ImportBodyResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization it is: the one decided on, or where nobody decided the one known by that name; null when it is a new one or a kind.',
  })
  organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: ImportBody,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }
}
