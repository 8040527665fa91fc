import { Field, ID, InputType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { PublicTextKind } from '../../schema/vocabulary/public-text-kind.ts';
import { TextReportReason } from '../../schema/vocabulary/text-report-reason.ts';

@InputType({ description: 'What is wrong with a text that the public reads.' })
export class ReportTextInput {
  @Field(() => PublicTextKind, { description: 'What the text stands in.' })
  kind!: PublicTextKind;

  @Field(() => ID, { description: 'The id of that.' })
  id!: string;

  @Field(() => TextReportReason, { description: 'What is wrong with its words.' })
  reason!: TextReportReason;

  @Field(() => String, {
    nullable: true,
    description: 'More of it for those who settle it, up to 500 characters; null: nothing. Write no names here either.',
  })
  words?: string | null;
}

@InputType({ description: 'An administrator’s decision on words of officials or of a coalition.' })
export class DecidePublicTextInput {
  @Field(() => PublicTextKind, { description: 'What the text stands in; an observation is for its verifiers.' })
  kind!: PublicTextKind;

  @Field(() => ID, { description: 'The id of that.' })
  id!: string;

  @Field(() => String, { description: 'Why, up to 2000 characters. Administrators alone read it.' })
  reason!: string;
}

@InputType({ description: 'That words of officials or of a coalition are to be hidden.' })
export class HidePublicWordsInput extends DecidePublicTextInput {
  @Field(() => HidingGround, { description: 'What everybody reads in place of the words.' })
  because!: HidingGround;
}
