import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';

@Entity({ tableName: 'territory' })
@ObjectType({
  implements: Node,
  description: 'A place in the register of territorial units, from a union of countries down to a settlement.',
})
export class Territory extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'text' })
  @Field(() => TerritoryKind, { description: 'Its level.' })
  kind!: TerritoryKind;

  @Property({ type: 'text' })
  @Field(() => String, {
    description:
      'Its code in the national register: RAZ for a district, RAZ16 for a municipality, the EKATTE code for a settlement.',
  })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its name in its own language.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its name in Latin letters; null when the register gives none.' })
  nameEn!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'town, village or monastery for a settlement; null for others.' })
  settlementKind!: string | null;

  @Property({ type: 'uuid', nullable: true })
  parentId!: string | null;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true, description: 'Longitude of its seat or centre in degrees; null when unknown.' })
  longitude!: number | null;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true, description: 'Latitude of its seat or centre in degrees; null when unknown.' })
  latitude!: number | null;

  @Property({ type: 'text' })
  searchText!: string;
}

export const TerritoryConnection = connectionType(() => Territory, 'Territory');
