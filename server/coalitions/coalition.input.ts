import { Field, ID, InputType } from 'type-graphql';
import { WordsReason } from '../../schema/vocabulary/words-reason.ts';
import { WORDS_REASON_DESCRIPTION } from '../platform/public-words.ts';

@InputType({ description: 'A coalition to form.' })
export class CreateCoalitionInput {
  @Field(() => String, { description: 'Its name, 2 to 300 characters; no two of one territory share it.' })
  name!: string;

  @Field(() => String, { description: 'Code of the territory it acts for.' })
  territory!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, up to 5,000 characters; null says nothing.' })
  purpose?: string | null;

  @Field(() => [ID], { description: 'The organizations in it, 1 to 100, your own among them.' })
  organizationIds!: string[];

  @Field(() => ID, { description: 'Which of them leads.' })
  leadOrganizationId!: string;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}
