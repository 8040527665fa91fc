/** What a person sees of a file being read. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import { connectionType } from '../platform/connection.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { ColumnRole } from '../plan-import/column-mapping.ts';
import { ComparedField } from '../plan-import/compare/version-comparison.ts';
import { RowStatus } from '../plan-import/parsed-plan.ts';
import { BodyDecision, PlanImportState } from './plan-import.entity.ts';
import './plan-import.words.ts';

@ObjectType({
  description:
    'Something about a file or a row of it that a person should know. The code is told in words by the screen.',
})
export class ImportIssue {
  @Field(() => String, { description: 'What it is.' })
  code!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The sheet or table; null when it is about the whole file, or the file has no names.',
  })
  table!: string | null;
  @Field(() => Int, { nullable: true, description: 'Row of the file, from 1; null when it is about no row.' })
  row!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The heading or letter of the column; null when it is about no column.',
  })
  column!: string | null;
  @Field(() => String, { nullable: true, description: 'The text in question, as written; null when there is none.' })
  text!: string | null;
}

@ObjectType({ description: 'A sum in one currency, as the file has it.' })
export class ImportTotal {
  @Field(() => String, { nullable: true, description: 'EUR or BGN; null where the file does not say.' })
  currency!: string | null;
  @Field(() => Float, { description: 'In cents of that currency.' })
  amountCents!: number;
}

@ObjectType({ description: 'What a file adds up to.' })
export class ImportSummary {
  @Field(() => Int, { description: 'Measures that enter when it is confirmed; refused rows are none.' })
  measures!: number;
  @Field(() => Int, { description: 'Priorities.' })
  priorities!: number;
  @Field(() => Int, { description: 'Goals.' })
  goals!: number;
  @Field(() => Int, { description: 'Tasks.' })
  tasks!: number;
  @Field(() => [ImportTotal], { description: 'The amounts of those measures, one sum for each currency.' })
  totals!: ImportTotal[];
  @Field(() => Int, { description: 'Rows understood.' })
  understood!: number;
  @Field(() => Int, { description: 'Rows with something to look at.' })
  doubtful!: number;
  @Field(() => Int, { description: 'Rows that cannot enter.' })
  refused!: number;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the totals in the file agree with its rows; null when it has none.',
  })
  reconciles!: boolean | null;
}

@ObjectType({ description: 'A column and what it was taken for.' })
export class ImportColumn {
  @Field(() => Int, { description: 'From 0.' })
  index!: number;
  @Field(() => String, { description: 'Its heading as written; empty when it has none.' })
  heading!: string;
  @Field(() => ColumnRole, { description: 'What it is taken for.' })
  role!: ColumnRole;
  @Field(() => ColumnRole, { description: 'What the reader guessed.' })
  guessed!: ColumnRole;
  @Field(() => [String], { description: 'The first filled cells.' })
  sample!: string[];
}

@ObjectType({ description: 'A table of the file.' })
export class ImportTable {
  @Field(() => Int, { description: 'From 0.' })
  index!: number;
  @Field(() => String, { description: 'The name of its sheet, or its number; empty for a file of one table.' })
  name!: string;
  @Field(() => [Int], { description: 'Rows of the file that hold its headings.' })
  headerRows!: number[];
  @Field(() => [ImportColumn], { description: 'Its columns.' })
  columns!: ImportColumn[];
}

@ObjectType({ description: 'A period as written, and the days understood.' })
export class ImportPeriod {
  @Field(() => String, { description: 'As written.' })
  text!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day; null when the words give none.' })
  startsOn!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null when the words give none.' })
  endsOn!: string | null;
  @Field(() => Boolean, { description: 'A lasting duty.' })
  recurring!: boolean;
}

@ObjectType({ description: 'A row of the file and what was understood of it.' })
export class ImportRow {
  @Field(() => Int, { description: 'Its place in the preview, from 0.' })
  index!: number;
  @Field(() => String, { description: 'The name of its sheet or table.' })
  table!: string;
  @Field(() => Int, { description: 'Row of the file, from 1.' })
  row!: number;
  @Field(() => RowStatus, { description: 'What was made of it.' })
  status!: RowStatus;
  @Field(() => [String], { description: 'Its filled cells, as written.' })
  cells!: string[];
  @Field(() => [String], { description: 'Priority, goal and task above it; empty when it is no measure.' })
  objectivePath!: string[];
  @Field(() => String, { nullable: true, description: 'Code of the measure; null when it is none.' })
  code!: string | null;
  @Field(() => String, { nullable: true, description: 'Wording of the measure; null when it is none.' })
  wording!: string | null;
  @Field(() => [String], { description: 'Responsible bodies, the lead first.' })
  responsibles!: string[];
  @Field(() => ImportPeriod, { nullable: true, description: 'Its period; null when none is written.' })
  period!: ImportPeriod | null;
  @Field(() => [String], { description: 'Amounts and sources as written.' })
  funding!: string[];
  @Field(() => [ImportTotal], { description: 'The amounts understood.' })
  amounts!: ImportTotal[];
  @Field(() => [String], { description: 'Indicators as written.' })
  indicators!: string[];
  @Field(() => [ImportIssue], { description: 'What to look at.' })
  issues!: ImportIssue[];
}

export const ImportRowConnection = connectionType(() => ImportRow, 'ImportRow');

@ObjectType({ description: 'A body that the file names, however it is spelled.' })
export class ImportBody {
  @Field(() => String, { description: 'To decide on it with.' })
  key!: string;
  @Field(() => [String], { description: 'Every spelling met.' })
  asWritten!: string[];
  @Field(() => String, { description: 'The name suggested for all of them.' })
  suggestedName!: string;
  @Field(() => Boolean, { description: 'True when it looks like a kind of body ("НПО"), no organization.' })
  isKind!: boolean;
  @Field(() => Int, { description: 'Measures that name it.' })
  measureCount!: number;
  @Field(() => BodyDecision, { nullable: true, description: 'What was decided; null: nothing yet.' })
  decision!: BodyDecision | null;
  organizationId!: string | null;
}

@ObjectType({ description: 'What became of measures between the newest version of the plan and the file.' })
export class ImportMatch {
  @Field(() => String, { description: 'Names this row of the comparison.' })
  key!: string;
  @Field(() => MeasureChange, { description: 'What became of them.' })
  change!: MeasureChange;
  @Field(() => [ID], { description: 'Measures of the version before; empty for an added one.' })
  beforeMeasureIds!: string[];
  @Field(() => [String], { description: 'Their code and wording.' })
  beforeWording!: string[];
  @Field(() => [String], { description: 'Keys of the measures of the file; empty for a dropped one.' })
  afterKeys!: string[];
  @Field(() => [String], { description: 'Their code and wording.' })
  afterWording!: string[];
  @Field(() => Float, {
    nullable: true,
    description: 'How alike the wordings are, 0 to 1; null for added and dropped ones.',
  })
  similarity!: number | null;
  @Field(() => [ComparedField], { description: 'In what they differ.' })
  fields!: ComparedField[];
}

@ObjectType({
  description:
    'An action plan being read from the file that a municipality published. Seen by whoever sent it and by administrators.',
})
export class PlanImport {
  @Field(() => ID, { description: 'Random.' })
  id!: string;
  @Field(() => String, { description: 'Name of the file.' })
  fileName!: string;
  @Field(() => PlanImportState, { description: 'Where it stands.' })
  state!: PlanImportState;
  @Field(() => LocalDateScalar, { description: 'The day it was sent in.' })
  uploadedOn!: string;
}
