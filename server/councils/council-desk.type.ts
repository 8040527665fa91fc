import { Field, ObjectType } from 'type-graphql';
import { LocalDateScalar } from '../platform/scalars.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';

@ObjectType({ description: 'What a council of a territory should look at first, as of a day. All of it is public.' })
export class CouncilDesk {
  @Field(() => LocalDateScalar, { description: 'The day it is told for, by what was known then.' })
  asOf!: string;

  territory!: TerritoryRow;
}
