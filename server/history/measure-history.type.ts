import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

export const HistoryKind = {
  PLAN_VERSION: 'PLAN_VERSION',
  STATEMENT: 'STATEMENT',
  OBSERVATION: 'OBSERVATION',
  CAMPAIGN_STARTED: 'CAMPAIGN_STARTED',
  ASK_SENT: 'ASK_SENT',
  ASK_ANSWERED: 'ASK_ANSWERED',
} as const;
export type HistoryKind = (typeof HistoryKind)[keyof typeof HistoryKind];
registerEnumType(HistoryKind, {
  name: 'HistoryKind',
  description: 'What happened to a measure.',
  valuesConfig: {
    PLAN_VERSION: { description: 'A version of the plan says it, or says it otherwise.' },
    STATEMENT: { description: 'A responsible body spoke of it.' },
    OBSERVATION: { description: 'The community saw it; told by the month.' },
    CAMPAIGN_STARTED: { description: 'A campaign took it up.' },
    ASK_SENT: { description: 'An ask about it was sent.' },
    ASK_ANSWERED: { description: 'An ask about it was answered.' },
  },
});

@ObjectType({ description: 'One thing that happened to a measure.' })
export class HistoryEntry {
  @Field(() => LocalDateScalar, { description: 'The day; of an observation the first day of its month.' })
  on!: string;
  @Field(() => String, { nullable: true, description: 'The month (YYYY-MM), where no day is told; else null.' })
  month!: string | null;
  @Field(() => HistoryKind, { description: 'What happened.' })
  kind!: HistoryKind;
  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'The level that was stated or seen; null where none was.',
  })
  level!: CompletionLevel | null;
  @Field(() => String, {
    nullable: true,
    description: 'Act, demand or title; null where there is none, or it is hidden.',
  })
  text!: string | null;
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day on which an administrator hid that text; null: nobody did.',
  })
  wordsHiddenOn!: string | null;
  @Field(() => Boolean, { description: 'Entered afterwards, with an earlier day than that of entry.' })
  enteredAfterwards!: boolean;
  @Field(() => ID, { nullable: true, description: 'Id of what it tells of, for `node`; null where there is none.' })
  subjectId!: string | null;
  organizationId!: string | null;
}
