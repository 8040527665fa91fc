import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { Sector } from '../../schema/vocabulary/sector.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';

@Entity({ tableName: 'organization' })
@ObjectType({
  implements: Node,
  description: 'Any body: an administration, a council, an association, a school, a company …',
})
export class Organization extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its name in its own language.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its name in English; null when none is known.' })
  nameEn!: string | null;

  /** The normalised name by which the database decides that two are one. */
  @Property({ type: 'text' })
  nameKey!: string;

  @Property({ type: 'text' })
  @Field(() => OrganizationKind, { description: 'What kind of body it is.' })
  kind!: OrganizationKind;

  @Property({ type: 'text' })
  @Field(() => Sector, { description: 'The sector of society it belongs to.' })
  sector!: Sector;

  @Property({ type: 'uuid', nullable: true })
  territoryId!: string | null;

  /** Whether it agreed to be named among the voices behind a community level. */
  @Property({ type: 'boolean' })
  consentsToBeNamed = false;
}

export const OrganizationConnection = connectionType(() => Organization, 'Organization');
