/** What the API says of a measure: its identity with the words of one version of the plan. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { FundingState } from '../../schema/vocabulary/funding-state.ts';
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import type { Row } from '../platform/one-statement/row.ts';
import type { Parts } from '../platform/one-statement/telling.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { MeasureVersion } from './measure-version.entity.ts';
import { Money } from './money.type.ts';

@ObjectType({
  implements: Node,
  description:
    "One promise of a plan. It keeps its identity through the versions of the plan; its words are those of the version asked for, today's when none was.",
})
export class Measure extends Node {
  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Field(() => String, { description: 'The promise, in the words of the document.' })
  wording!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The node of the plan that it stands under; null when the plan has no tree.',
  })
  objectiveId!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the plan has it no longer: dropped, or gone into others. Its words are then the last it had.',
  })
  dropped!: boolean;

  planId!: string;
  /** The version of the plan that the words are of. */
  versionId!: string;
  measureVersionId!: string;
  /** The objective and all above it, outermost first. */
  objectivePath!: string[];
  position!: number;
  periodText!: string;
  startsOn!: string | null;
  endsOn!: string | null;
  recurring!: boolean;
}

export const MeasureConnection = connectionType(() => Measure, 'Measure');

@ObjectType({ description: 'When a measure is to be carried out.' })
export class Period {
  @Field(() => String, { description: 'As the plan writes it; empty when it writes nothing.' })
  text!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day; null when the plan gives none.' })
  startsOn!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null when the plan gives none.' })
  endsOn!: string | null;
  @Field(() => Boolean, { description: 'Whether it is a lasting duty, which runs with the plan.' })
  recurring!: boolean;
}

/** The same in a statement, of a row that has its four columns. */
export const periodParts = (row: Row): Parts => ({
  text: row.column('periodText'),
  startsOn: row.column('startsOn'),
  endsOn: row.column('endsOn'),
  recurring: row.column('recurring'),
});

@ObjectType({ description: 'A body that is to carry a measure out.' })
export class Responsible {
  @Field(() => String, {
    nullable: true,
    description: 'A kind of body, such as "НПО", where the plan names no body; null where it does.',
  })
  bodyKind!: string | null;
  @Field(() => String, { description: 'As the plan writes it.' })
  asWritten!: string;
  @Field(() => Boolean, { description: 'Whether it leads: its word decides the official level.' })
  leads!: boolean;

  organizationId!: string | null;
}

@ObjectType({ description: 'One source of money for a measure.' })
export class FundingLine {
  @Field(() => String, { nullable: true, description: 'The source as the plan names it; null when it names none.' })
  sourceText!: string | null;
  @Field(() => String, { nullable: true, description: 'The programme; null when none is named.' })
  programme!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the project; null when none is named.' })
  projectNumber!: string | null;
  @Field(() => FundingState, { description: 'What the plan says of the money.' })
  state!: FundingState;
  @Field(() => Money, { nullable: true, description: 'The amount planned; null when none is stated.' })
  amount!: Money | null;
  @Field(() => String, { description: 'As the plan writes it; empty when it writes nothing.' })
  asWritten!: string;
}

@ObjectType({ description: 'Where in a file a measure was read.' })
export class SourcePlace {
  @Field(() => String, { nullable: true, description: 'Name of the file; null when not known.' })
  fileName!: string | null;
  @Field(() => String, { nullable: true, description: 'The sheet or table; null when the file has one only.' })
  table!: string | null;
  @Field(() => Int, { nullable: true, description: 'Row of the sheet or table, from 1; null when not known.' })
  row!: number | null;
}

@ObjectType({ description: 'A field of a measure as it stands in the file.' })
export class WrittenField {
  @Field(() => String, { description: 'Heading of the column.' })
  field!: string;
  @Field(() => String, { description: 'The text.' })
  text!: string;
}

@ObjectType({ description: 'A measure that another went into or came from.' })
export class MeasureLink {
  @Field(() => MeasureChange, { description: 'SPLIT or MERGED.' })
  change!: MeasureChange;

  measureId!: string;
}

@ObjectType({ description: 'What a version of the plan did with one measure.' })
export class MeasureChangeEntry {
  @Field(() => MeasureChange, { description: 'What it did.' })
  change!: MeasureChange;
  @Field(() => MeasureVersion, {
    nullable: true,
    description: 'The measure in the version before; null when it is new.',
  })
  before!: object | null;
  @Field(() => MeasureVersion, {
    nullable: true,
    description: 'The measure in this version; null when it was dropped.',
  })
  after!: object | null;
  @Field(() => [String], {
    description:
      'What differs: CODE, WORDING, OBJECTIVE, AMOUNT, PERIOD, RESPONSIBLES, INDICATORS, TARGET_GROUPS or PLACES; empty for a new or dropped one.',
  })
  fields!: string[];
}
