import { Field, InputType } from 'type-graphql';
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { Sector } from '../../schema/vocabulary/sector.ts';

@InputType({ description: 'A body to enter in the register.' })
export class CreateOrganizationInput {
  @Field(() => String, { description: 'Its full name, 2 to 300 characters.' })
  name!: string;

  @Field(() => OrganizationKind, { description: 'What kind of body it is.' })
  kind!: OrganizationKind;

  @Field(() => Sector, { description: 'The sector of society it belongs to.' })
  sector!: Sector;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the territory it belongs to; null for a body without one.',
  })
  territory?: string | null;
}
