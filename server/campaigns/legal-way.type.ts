import { Field, Int, ObjectType } from 'type-graphql';
import { LegalWay as LegalWayCode } from '../../schema/vocabulary/legal-way.ts';

@ObjectType('LegalWay', {
  description:
    'A legal way that an ask can go, by the rules of one day. Data of a country, in words that can be shown as they are.',
})
export class LegalWayInWords {
  @Field(() => LegalWayCode, { description: 'Which way.' })
  code!: LegalWayCode;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, {
    description: 'The term to answer and by how much it can be extended. What was not verified is marked so.',
  })
  termText!: string;

  @Field(() => String, {
    description: 'What it means when the term passes in silence. What was not verified is marked so.',
  })
  silenceMeans!: string;

  @Field(() => String, { description: 'The articles to cite, in the language of the law; empty when there are none.' })
  cite!: string;

  @Field(() => Boolean, {
    description:
      'Whether the text of the law was seen for the term, the silence and the articles. False: show it only with that mark.',
  })
  verified!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Days of the term, from registration; null when it is not in days.',
  })
  termDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months of the term, from registration; null when it is not in months.',
  })
  termMonths!: number | null;
}
