/** What hangs on one version of a measure: who carries it out and what pays for it. */
import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Currency } from '../../schema/vocabulary/currency.ts';
import type { FundingState } from '../../schema/vocabulary/funding-state.ts';

@Entity({ tableName: 'measure_responsible' })
export class MeasureResponsible {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  measureVersionId!: string;

  /** Null: the plan names a kind of body ("НПО"), which is then in `bodyKind`. */
  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Property({ type: 'text', nullable: true })
  bodyKind: string | null = null;

  @Property({ type: 'text' })
  asWritten!: string;

  @Property({ type: 'boolean' })
  leads = false;

  @Property({ type: 'int' })
  position!: number;
}

@Entity({ tableName: 'funding_line' })
export class FundingLineRecord {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  measureVersionId!: string;

  @Property({ type: 'text', nullable: true })
  sourceText: string | null = null;

  @Property({ type: 'text', nullable: true })
  programme: string | null = null;

  @Property({ type: 'text', nullable: true })
  projectNumber: string | null = null;

  @Property({ type: 'text' })
  state!: FundingState;

  /** Null together with `currency`: no amount is stated. */
  @Property({ type: new BigIntType('number'), nullable: true })
  amountCents: number | null = null;

  @Property({ type: 'text', nullable: true })
  currency: Currency | null = null;

  @Property({ type: 'text' })
  asWritten = '';

  @Property({ type: 'int' })
  position!: number;
}
