import { Field, ID, InputType, Int } from 'type-graphql';
import { LocalDateScalar } from '../platform/scalars.ts';
import { ColumnRole } from '../plan-import/column-mapping.ts';
import { BodyDecision } from './plan-import.entity.ts';

@InputType({ description: 'What a column is.' })
export class ImportColumnInput {
  @Field(() => Int, { description: 'From 0.' })
  index!: number;
  @Field(() => ColumnRole, { description: 'What it holds.' })
  role!: ColumnRole;
}

@InputType({ description: 'Corrections of one table.' })
export class ImportTableInput {
  @Field(() => Int, { description: 'From 0.' })
  index!: number;
  @Field(() => Boolean, { nullable: true, description: 'False: no part of the plan; left out: as guessed.' })
  used?: boolean | null;
  @Field(() => [ImportColumnInput], { description: 'The columns to change.' })
  columns!: ImportColumnInput[];
  @Field(() => [Int], { nullable: true, description: 'Rows of the file that shall not enter.' })
  excludedRows?: number[] | null;
}

@InputType({ description: 'Corrections of the columns; the file is read again.' })
export class PlanImportMappingInput {
  @Field(() => ID, { description: 'The file being read.' })
  importId!: string;
  @Field(() => [ImportTableInput], { description: 'The tables to change; the others stay as guessed.' })
  tables!: ImportTableInput[];
}

@InputType({ description: 'What a body of the file is.' })
export class ImportBodyInput {
  @Field(() => String, { description: 'Its key.' })
  key!: string;
  @Field(() => BodyDecision, { description: 'The decision.' })
  decision!: BodyDecision;
  @Field(() => ID, { nullable: true, description: 'The organization, with USE_EXISTING; else null.' })
  organizationId?: string | null;
}

@InputType({ description: 'Decisions on the bodies that a file names.' })
export class PlanImportBodiesInput {
  @Field(() => ID, { description: 'The file being read.' })
  importId!: string;
  @Field(() => [ImportBodyInput], { description: 'All decisions; what is not named goes by the suggestion.' })
  bodies!: ImportBodyInput[];
}

@InputType({ description: 'Measures that are the same promise in two versions.' })
export class ImportMatchInput {
  @Field(() => [ID], { description: 'Measures of the version before; none for an added one.' })
  beforeMeasureIds!: string[];
  @Field(() => [String], { description: 'Keys of measures of the file; none for a dropped one.' })
  afterKeys!: string[];
}

@InputType({
  description: 'The plan of which the file is a new version, and corrections of what became of its measures.',
})
export class PlanImportMatchesInput {
  @Field(() => ID, { description: 'The file being read.' })
  importId!: string;
  @Field(() => ID, { nullable: true, description: 'The plan; null when it is a new one.' })
  planId?: string | null;
  @Field(() => [ImportMatchInput], { description: 'All corrections; what is not named goes by the suggestion.' })
  matches!: ImportMatchInput[];
}

@InputType({ description: 'A plan that is not known yet.' })
export class NewPlanInput {
  @Field(() => String, { description: 'Code of its territory.' })
  territory!: string;
  @Field(() => String, { description: 'Its title, 5 characters at least.' })
  title!: string;
  @Field(() => ID, { nullable: true, description: 'The strategy it implements; null when not known.' })
  strategyId?: string | null;
  @Field(() => String, { nullable: true, description: 'Its period as written; null when the source does not say.' })
  periodText?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day; null when not known.' })
  periodFrom?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null when not known.' })
  periodTo?: string | null;
  @Field(() => String, { nullable: true, description: 'Where it was published; null when not known.' })
  source?: string | null;
}

@InputType({ description: 'Enters what was understood of a file, whole or not at all.' })
export class ConfirmPlanImportInput {
  @Field(() => ID, { description: 'The file being read.' })
  importId!: string;
  @Field(() => ID, { nullable: true, description: 'The plan of which it is a new version; null for a new plan.' })
  planId?: string | null;
  @Field(() => NewPlanInput, { nullable: true, description: 'The new plan; null for a new version of one.' })
  plan?: NewPlanInput | null;
  @Field(() => String, { nullable: true, description: 'The body that adopted it; null when not known.' })
  adoptedBy?: string | null;
  @Field(() => String, { nullable: true, description: 'The act, as it is cited; null when not known.' })
  act?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the act; null when not known.' })
  adoptedOn?: string | null;
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The earlier day on which it became known; administrators only, with its source. Null: today.',
  })
  knownFrom?: string | null;
  @Field(() => String, { nullable: true, description: 'Where the earlier day comes from; null with today.' })
  knownFromSource?: string | null;
}
