/** Accounts, what they may do and where they belong. Nothing here is public: what may leave stands in viewer.type.ts. */
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Role } from '../../schema/vocabulary/role.ts';

@Entity({ tableName: 'person' })
export class Person {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Demo accounts are called by role and place. */
  @Property({ type: 'text' })
  displayName!: string;

  @Property({ type: 'boolean' })
  isDemo = false;

  /** Whoever invited them: the group of an observer without an organization (R2). */
  @Property({ type: 'uuid', nullable: true })
  invitedByPersonId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  invitedByOrganizationId: string | null = null;

  /** The place the invitation was made for. */
  @Property({ type: 'uuid', nullable: true })
  invitedForTerritoryId: string | null = null;

  /** Of the text of who sees what of an observation; null: not agreed to any. */
  @Property({ type: 'integer', nullable: true })
  consentVersion: number | null = null;

  @Property({ type: 'date', nullable: true })
  consentedOn: string | null = null;
}

@Entity({ tableName: 'membership' })
export class Membership {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  personId!: string;

  @Property({ type: 'text' })
  role!: Role;

  @Property({ type: 'uuid', nullable: true })
  territoryId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  coalitionId: string | null = null;

  @Property({ type: 'date' })
  validFrom!: string;

  /** Last day; null while it goes on. */
  @Property({ type: 'date', nullable: true })
  validTo: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  grantedById: string | null = null;
}

/** Who works for or belongs to which body: independence (R7) looks at both. */
@Entity({ tableName: 'affiliation' })
export class Affiliation {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  personId!: string;

  @Property({ type: 'uuid' })
  organizationId!: string;

  @Property({ type: 'text' })
  kind!: 'MEMBER' | 'EMPLOYEE';

  @Property({ type: 'date' })
  validFrom!: string;

  @Property({ type: 'date', nullable: true })
  validTo: string | null = null;
}

/** A competence shown in training; verifying needs `MONITORING`. */
@Entity({ tableName: 'certificate' })
export class Certificate {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  personId!: string;

  @Property({ type: 'text' })
  competence!: string;

  @Property({ type: 'date' })
  validFrom!: string;

  @Property({ type: 'date' })
  validTo!: string;
}
