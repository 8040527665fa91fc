import { Field, Float, ID, InputType } from 'type-graphql';
import { WordsReason } from '../../schema/vocabulary/words-reason.ts';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { Currency } from '../../schema/vocabulary/currency.ts';
import { LocalDateScalar, SafeIntScalar } from '../platform/scalars.ts';
import { WORDS_REASON_DESCRIPTION } from '../platform/public-words.ts';

@InputType({ description: 'The value of an indicator at the end of the reporting period.' })
export class IndicatorValueInput {
  @Field(() => ID, { description: 'The indicator, one of the measure’s.' })
  indicatorId!: string;

  @Field(() => Float, { description: 'In the unit of the indicator.' })
  value!: number;
}

@InputType({ description: 'What is said of one measure. At least a level, a text, money or a value.' })
export class MeasureStatementInput {
  @Field(() => ID, { description: 'A measure of the plan that the body is responsible for.' })
  measureId!: string;

  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'How far it is carried out; null leaves the level as it was.',
  })
  level?: CompletionLevel | null;

  @Field(() => String, { nullable: true, description: 'What was done, up to 10 000 characters; null: no text.' })
  text?: string | null;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'Money spent in the period, in cents; null: nothing is said of it.',
  })
  spentCents?: number | null;

  @Field(() => Currency, { nullable: true, description: 'Currency of the money; null together with it.' })
  currency?: Currency | null;

  @Field(() => [IndicatorValueInput], { nullable: true, description: 'Values of its indicators; null: none.' })
  indicatorValues?: IndicatorValueInput[] | null;
}

@InputType({ description: 'A report of one body on a whole plan for one period, handed in in one sitting.' })
export class SubmitReportInput {
  @Field(() => ID, { description: 'The plan.' })
  planId!: string;

  @Field(() => ID, { description: 'The responsible body that speaks.' })
  organizationId!: string;

  @Field(() => String, { description: 'Title of the report, 2 to 300 characters.' })
  title!: string;

  @Field(() => String, { description: 'The period as people call it, 1 to 60 characters.' })
  periodLabel!: string;

  @Field(() => LocalDateScalar, { description: 'First day of the period.' })
  periodFrom!: string;

  @Field(() => LocalDateScalar, { description: 'Last day of the period, not in the future.' })
  periodTo!: string;

  @Field(() => String, { nullable: true, description: 'The act by which it was adopted; null: none yet.' })
  act?: string | null;

  @Field(() => String, { nullable: true, description: 'The body that adopted it; null: none yet.' })
  adoptedBy?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day of adoption, not in the future; null: not adopted.',
  })
  adoptedOn?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The duty to report that it answers, which then counts as received; null: none.',
  })
  obligationId?: string | null;

  @Field(() => [MeasureStatementInput], { description: 'One statement for a measure, 1 to 1000 of them.' })
  statements!: MeasureStatementInput[];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The earlier day on which it became known; administrators only, with its source. Null: today.',
  })
  knownFrom?: string | null;

  @Field(() => String, { nullable: true, description: 'Where that day is known from; null together with it.' })
  knownFromSource?: string | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({
  description:
    'A correction of a statement. What it says replaces all that the statement said; the statement stays readable.',
})
export class CorrectStatementInput {
  @Field(() => ID, { description: 'The newest statement of the body on the measure in that report.' })
  statementId!: string;

  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'How far the measure is carried out; null leaves the level as it was.',
  })
  level?: CompletionLevel | null;

  @Field(() => String, { nullable: true, description: 'What was done, up to 10 000 characters; null: no text.' })
  text?: string | null;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: 'Money spent in the period, in cents; null: nothing is said of it.',
  })
  spentCents?: number | null;

  @Field(() => Currency, { nullable: true, description: 'Currency of the money; null together with it.' })
  currency?: Currency | null;

  @Field(() => [IndicatorValueInput], { nullable: true, description: 'Values of its indicators; null: as they were.' })
  indicatorValues?: IndicatorValueInput[] | null;

  @Field(() => String, { nullable: true, description: 'The act of the correction; null: none.' })
  act?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it was adopted anew, not in the future; null: it carries the day of what it corrects.',
  })
  adoptedOn?: string | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({ description: 'A duty to report.' })
export class CreateReportingObligationInput {
  @Field(() => ID, { description: 'The body that owes the report.' })
  debtorId!: string;

  @Field(() => ID, { description: 'The body that is to receive it.' })
  creditorId!: string;

  @Field(() => ID, { description: 'The plan that is reported on.' })
  planId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The duty before it in the chain, on which it waits; null: it is the first.',
  })
  previousId?: string | null;

  @Field(() => String, { description: 'The period as people call it, 1 to 60 characters.' })
  periodLabel!: string;

  @Field(() => LocalDateScalar, { description: 'First day of the period.' })
  periodFrom!: string;

  @Field(() => LocalDateScalar, { description: 'Last day of the period.' })
  periodTo!: string;

  @Field(() => LocalDateScalar, { description: 'The last day on which the report is in time.' })
  dueOn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the duty rests on, up to 500 characters; null: not known.',
  })
  source?: string | null;
}

@InputType({ description: 'What became of a report that was owed. Days once recorded stay.' })
export class RecordReportingStepInput {
  @Field(() => ID, { description: 'The duty to report.' })
  obligationId!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it came in; null: nothing new of that.' })
  receivedOn?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it was adopted; null: nothing new of that.' })
  adoptedOn?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it was sent on; null: nothing new of that.' })
  forwardedOn?: string | null;
}
