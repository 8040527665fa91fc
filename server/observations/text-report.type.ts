/** What verifiers see of reports. Nobody else learns that a text was reported, and nobody at all who did. */
import { Field, ObjectType } from 'type-graphql';
import { TextReportReason } from '../../schema/vocabulary/text-report-reason.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({ description: 'What somebody said of a text that the public reads. Who it was is not kept.' })
export class TextReport {
  @Field(() => TextReportReason, { description: 'What is wrong with it.' })
  reason!: TextReportReason;

  @Field(() => String, {
    nullable: true,
    description: 'In their own words; null: none. Deleted when the report is settled.',
  })
  words!: string | null;

  @Field(() => LocalDateScalar, { description: 'The day it was reported.' })
  reportedOn!: string;
}

@ObjectType({
  implements: Node,
  description:
    'A published observation whose words were reported, as its verifiers see it, whoever observed it: what is shown or allowed here tells nothing of the observer. Its id is the observation’s.',
})
export class ReportedText extends Node {
  measureId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The words as the public reads them; null: they were hidden or taken back meanwhile.',
  })
  publishedWords!: string | null;

  @Field(() => [TextReport], { description: 'The reports that wait, oldest first.' })
  reports!: readonly TextReport[];

  @Field(() => Boolean, { description: 'Whether it was you who confirmed it. Then another dismisses the reports.' })
  verifiedByYou!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether you may hide the words: with a certificate, and not on what is your own or your organisation carries out.',
  })
  mayHide!: boolean;

  @Field(() => Boolean, {
    description: 'Whether you may dismiss the reports: as to hide, and it was not you who confirmed.',
  })
  mayDismiss!: boolean;

  @Field(() => Boolean, {
    description: 'Whether you may undo the verification: as to hide, and not who confirmed it, unless that was today.',
  })
  mayUndo!: boolean;
}
export const ReportedTextConnection = connectionType(() => ReportedText, 'ReportedText');

@ObjectType({ description: 'That a verifier’s decision on a published text was taken.' })
export class PublishedTextDecided {
  @Field(() => LocalDateScalar, { description: 'The day from which it holds.' })
  on!: string;
}
