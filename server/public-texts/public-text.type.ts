/** What administrators see of texts that were reported or hidden. Nobody else learns that one was reported, and nobody who did. */
import { Field, ID, ObjectType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { PublicTextKind, type StatedTextKind } from '../../schema/vocabulary/public-text-kind.ts';
import { PublicTextPlace } from '../../schema/vocabulary/public-text-place.ts';
import { TextReport } from '../observations/text-report.type.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  implements: Node,
  description:
    'Words of officials or of a coalition that were reported or hidden, as administrators see them. Its id is that of what they stand in.',
})
export class PublicText extends Node {
  @Field(() => PublicTextKind, { description: 'What the words stand in.' })
  kind!: StatedTextKind;

  @Field(() => String, {
    nullable: true,
    description:
      'The text, title or name: as everybody reads it, or as it was when it was hidden. Null: taken out meanwhile.',
  })
  words!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The goal of a campaign or the purpose of a coalition; null: none, and for all else.',
  })
  moreWords!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it was hidden; null: it is not.' })
  wordsHiddenOn!: string | null;

  @Field(() => HidingGround, { nullable: true, description: 'Why, as everybody reads it; null: it is not hidden.' })
  wordsHiddenBecause!: HidingGround | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the administrator who hid it wrote of the reason; null: it is not hidden.',
  })
  hiddenWith!: string | null;

  @Field(() => PublicTextPlace, { description: 'The page on which it is read.' })
  standsIn!: PublicTextPlace;

  @Field(() => ID, { description: 'Id of the measure, plan, strategy, coalition or campaign of that page.' })
  standsInId!: string;

  @Field(() => [TextReport], { description: 'The reports that wait, oldest first.' })
  reports!: readonly TextReport[];
}
export const PublicTextConnection = connectionType(() => PublicText, 'PublicText');

@ObjectType({ description: 'That a report arrived. It says the same whether others have reported the text or not.' })
export class ReportTextPayload {
  @Field(() => Boolean, { description: 'Always true: whatever else there is to say is said by an error.' })
  received!: boolean;
}

@ObjectType({ description: 'That an administrator’s decision on words of officials or of a coalition was taken.' })
export class PublicTextDecided {
  @Field(() => LocalDateScalar, { description: 'The day from which it holds.' })
  on!: string;
}
