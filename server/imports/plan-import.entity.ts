/** A file that was sent in to be read, until somebody confirms it. Seen by whoever sent it; what may leave: plan-import.type.ts. */
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { MatchDecision } from '../plan-import/compare/version-comparison.ts';
import type { TableOverride } from '../plan-import/column-mapping.ts';
import type { RefusalCode, RefusalDetails } from '../plan-import/file-refusal.ts';
import type { ParsedPlan } from '../plan-import/parsed-plan.ts';

export const PlanImportState = { READ: 'READ', REFUSED: 'REFUSED', CONFIRMED: 'CONFIRMED' } as const;
export type PlanImportState = (typeof PlanImportState)[keyof typeof PlanImportState];

export const BodyDecision = { USE_EXISTING: 'USE_EXISTING', CREATE: 'CREATE', KIND: 'KIND' } as const;
export type BodyDecision = (typeof BodyDecision)[keyof typeof BodyDecision];

/** What a person decided of a body that the file names. */
export interface DecidedBody {
  /** Key of ParsedPlan.bodies. */
  readonly key: string;
  readonly decision: BodyDecision;
  /** The organization to use; null unless USE_EXISTING. */
  readonly organizationId: string | null;
}

@Entity({ tableName: 'plan_import' })
export class PlanImportRecord {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid', nullable: true })
  uploadedById: string | null = null;

  @Property({ type: 'date' })
  uploadedOn!: string;

  @Property({ type: 'text' })
  fileName!: string;

  @Property({ type: 'text' })
  fileSha256!: string;

  @Property({ type: 'blob', lazy: true })
  fileBytes!: Buffer;

  @Property({ type: 'text' })
  state!: PlanImportState;

  /** A person's corrections of the columns. */
  @Property({ type: 'json', nullable: true })
  mapping: TableOverride[] | null = null;

  /** Null when the file was refused. */
  @Property({ type: 'json', nullable: true })
  parsed: ParsedPlan | null = null;

  @Property({ type: 'json', nullable: true })
  refusal: { readonly code: RefusalCode; readonly details: RefusalDetails } | null = null;

  @Property({ type: 'json' })
  bodies: DecidedBody[] = [];

  @Property({ type: 'json' })
  matches: MatchDecision[] = [];

  /** The plan of which it is a new version; null: a new plan. */
  @Property({ type: 'uuid', nullable: true })
  planId: string | null = null;

  /** The version it became; null until confirmed. */
  @Property({ type: 'uuid', nullable: true })
  versionId: string | null = null;
}
