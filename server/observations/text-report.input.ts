import { Field, ID, InputType } from 'type-graphql';
import { TextReportReason } from '../../schema/vocabulary/text-report-reason.ts';

@InputType({ description: 'What is wrong with a text that the public reads.' })
export class ReportTextInput {
  @Field(() => ID, { description: 'The published observation.' })
  observationId!: string;

  @Field(() => TextReportReason, { description: 'What is wrong with its words.' })
  reason!: TextReportReason;

  @Field(() => String, {
    nullable: true,
    description: 'More of it for the verifiers, up to 500 characters; null: nothing. Write no names here either.',
  })
  words?: string | null;
}

@InputType({ description: 'A verifier’s decision on a published observation.' })
export class DecidePublishedTextInput {
  @Field(() => ID, { description: 'The published observation.' })
  observationId!: string;

  @Field(() => String, {
    description:
      'Why, up to 2000 characters. Its monitor reads it, unless reports are dismissed: of those they hear nothing.',
  })
  reason!: string;
}
