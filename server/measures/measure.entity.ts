/** The identity of a promise across the versions of its plan, and what became of it. What it says: measure-version.entity.ts. */
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { MeasureChange } from '../../schema/vocabulary/measure-change.ts';

@Entity({ tableName: 'measure' })
export class MeasureIdentity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  planId!: string;
}

/** What a version did to a measure that does not simply go on. */
@Entity({ tableName: 'measure_succession' })
export class MeasureSuccession {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  versionId!: string;

  @Property({ type: 'uuid' })
  fromMeasureId!: string;

  /** Null for a measure that was dropped. */
  @Property({ type: 'uuid', nullable: true })
  toMeasureId: string | null = null;

  @Property({ type: 'text' })
  change!: Extract<MeasureChange, 'SPLIT' | 'MERGED' | 'DROPPED'>;
}
