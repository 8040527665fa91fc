import { Field, ID, InputType } from 'type-graphql';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@InputType({ description: 'What is told of any policy document.' })
export abstract class PolicyDocumentInput {
  @Field(() => PolicyLevel, { description: 'Level at which it was adopted; it must be that of the territory.' })
  level!: PolicyLevel;

  @Field(() => String, { description: 'Code of the territory that it is of.' })
  territory!: string;

  @Field(() => String, { description: 'Its title, 3 to 500 characters.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its period as the source writes it; null when the source writes none.',
  })
  periodText?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of its period; null when the source does not say.',
  })
  periodFrom?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of its period; null when the source does not say.',
  })
  periodTo?: string | null;

  @Field(() => String, { nullable: true, description: 'The body that adopted it; null when not known.' })
  adoptedBy?: string | null;

  @Field(() => String, { nullable: true, description: 'The act of adoption as it is cited; null when not known.' })
  act?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the act, not after today; null when not known.',
  })
  adoptedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where this is known from, such as an address. Needed when knownFrom is set.',
  })
  source?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day from which it counts as known, when earlier than today; null for today.',
  })
  knownFrom?: string | null;
}

@InputType({ description: 'A strategy to enter.' })
export class CreateStrategyInput extends PolicyDocumentInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the strategy that it implements, of the same level or a wider one; null when it implements none.',
  })
  implements?: string | null;
}

@InputType({ description: 'An action plan to enter. Its measures come by import.' })
export class CreateActionPlanInput extends PolicyDocumentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the strategy that it implements, of the same level or a wider one; null when none is known.',
  })
  strategy?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the longer plan of the same territory that it stands in; null when it stands alone.',
  })
  parent?: string | null;
}
