/** What may leave of an export that was asked for. The observations themselves leave only as its file. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ExportFormat } from '../../schema/vocabulary/export-format.ts';
import { connectionType } from '../platform/connection.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  description: 'Verified observations that somebody took out in bulk, or may take today: who, of what, and why.',
})
export class ObservationExport {
  @Field(() => ID, { description: 'Random.' })
  id!: string;

  @Field(() => LocalDateScalar, { description: 'The day on which it was asked for.' })
  askedOn!: string;

  @Field(() => String, { description: 'How whoever asked is called.' })
  askedBy!: string;

  @Field(() => String, {
    nullable: true,
    description: 'First month seen, such as 2026-03; null: from the first on.',
  })
  monthFrom!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Last month seen, such as 2026-03; null: to the last that is over.',
  })
  monthTo!: string | null;

  @Field(() => ExportFormat, { description: 'The kind of file.' })
  format!: ExportFormat;

  @Field(() => String, { description: 'What it is for, as whoever asked said; empty once they were erased.' })
  reason!: string;

  @Field(() => Int, { description: 'How often the file was begun.' })
  timesTaken!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Observations handed out at the last time; null while it was never taken, or is under way.',
  })
  rowCount!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the last file came to its end; null while it was never taken, or is under way.',
  })
  whole!: boolean | null;

  territoryId!: string;
  planId!: string | null;
  askedById!: string;
}
export const ObservationExportConnection = connectionType(() => ObservationExport, 'ObservationExport');

@InputType({ description: 'Observations to take out in bulk.' })
export class AskObservationExportInput {
  @Field(() => String, { description: 'Code of a country, district or municipality that you may export.' })
  territory!: string;

  @Field(() => ID, { nullable: true, description: 'A plan of that territory or of one within; null: all of them.' })
  planId?: string | null;

  @Field(() => String, { nullable: true, description: 'First month seen, such as 2026-03; null: from the first on.' })
  monthFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Last month seen, such as 2026-03; null: to the last that is over.',
  })
  monthTo?: string | null;

  @Field(() => ExportFormat, { description: 'The kind of file.' })
  format!: ExportFormat;

  @Field(() => String, { description: 'What it is for, 10 to 500 characters; administrators read it.' })
  reason!: string;
}
